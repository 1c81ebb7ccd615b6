"""Readers of YAML and JSON that people write, which tell where they stumble."""
