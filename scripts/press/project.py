"""Provide the folder of the book to notebooks and programs."""

from __future__ import annotations

from press.core.project import find_root

__all__ = ["find_root"]
