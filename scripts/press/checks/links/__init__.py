"""The addresses that a book leans on: whether each stands in its table, and, on demand, whether each still answers."""
