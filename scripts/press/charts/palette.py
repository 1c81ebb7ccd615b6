"""Define the colours of charts: as written in notebooks, as drawn on white, and as CSS variables that follow the theme.

Notebooks use the colours of Okabe and Ito, which are distinguishable with any colour vision. Several of them are too
pale for lines on white, so charts are drawn in darker ones of the same hue; a page uses the variables, whose values for
dark backgrounds are in tokens.css.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from press.core.text import Json

# Colours of main text, of secondary text, and of grid lines.
INK = "#1b1f24"
SOFT = "#59616b"
RULE = "#d9d6d0"


class Colour(NamedTuple):
    """A colour: the name of its CSS variable, its value in notebooks, and its value on white."""

    name: str
    written: str
    drawn: str


SERIES = (
    Colour("blue", "#0072B2", "#0072B2"),
    Colour("orange", "#E69F00", "#B26B00"),
    Colour("green", "#009E73", "#00805D"),
    Colour("purple", "#CC79A7", "#B3558B"),
    Colour("sky", "#56B4E9", "#2B8CC4"),
    Colour("vermilion", "#D55E00", "#C24E00"),
    Colour("yellow", "#F0E442", "#8A8000"),
    Colour("grey", "#B4BAC4", "#858C96"),
)
PALETTE = [colour.written for colour in SERIES[:7]] + [INK]

_DRAWN = {colour.written.lower(): colour.drawn for colour in SERIES}
_ON_PAGE = {
    **{colour.drawn.lower(): f"var(--press-{colour.name})" for colour in SERIES},
    INK.lower(): "currentColor",
    SOFT.lower(): "var(--soft)",
    RULE.lower(): "var(--rule)",
}
# A colour, optionally with its alpha as two more digits.
_HEX = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?\b")


def as_drawn(spec: Json) -> Json:
    """Return ``spec`` (Vega-Lite) with the colours for white backgrounds."""
    return _replaced(spec, _DRAWN)


def with_strength(colour: str, percent: int) -> str:
    """Return ``colour`` with an alpha of ``percent``; unchanged at 100."""
    return colour if percent == 100 else f"{colour}{round(percent * 2.55):02x}"


def svg_on_page(svg: str) -> str:
    """Return a rendered SVG with CSS variables that follow the theme of the page."""
    return _HEX.sub(lambda found: _swapped(found[0], _ON_PAGE), svg)


def _replaced(spec: Json, colours: dict[str, str]) -> Json:
    """Replace strings that are a colour as a whole; colours within the text of a label are left alone."""
    text = re.sub(rf'"({_HEX.pattern})"', lambda found: f'"{_swapped(found[1], colours)}"', json.dumps(spec))
    swapped: Json = json.loads(text)
    return swapped


def _swapped(colour: str, colours: dict[str, str]) -> str:
    solid, strength = colour[:7].lower(), colour[7:]
    if solid not in colours or not strength:
        return colours.get(colour.lower(), colour)
    swapped = colours[solid]
    if swapped.startswith("#"):
        return f"{swapped}{strength}"
    return f"color-mix(in srgb, {swapped} {round(int(strength, 16) / 2.55)}%, transparent)"
