"""The interface of an edition in its own language."""
