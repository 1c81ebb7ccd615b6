"""What can be wrong with a book, told without building it."""
