"""Decide what is stale, make it in parallel processes, and serve it."""
