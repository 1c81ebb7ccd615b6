"""The cover of an edition: its title and subtitle, in its language, on a page of the proportions that shops ask for."""

from __future__ import annotations

import io

from PIL import Image

from press.charts import png_from_svg
from press.settings import Edition
from press.social_picture import Sheet, picture_svg

_SHEET = Sheet(width=1200, height=1800, margin=110, titles=(136, 118, 100, 84, 70), subtitle=52, lines=7, top=330)
# Flat colours and the edges of letters between them: more shades cannot be told apart.
_SHADES = 32


def cover_png(edition: Edition) -> bytes:
    """The cover as PNG."""
    drawn = Image.open(io.BytesIO(png_from_svg(picture_svg(edition, _SHEET)))).convert("RGB")
    packed = io.BytesIO()
    drawn.quantize(_SHADES, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
