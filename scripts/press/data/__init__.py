"""The data package of a book: tables, claims, labels, bibliography."""
