"""Render a localised chart as image, table and text."""
