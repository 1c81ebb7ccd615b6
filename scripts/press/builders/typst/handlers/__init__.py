"""Handlers that turn nodes of one kind into Typst markup."""
