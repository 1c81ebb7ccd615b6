"""Publish one computation as a book in several languages."""
