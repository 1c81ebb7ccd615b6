"""Configure one Sphinx run in one language: its sources, the dependencies of each document, numbering, the interface."""
