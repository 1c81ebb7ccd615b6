"""Build an edition as EPUB 3."""
