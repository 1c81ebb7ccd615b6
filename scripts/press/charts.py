"""Draws localised Vega-Lite charts as pictures, at build, without a browser."""

from __future__ import annotations

import hashlib
import json
import re
import textwrap
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import vl_convert
from babel import Locale

from press.localise import map_categories
from press.publish_format import Json

FONT = "Noto Sans"
# Ink and lines are drawn in these two colours, which the site replaces by the colours of its own theme.
INK = "#1f2329"
RULE = "#c9ced6"
# Total width of a picture, at which its text can still be read on a phone.
WIDTH = 520
# Longest line of a category's label; longer ones are broken between words.
_LABEL_LENGTH = 22
# Okabe and Ito's palette, distinguishable with any colour vision.
PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", INK]


def draw_svg(spec: Json, language: str) -> str:
    """``spec`` (Vega-Lite, localised) as SVG with a transparent background and numbers as ``language`` writes them."""
    svg: str = _converter().vegalite_to_svg(
        themed(spec), format_locale=number_locale(language), time_format_locale=time_locale(language)
    )
    return svg


def pdf_from_svg(svg: str) -> bytes:
    """``svg`` as a PDF picture, for TeX, which reads no SVG."""
    pdf: bytes = _converter().svg_to_pdf(svg)
    return pdf


def png_from_svg(svg: str) -> bytes:
    """``svg`` as a PNG picture of its own size."""
    png: bytes = _converter().svg_to_png(svg)
    return png


@cache
def _converter() -> Any:
    vl_convert.register_font_directory(str(fontpkg_noto_sans.ROOT / "files"))
    return vl_convert


def themed(spec: Json) -> Json:
    """``spec`` with the house look: font, colours, sizes, long labels on several lines; the notebook's own config wins."""
    wrapped = map_categories(spec, _wrap)
    # Altair puts a default size into every chart, which is no choice of the notebook's.
    own = {key: value for key, value in spec.get("config", {}).items() if key != "view"}
    sized = {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}} if _is_single(spec) else {}
    return {**sized, **wrapped, "config": {**_house(), **own}}


def _is_single(spec: Json) -> bool:
    """Whether a chart is one view, whose axes can be fitted into a given width."""
    return "mark" in spec or "layer" in spec


def _wrap(value: Any) -> Any:
    return textwrap.fill(value, _LABEL_LENGTH, break_long_words=False) if isinstance(value, str) else value


def _house() -> Json:
    label = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 500}
    discrete = {"labelExpr": "split(datum.label, '\\n')", "labelLimit": 0, "ticks": False, "labelPadding": 6}
    lines = {"gridColor": RULE, "domainColor": RULE, "tickColor": RULE, "gridOpacity": 0.6}
    return {
        "font": FONT,
        "background": "transparent",
        # Readers' own fonts may run wider than the one that the labels were measured with.
        "padding": {"left": 16, "right": 8, "top": 5, "bottom": 5},
        "aria": False,
        "view": {"stroke": None},
        "axis": {**label, **lines, "titleLimit": 0, "titlePadding": 10},
        "axisQuantitative": {"tickCount": 6},
        "axisDiscrete": discrete,
        "legend": {**label, "labelLimit": 260, "orient": "top", "symbolType": "square"},
        "header": label,
        "mark": {"color": PALETTE[0]},
        "text": {"color": INK, "fontSize": 12},
        "title": {"color": INK, "anchor": "start", "fontSize": 13, "fontWeight": 500},
        "range": {"category": PALETTE},
    }


def number_locale(language: str) -> Json:
    """d3's number format of ``language``, taken from CLDR; d3 itself has no Kazakh."""
    symbols = Locale.parse(language).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", "\u00a0₸"],
    }


def time_locale(language: str) -> Json:
    """d3's time format of ``language``: names of months and days from CLDR, for axes of time."""
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


def picture_file(spec: Json, language: str, name: str, folder: Path) -> Path:
    """Draw ``spec`` into ``folder`` as ``name-language-hash.svg``, unless that is there, and return its path."""
    text = json.dumps([themed(spec), language], sort_keys=True)
    path = folder / f"{name}-{language}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.svg"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(draw_svg(spec, language), encoding="utf-8")
    return path


def inline_svg(svg: str, identifier: str, alt: str) -> str:
    """``svg`` for a page: named for screen readers, coloured by the page, its ids unlike those of other charts."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{identifier}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{identifier}-\1)", svg)
    svg = svg.replace(INK, "currentColor").replace(RULE, "var(--press-rule, #c9ced6)")
    svg = re.sub(r'\srole="graphics-[^"]*"|\saria-roledescription="[^"]*"', "", svg)
    head = f'<svg role="img" aria-label="{escape(alt, quote=True)}" style="max-width:100%;height:auto"'
    return svg.replace("<svg", head, 1)
