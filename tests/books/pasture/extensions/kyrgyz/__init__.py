"""Kyrgyz, which press does not know: a language that a book brings itself."""

from __future__ import annotations

from typing import Any

from press.api import extend


def setup_press() -> None:
    """Tell press where the record is."""
    extend("language", "kyrgyz.record:LANGUAGES")


def setup(app: Any) -> dict[str, Any]:
    """Tell Sphinx that nothing here stands in the way of reading side by side."""
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
