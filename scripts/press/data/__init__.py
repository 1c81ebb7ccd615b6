"""The data package of a book: tables, claims, verdicts, labels, works."""
