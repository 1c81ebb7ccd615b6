"""Settings and contents of a book: which keys there are, and what stands in them."""
