"""Describe the sources of a chart, and make its downloadable files in the language of the edition, each with title, source and licence."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes

from press.charts.description import description
from press.charts.draw import (
    cached_png,
    number_locale,
    picture_file,
    png_from_svg,
    smaller,
    time_locale,
    with_text_lengths,
)
from press.charts.table import chart_csv
from press.charts.theme import FONT, INK, WIDE, themed
from press.core.formats import LANGUAGE_CLASS
from press.core.project import project_version
from press.core.text import Json
from press.directives.links import pending_citation
from press.directives.provenance import cell_link, download
from press.directives.tables import separated
from press.edition.context import EditionContext
from press.language.profiles.en import ENGLISH
from press.notebooks.results import Result

# Labels of the properties of a table's descriptor.
_FACTS = {"producer": "Producer", "vintage": "Version of the data"}


def source_lines(context: EditionContext, result: Result) -> list[str]:
    """Return source, licence and edition, a line each, for an image that is used outside the site."""
    sources = dict.fromkeys(context.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(context.translate(context.sources.describe(table).licence) for table in result.sources)
    site = context.settings.base_url
    return [
        f"{context.translate('Source')}: {'; '.join(sources)}",
        f"{context.translate('Licence of the data')}: {'; '.join(licences)}",
        f"{context.edition.title}{f' · {site}' if site else ''}",
    ]


def about_chart(
    context: EditionContext, result: Result, caption: str, words: nodes.paragraph, files: list[list[nodes.Node]]
) -> nodes.definition_list:
    """Return the last view of a chart: files, description in words, sources, computation, how to cite."""
    tables = [[download(context, context.sources.describe(table))] for table in result.sources]
    told = [(context.translate("This chart"), [_joined(files)])]
    if tables:
        told.append((context.translate("All values of the tables behind it"), [_joined(tables)]))
    told.append((context.translate("In words"), [words]))
    for table in result.sources:
        term = f"{context.translate('Source')}: {context.label(f'source-{table}')}"
        told.append((term, _source(context, table, result)))
    told.append((context.translate("How computed"), [_joined([[cell_link(context, result)]])]))
    told.append((context.translate("How to cite"), [_joined([[nodes.Text(source_citation(context, caption))]])]))
    entries = (
        nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *paragraphs))
        for term, paragraphs in told
    )
    return nodes.definition_list("", *entries, classes=["press-about"])


def _joined(parts: Iterable[Sequence[nodes.Node]], separator: str = " · ") -> nodes.paragraph:
    return nodes.paragraph("", "", *separated(parts, separator))


def source_citation(context: EditionContext, caption: str) -> str:
    """Return how to cite a chart: its caption, the book, "electronic edition", version and address where they are known."""
    site, version = context.settings.base_url, project_version(context.settings.root)
    book = f"{context.edition.title} ({context.translate('electronic edition')})"
    parts = [caption.rstrip(" ."), book, version and context.translate("Version %s") % version, site]
    return ". ".join(part for part in parts if part) + ("" if site else ".")


def works_behind(context: EditionContext, table: str, result: Result) -> list[str]:
    """Return the keys of the works cited for ``table``.

    Where its rows name claims, only the works of those claims that ``result`` draws are returned, if it names any.
    """
    described = context.sources.describe(table)
    named = {context.statements[claim].citation for claim in result.claims}
    if not named or all(field.name != "claim" for field in described.fields):
        return described.citation
    return [work for work in described.citation if work in named]


def _source(context: EditionContext, table: str, result: Result) -> list[nodes.paragraph]:
    """Return a paragraph with the works cited for a table, and one each for producer, vintage and licence."""
    resource: dict[str, Any] = context.sources.package.resource(table)
    works = [[pending_citation("", key=key)] for key in works_behind(context, table, result)]
    paragraphs = [_joined(works, "; ")] if works else []
    for key in (key for key in _FACTS if resource.get(key)):
        # Labelled by the vocabulary, or in English as it is.
        code, classes = f"{key}-{table}", [f"{LANGUAGE_CLASS}{ENGLISH.tag}"]
        value: nodes.Node = nodes.inline("", str(resource[key]), classes=classes, support_smartquotes=False)
        if context.vocabulary.has(code):
            value = nodes.Text(context.label(code))
        paragraphs.append(_joined([[nodes.Text(f"{context.translate(_FACTS[key])}: "), value]]))
    licence = context.translate(context.sources.describe(table).licence)
    return [*paragraphs, _joined([[nodes.Text(f"{context.translate('Licence')}: {licence}")]])]


PNG_SCALE = 2
_MUTED = "#57606a"
_MARGIN, _TITLE_SIZE, _NOTE_SIZE = 20, 15, 11
# Characters of Noto Sans that fit a line, on the safe side: a title is semibold and larger than notes.
_TITLE_LETTERS, _NOTE_LETTERS = 55, 86
_LINE_HEIGHT = 1.4
_OUTER = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def chart_files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    """Yield the suffix and content of each file of a chart: SVG, PNG with two pixels per unit, values as CSV, specification."""
    spec, lines, stem = result.data[context.language], source_lines(context, result), result.name.replace("/", "-")
    drawn = picture_file(spec, context.language, stem, context.pictures).read_text(encoding="utf-8")
    words = description(spec, context.language, context.translate)
    svg = framed(drawn, caption, lines, words, context.language)
    cached_as = f"{stem}-{context.language}"
    yield "svg", svg.encode()
    yield "png", cached_png(context.pictures, cached_as, svg, lambda: png_from_svg(svg, PNG_SCALE))
    yield "csv", chart_csv(spec)
    yield "vl.json", portable_spec(spec, context.language, caption, lines)


def portable_spec(spec: Json, language: str, title: str, notes: list[str]) -> bytes:
    """Return the chart as Vega-Lite for other programs, with the house theme, title, source and number format included."""
    meta = {"embedOptions": {"formatLocale": number_locale(language), "timeFormatLocale": time_locale(language)}}
    drawn = {**themed(spec), "description": " ".join([title, *notes]), "usermeta": meta}
    drawn["config"] = {**drawn["config"], "background": "white"}
    return (json.dumps(drawn, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


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


def _lines(lines: list[str], top: float, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return "".join(
        f'<text x="{_MARGIN}" y="{top + size + number * size * _LINE_HEIGHT:g}" font-size="{size}" fill="{colour}"{weight}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )
