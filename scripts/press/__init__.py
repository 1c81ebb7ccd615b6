"""The machine that prints one computation as a book in several languages."""
