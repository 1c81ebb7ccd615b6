"""Provide the tables of the book to notebooks and readers."""

from __future__ import annotations

from press.data.validation import load_table, table_names

__all__ = ["load_table", "table_names"]
