"""The edition as an EPUB."""
