"""Make the downloadable files of a chart in the language of the edition, each with title, source and licence."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from html import escape

from press.charts.description import description
from press.charts.draw import cached_png, number_locale, picture_file, png_from_svg, time_locale
from press.charts.palette import INK
from press.charts.svg import smaller, with_text_lengths
from press.charts.table import chart_csv
from press.charts.theme import FONT, WIDE, themed
from press.core.text import Json
from press.directives.chart_sources import source_lines
from press.edition.context import EditionContext
from press.notebooks.results import Result

PNG_SCALE = 2
_MUTED = "#57606a"
_MARGIN, _TITLE_SIZE, _NOTE_SIZE = 20, 15, 11
# Characters of Noto Sans that fit a line, on the safe side: a title is semibold and larger than notes.
_TITLE_LETTERS, _NOTE_LETTERS = 55, 86
_LINE_HEIGHT = 1.4
_OUTER = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def chart_files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    """Yield the suffix and content of each file of a chart: SVG, PNG, values as CSV, specification."""
    spec, lines = result.data[context.language], source_lines(context, result)
    svg = standalone_svg(context, result.name, spec, caption, lines)
    yield "svg", svg.encode()
    yield "png", standalone_png(context, result.name, svg)
    yield "csv", chart_csv(spec)
    yield "vl.json", portable_spec(spec, context.language, caption, lines)


def portable_spec(spec: Json, language: str, title: str, notes: list[str]) -> bytes:
    """Return the chart as Vega-Lite for other programs, with the house theme, title, source and number format included."""
    meta = {"embedOptions": {"formatLocale": number_locale(language), "timeFormatLocale": time_locale(language)}}
    drawn = {**themed(spec), "description": " ".join([title, *notes]), "usermeta": meta}
    drawn["config"] = {**drawn["config"], "background": "white"}
    return (json.dumps(drawn, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def standalone_svg(context: EditionContext, name: str, spec: Json, title: str, notes: list[str]) -> str:
    """Return the chart ``name`` as a self-contained SVG, with ``title`` above and ``notes`` below."""
    drawn = picture_file(spec, context.language, name.replace("/", "-"), context.pictures).read_text(encoding="utf-8")
    return framed(drawn, title, notes, description(spec, context.language, context.translate), context.language)


def framed(svg: str, title: str, notes: list[str], words: str, language: str) -> str:
    """Return ``svg`` in a white frame with title, notes and ``words`` as its description (``<desc>``)."""
    found = _OUTER.search(smaller(svg))
    assert found, "Vega writes width and height"
    width, height = max(float(found[1]), WIDE), float(found[2])
    heads = textwrap.wrap(title.rstrip("."), _TITLE_LETTERS)
    feet = [line for note in notes for line in textwrap.wrap(note, _NOTE_LETTERS, break_long_words=False)]
    top = _MARGIN + len(heads) * _TITLE_SIZE * _LINE_HEIGHT + 6
    bottom = top + height + 10
    total = bottom + len(feet) * _NOTE_SIZE * _LINE_HEIGHT + _MARGIN
    size = f"{width + 2 * _MARGIN:g}", f"{total:g}"
    return with_text_lengths(
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" width="{size[0]}" height="{size[1]}"'
        f' viewBox="0 0 {size[0]} {size[1]}" font-family="{FONT}, system-ui, sans-serif">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f"{_lines(heads, _MARGIN, _TITLE_SIZE, INK, bold=True)}"
        f'<g transform="translate({_MARGIN},{top:g})" fill="none">{found[3]}</g>'
        f"{_lines(feet, bottom, _NOTE_SIZE, _MUTED)}</svg>\n"
    )


def standalone_png(context: EditionContext, name: str, svg: str) -> bytes:
    """Return ``svg`` as PNG with two pixels per unit; cached, so that it is drawn only where it has changed."""
    stem = f"{name.replace('/', '-')}-{context.language}"
    return cached_png(context.pictures, stem, svg, lambda: png_from_svg(svg, PNG_SCALE))


def _lines(lines: list[str], top: float, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return "".join(
        f'<text x="{_MARGIN}" y="{top + size + number * size * _LINE_HEIGHT:g}" font-size="{size}" fill="{colour}"{weight}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )
