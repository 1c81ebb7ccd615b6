"""The pictures of an EPUB."""

from __future__ import annotations

from pathlib import Path

from press.chart_theme import FONT
from press.context import Press
from press.svg_page import smaller


def picture_bytes(path: Path, press: Press) -> bytes:
    """The file of a picture; a chart of the book in fewer letters and with a type that stands in for its own."""
    if press.pictures not in path.parents:
        return path.read_bytes()
    svg = smaller(path.read_text(encoding="utf-8"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}, sans-serif"'
    return svg.replace("<svg", head, 1).encode()
