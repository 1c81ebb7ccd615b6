"""One Sphinx run in one language: what it is built from, what each document depends on, numbers, the interface."""
