"""Render localised Vega-Lite charts as SVG or PNG without a browser, and adapt them for pages and files."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import fontpkg_noto_serif
import typst
import vl_convert
from babel import Locale
from PIL import ImageFont

from press.charts.theme import FONT, INK, WIDE, svg_on_page, themed
from press.core.digests import fingerprint, press_fingerprint
from press.core.files import kept_file, short_hash
from press.core.jobs import forbid_forking
from press.core.text import Json

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def draw_svg(spec: Json, language: str, width: int = WIDE) -> str:
    """Render ``spec`` (Vega-Lite, localised) as SVG with a transparent background.

    Numbers are formatted for ``language``.
    """
    locales = {"format_locale": number_locale(language), "time_format_locale": time_locale(language)}
    return str(_converter().vegalite_to_svg(themed(spec, width), **locales))


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
    days, months = locale.days["stand-alone"], locale.months["stand-alone"]
    # CLDR counts days from Monday, d3 from Sunday.
    week, year = (6, *range(6)), range(1, 13)
    return {
        **{"dateTime": "%x, %X", "date": "%d.%m.%Y", "time": "%H:%M", "periods": ["AM", "PM"]},
        "days": [days["wide"][day] for day in week],
        "shortDays": [days["abbreviated"][day] for day in week],
        "months": [months["wide"][month] for month in year],
        "shortMonths": [months["abbreviated"][month] for month in year],
    }


def picture_file(spec: Json, language: str, name: str, folder: Path, width: int = WIDE) -> Path:
    """Render ``spec`` into ``folder`` as ``name-language-hash.svg``, unless that exists, and return its path."""
    text = json.dumps([themed(spec, width), language], sort_keys=True)
    path = folder / f"{name}-{language}-{short_hash(text.encode())}.svg"
    return kept_file(path, lambda: draw_svg(spec, language, width).encode())


def portable(spec: Json, description: str, language: str) -> str:
    """Return ``spec`` for other programs: with the house theme, ``description``, and the number format of ``language``."""
    meta = {"formatLocale": number_locale(language), "timeFormatLocale": time_locale(language)}
    whole = {**themed(spec), "description": description, "usermeta": {"embedOptions": meta}}
    whole["config"] = {**whole["config"], "background": "white"}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def png_from_svg(svg: str, scale: float = 1) -> bytes:
    """Render ``svg``, which has a width and height, as PNG with ``scale`` pixels for each CSS pixel."""
    # There are 96 CSS pixels in an inch.
    return png_from_typst(_PAGE, scale * 96, svg=svg)


def png_from_typst(source: bytes, ppi: float, **inputs: str) -> bytes:
    """Render the page that ``source`` makes of its ``inputs`` as PNG with so many pixels per inch."""
    return bytes(_compiler().compile(source, format="png", ppi=ppi, sys_inputs=inputs))


@cache
def _compiler() -> Any:
    forbid_forking()
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=list(map(str, _FONTS.values())))
    make: Any = typst.Compiler  # its generic type cannot be named
    return make(font_paths=fonts)


def cached_png(folder: Path, name: str, given: str, draw: Callable[[], bytes]) -> bytes:
    """Return the PNG that ``draw`` makes of what is ``given``; cached in ``folder`` until that or press changes."""
    path = folder / f"{name}-{fingerprint([], press_fingerprint(), given)[:8]}.png"
    return kept_file(path, draw).read_bytes()


# Text, and the lines in it, with what is in them.
_TEXT = re.compile(r"<text\b[^>]*>.*?</text>", re.DOTALL)
_TEXT_LINE = re.compile(r"(<(?:text|tspan)\b[^>]*)>([^<]+)(?=<)")
SERIF = "Noto Serif"
_FONTS = {FONT: fontpkg_noto_sans.ROOT / "files", SERIF: fontpkg_noto_serif.ROOT / "files"}
_WEIGHTS = {"600": 600, "bold": 700}
_UNITS = 1000  # in which widths are measured, per em
# Only numbers within tags are rounded: those between tags are text of the chart.
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
# Attributes of Vega without a visible effect: its own names, defaults.
_NEEDLESS = re.compile(
    r'\s(?:role="graphics-[^"]*"|aria-[a-z]+="[^"]*"|class="[^"]*"|pointer-events="none"|opacity="1"|version="1.1"'
    r'|(?:font-family|xmlns(?::xlink)?)="[^"]*"|stroke-miterlimit="10"|text-anchor="start"|transform="translate\(0,0\)")'
)


def page_svg(svg: str, kind: str, identifier: str, label: str, described_by: str = "") -> str:
    """Return ``svg`` for a page, of the class ``kind``, with the accessible name ``label``.

    ``described_by`` is the id of a description.

    ``identifier`` is prefixed to all ids in it, so that they are unique in the page.
    """
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{identifier}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{identifier}-\1)", svg)
    described = f' aria-describedby="{described_by}"' if described_by else ""
    head = f'<svg class="{kind}" role="img" aria-label="{escape(label, quote=True)}"{described}'
    return svg_on_page(smaller(with_text_lengths(svg))).replace("<svg", head, 1)


def with_text_lengths(svg: str) -> str:
    """Return the image with the width of each line of text in its own font, into which any other font is fitted."""

    def measured(text: re.Match[str]) -> str:
        size, weight = (re.search(rf'font-{name}="([\w.]+)', text[0]) for name in ("size", "weight"))
        assert size, "press and Vega write the size of each text"
        bold, pixels = _WEIGHTS.get(weight[1], 400) if weight else 400, float(size[1].removesuffix("px"))
        return _TEXT_LINE.sub(
            lambda line: (
                f'{line[1]} textLength="{text_width(unescape(line[2]), pixels, bold):.1f}"'
                f' lengthAdjust="spacingAndGlyphs">{line[2]}'
            ),
            text[0],
        )

    return _TEXT.sub(measured, svg)


def text_width(text: str, size: float, weight: int = 400, font: str = FONT) -> float:
    """Return how wide ``text`` is in the ``font``, by default that of charts."""
    return _length(text, weight, font) * size / _UNITS


@cache
def _length(text: str, weight: int, font: str) -> float:
    return _font(weight, font).getlength(text)


@cache
def _font(weight: int, name: str) -> ImageFont.FreeTypeFont:
    file = _FONTS[name] / f"{name.replace(' ', '')}[wdth,wght].ttf"
    font = ImageFont.truetype(file, _UNITS, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, 100])
    return font


def smaller(svg: str) -> str:
    """Return the same image in less markup: coordinates to a tenth of a pixel, nothing without a visible effect."""
    return _TAG.sub(lambda tag: _NUMBER.sub(_to_a_tenth, _NEEDLESS.sub("", tag[0])), svg)


def _to_a_tenth(number: re.Match[str]) -> str:
    """Return ``number`` rounded to one decimal, without trailing zeros."""
    return f"{round(float(number[0]), 1) + 0:g}"


_MARGIN, _TITLE_SIZE, _NOTE_SIZE = 20, 15, 11
# Characters of Noto Sans that fit a line, on the safe side: a title is semibold and larger than notes.
_TITLE_LETTERS, _NOTE_LETTERS = 55, 86
_LINE_HEIGHT = 1.4
_OUTER = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def framed(svg: str, title: str, notes: list[str], description: str, language: str) -> str:
    """Return ``svg`` in a white frame with title, notes and ``description`` (``<desc>``)."""
    outer = _OUTER.search(smaller(svg))
    assert outer, "Vega writes width and height"
    width, height = max(float(outer[1]), WIDE), float(outer[2])
    heads = textwrap.wrap(title.rstrip("."), _TITLE_LETTERS)
    feet = [line for note in notes for line in textwrap.wrap(note, _NOTE_LETTERS, break_long_words=False)]
    top = _MARGIN + len(heads) * _TITLE_SIZE * _LINE_HEIGHT + 6
    bottom = top + height + 10
    total = bottom + len(feet) * _NOTE_SIZE * _LINE_HEIGHT + _MARGIN
    size = f"{width + 2 * _MARGIN:g}", f"{total:g}"
    return with_text_lengths(
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" width="{size[0]}" height="{size[1]}"'
        f' viewBox="0 0 {size[0]} {size[1]}" font-family="{FONT}, system-ui, sans-serif">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f"{_lines(heads, _MARGIN, _TITLE_SIZE, INK, bold=True)}"
        f'<g transform="translate({_MARGIN},{top:g})" fill="none">{outer[3]}</g>'
        f"{_lines(feet, bottom, _NOTE_SIZE, '#57606a')}</svg>\n"
    )


def _lines(lines: list[str], top: float, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return "".join(
        f'<text x="{_MARGIN}" y="{top + size + number * size * _LINE_HEIGHT:g}" font-size="{size}" fill="{colour}"{weight}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )
