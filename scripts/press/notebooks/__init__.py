"""Runs notebooks once, publishes and keeps their results."""
