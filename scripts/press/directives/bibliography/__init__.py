"""Format citations and the reference list."""
