"""Find what is wrong with a book without building it."""
