"""Readers for YAML and JSON written by people, which report faults with file and line."""
