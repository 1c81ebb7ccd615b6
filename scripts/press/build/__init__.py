"""Decides what is stale, makes it in processes side by side, serves it."""
