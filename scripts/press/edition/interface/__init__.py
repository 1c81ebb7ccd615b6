"""Localise the interface of an edition."""
