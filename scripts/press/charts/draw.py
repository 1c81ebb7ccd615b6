"""Render localised Vega-Lite charts as SVG or PNG when a book is built, without a browser, and adapt them for pages: small, with accessible names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import typst
import vl_convert
from babel import Locale
from PIL import ImageFont

from press.charts.theme import WIDE, svg_on_page, themed
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
    # No currency sign: that of d3's format for money would be one of a country, not of a language.
    signs = {"decimal": symbols["decimal"], "thousands": symbols["group"]}
    return {**signs, "grouping": [3], "currency": ["", ""]}


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


# Text, and the lines in it, with what is in them.
_TEXT = re.compile(r"<text\b[^>]*>.*?</text>", re.DOTALL)
_TEXT_LINE = re.compile(r"(<(?:text|tspan)\b[^>]*)>([^<]+)(?=<)")
_FONT_FILE = fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf"
_WEIGHTS = {"600": 600, "bold": 700}
_UNITS = 1000  # in which widths are measured, per em
# Only numbers within tags are rounded: those between tags are text of the chart.
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"(?<![\w#.])-?\d+\.\d{2,}")
# In path data a letter may precede a number directly.
_PATH = re.compile(r'(?<= d=")[^"]*')
_IN_PATH = re.compile(r"-?\d+\.\d{2,}")
# Markup of Vega without a visible effect: empty frames, its own names, defaults.
_NEEDLESS = (
    re.compile(r'<path class="(?:background|foreground)"(?:(?! fill=| stroke=)[^>])*/>'),
    re.compile(r'\s(?:role="graphics-[^"]*"|aria-[a-z]+="[^"]*"|class="[^"]*"|pointer-events="none"|opacity="1")'),
    re.compile(
        r'\s(?:font-family="[^"]*"|xmlns(?::xlink)?="[^"]*"|version="1.1"|stroke-miterlimit="10"|text-anchor="start")'
    ),
    re.compile(r'\stransform="translate\(0,0\)"'),
    re.compile(r"<g>\s*</g>|<g/>"),
)
_WORDS_IN_PLACE = re.compile(r'(<text\b[^>]*) transform="translate\((-?[\d.]+),(-?[\d.]+)\)"([^>]*>[^<]*</text>)')
_BARE_GROUP = re.compile(r"<g>((?:(?!</?g\b).)*)</g>", re.DOTALL)


def page_svg(svg: str, kind: str, identifier: str, label: str, described_by: str = "") -> str:
    """Return ``svg`` for a page, of the class ``kind``, with the accessible name ``label``; ``described_by`` is the id of a description.

    ``identifier`` is prefixed to all ids in it, so that they are unique in the page.
    """
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{identifier}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{identifier}-\1)", svg)
    described = f' aria-describedby="{described_by}"' if described_by else ""
    head = f'<svg class="{kind}" role="img" aria-label="{escape(label, quote=True)}"{described}'
    return svg_on_page(smaller(with_text_lengths(svg))).replace("<svg", head, 1)


def with_text_lengths(svg: str) -> str:
    """Return the image with the width of each line of text in the font that it was drawn with, which any other font is fitted into."""

    def measured(text: re.Match[str]) -> str:
        size, weight = (re.search(rf'font-{name}="([\w.]+)', text[0]) for name in ("size", "weight"))
        assert size, "press and Vega write the size of each text"
        font, scale = _font(_WEIGHTS.get(weight[1], 400) if weight else 400), float(size[1].removesuffix("px")) / _UNITS
        return _TEXT_LINE.sub(
            lambda line: (
                f'{line[1]} textLength="{font.getlength(unescape(line[2])) * scale:.1f}"'
                f' lengthAdjust="spacingAndGlyphs">{line[2]}'
            ),
            text[0],
        )

    return _TEXT.sub(measured, svg)


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_FONT_FILE, _UNITS, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, 100])
    return font


def smaller(svg: str) -> str:
    """Return the same image in less markup: coordinates to a tenth of a pixel, nothing without a visible effect."""
    svg = _TAG.sub(lambda tag: _NUMBER.sub(_to_a_tenth, tag[0]), svg)
    svg = _PATH.sub(lambda path: _IN_PATH.sub(_to_a_tenth, path[0]), svg)
    for pattern in _NEEDLESS:
        svg = pattern.sub("", svg)
    while _BARE_GROUP.search(svg):
        svg = _BARE_GROUP.sub(r"\1", svg)
    return _WORDS_IN_PLACE.sub(r'\1 x="\2" y="\3"\4', svg)


def _to_a_tenth(number: re.Match[str]) -> str:
    """Return ``number`` rounded to one decimal, without trailing zeros."""
    return f"{round(float(number[0]), 1) + 0:g}"
