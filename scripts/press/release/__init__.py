"""Releases of a book: what is given to readers and archives, made so that anyone can make the same bytes again."""
