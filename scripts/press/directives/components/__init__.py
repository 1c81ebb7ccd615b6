"""Define the text components: remarks of the editors, and summaries of a chapter or the book."""
