"""Translations of a book: catalogues of its notebooks and of the interface, and the language in which a chapter is written."""
