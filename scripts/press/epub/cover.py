"""The cover of an edition: its title and subtitle, in its language, on a page of the proportions that shops ask for."""

from __future__ import annotations

import io

from PIL import Image

from press.context import Press
from press.social_picture import Sheet, picture_svg
from press.svg_png import kept_png, png_from_svg

_SHEET = Sheet(width=1200, height=1800, margin=110, titles=(136, 118, 100, 84, 70), subtitle=52, lines=7, top=330)
# Flat colours and the edges of letters between them: more shades cannot be told apart.
_SHADES = 32


def cover_png(press: Press) -> bytes:
    """The cover as PNG, drawn only where it has changed."""
    svg = picture_svg(press.edition, _SHEET)
    return kept_png(press.pictures, f"cover-{press.language}", svg, lambda: _drawn(svg))


def _drawn(svg: str) -> bytes:
    drawn = Image.open(io.BytesIO(png_from_svg(svg))).convert("RGB")
    packed = io.BytesIO()
    drawn.quantize(_SHADES, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
