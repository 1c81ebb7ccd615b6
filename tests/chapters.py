"""Chapters, and editions of them, made in memory for tests of what is read in them."""

from __future__ import annotations

EXTENSIONS = ("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "substitution")
