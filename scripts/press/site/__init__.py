"""Editions put together: one site with a search index, styles and scripts, and pages that need no network."""
