"""Releases of a book: files for readers and archives, made so that anyone can make the same bytes again."""
