"""Render nodes as Typst markup, with one handler for each class of nodes."""
