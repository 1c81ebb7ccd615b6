"""Render localised Vega-Lite charts as SVG or PNG when a book is built, without a browser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import typst
import vl_convert
from babel import Locale

from press.charts.theme import WIDE, themed
from press.core.digests import fingerprint, press_fingerprint
from press.core.files import kept_file
from press.core.jobs import forbid_forking
from press.core.text import Json

_DOTS = 96  # CSS pixels per inch
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def draw_svg(spec: Json, language: str, width: int = WIDE) -> str:
    """Render ``spec`` (Vega-Lite, localised) as SVG with a transparent background; numbers are formatted for ``language``."""
    svg: str = _converter().vegalite_to_svg(
        themed(spec, width), format_locale=number_locale(language), time_format_locale=time_locale(language)
    )
    return svg


@cache
def _converter() -> Any:
    forbid_forking()
    vl_convert.register_font_directory(str(fontpkg_noto_sans.ROOT / "files"))
    return vl_convert


def number_locale(language: str) -> Json:
    """Return the d3 number locale of ``language`` from CLDR; d3 itself has no Kazakh."""
    symbols = Locale.parse(language).number_symbols["latn"]
    decimal, thousands = symbols["decimal"], symbols["group"]
    return {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}


def time_locale(language: str) -> Json:
    """Return the d3 time locale of ``language``, with names of months and days from CLDR, for time axes."""
    locale = Locale.parse(language)
    # CLDR counts days from Monday, d3 from Sunday.
    days = [6, *range(6)]
    return {
        "dateTime": "%x, %X",
        "date": "%d.%m.%Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": [locale.days["stand-alone"]["wide"][day] for day in days],
        "shortDays": [locale.days["stand-alone"]["abbreviated"][day] for day in days],
        "months": [locale.months["stand-alone"]["wide"][month] for month in range(1, 13)],
        "shortMonths": [locale.months["stand-alone"]["abbreviated"][month] for month in range(1, 13)],
    }


def picture_file(spec: Json, language: str, name: str, folder: Path, width: int = WIDE) -> Path:
    """Render ``spec`` into ``folder`` as ``name-language-hash.svg``, unless that exists, and return its path."""
    text = json.dumps([themed(spec, width), language], sort_keys=True)
    path = folder / f"{name}-{language}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.svg"
    return kept_file(path, lambda: draw_svg(spec, language, width).encode())


def png_from_svg(svg: str, scale: float = 1) -> bytes:
    """Render ``svg``, which has a width and height, as PNG with ``scale`` pixels for each CSS pixel."""
    png: bytes = _compiler().compile(_PAGE, format="png", ppi=scale * _DOTS, sys_inputs={"svg": svg})
    return png


@cache
def _compiler() -> Any:
    forbid_forking()
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[str(fontpkg_noto_sans.ROOT / "files")])
    make: Any = typst.Compiler  # its generic type cannot be named
    return make(font_paths=fonts)


def cached_png(folder: Path, name: str, svg: str, draw: Callable[[], bytes]) -> bytes:
    """Return the PNG that ``draw`` makes of ``svg``; cached in ``folder`` until ``svg`` or press changes."""
    path = folder / f"{name}-{fingerprint([], press_fingerprint(), svg)[:8]}.png"
    return kept_file(path, draw).read_bytes()
