"""What this book adds to press: Chicago's author-date style of citing, and the chapters as plain text."""

from __future__ import annotations

from typing import Any

from press.api import extend


def setup_press() -> None:
    """Name the style and the format."""
    extend("style of citing", "essay_styles:STYLES")
    extend("format", "essay_styles:FORMATS")


def setup(app: object) -> dict[str, Any]:
    """Tell Sphinx, which needs nothing more, that documents may be written in parallel."""
    return {"parallel_read_safe": True, "parallel_write_safe": True}
