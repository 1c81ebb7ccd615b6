"""Define the directive ``{chart}``: an image for every builder and, on pages, its other faces: table, files in the language of the edition, and notes.

A page has one SVG for wide columns and one for phones. A browser renders all charts but the first of a page only when they come near
(docs/decisions/0014-charts-drawn-at-build.md).
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.charts.description import alt_text, description, short_alt_text
from press.charts.draw import (
    cached_png,
    number_locale,
    page_svg,
    picture_file,
    png_from_svg,
    smaller,
    time_locale,
    with_text_lengths,
)
from press.charts.table import chart_csv, chart_table
from press.charts.theme import FONT, INK, NARROW, WIDE, themed
from press.core.formats import EPUB, LANGUAGE_CLASS, ONLY_HTML
from press.core.project import project_version
from press.directives.components import details, details_summary
from press.directives.embed import Embed, EmbedDirective, file_path, words_of
from press.directives.links import download_link, pending_citation
from press.directives.provenance import cell_link, download, works_behind
from press.directives.tables import separated, table_node
from press.edition.context import EditionContext, get_context
from press.language.profiles.en import ENGLISH
from press.notebooks.results import CHART, Result

_EXTENT = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# Labels of the faces by the suffix of their id; the picture itself has no suffix.
_FACES = {"": "Chart", "table": "Table", "data": "Data"}
_FILES = {"svg": "SVG", "png": "PNG", "csv": "CSV", "vl.json": "Vega-Lite"}
# Labels of the properties of a table's descriptor.
_FACTS = {"producer": "Producer", "vintage": "Version of the data"}
PNG_SCALE = 2
_MUTED = "#57606a"
_MARGIN, _TITLE_SIZE, _NOTE_SIZE = 20, 15, 11
# Characters of Noto Sans that fit a line, on the safe side: a title is semibold and larger than notes.
_TITLE_LETTERS, _NOTE_LETTERS = 55, 86
_LINE_HEIGHT = 1.4
_OUTER = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)


class chart_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """An image of a chart, which HTML shows as inline SVG and other builders as any image.

    ``wide`` and ``narrow`` are the paths of its two drawings, ``short`` is the short text alternative; ``faces`` are the words of
    its tabs where the chart has other faces.
    """


class described_image(nodes.image):  # noqa: N801
    """An image whose longer description is the element with the id ``described_by``."""


def setup_chart_html(app: Sphinx) -> None:
    """Register the node that renders charts, the order of what stands in a figure with one, and what EPUBs have instead."""
    app.add_post_transform(ChartsAsPictures)
    app.add_node(chart_image, html=(visit_chart_image, None))
    app.add_node(
        nodes.figure,
        override=True,
        html=(_visit_figure, lambda translator, node: type(translator).depart_figure(translator, node)),
    )


def _visit_figure(translator: Any, node: nodes.figure) -> None:
    """Append a chart with its caption first, for screen readers and for all who read without style sheets; docutils has it last."""
    if not isinstance(node[0], chart_image):
        type(translator).visit_figure(translator, node)
        return
    picture, caption, legend = node
    translator.body.append(translator.starttag(node, "figure"))
    caption.walkabout(translator)
    translator.body.append("</figcaption>\n")
    picture.walkabout(translator)
    translator.body.append('<div class="legend">')
    for source in legend.children:
        source.walkabout(translator)
    translator.body.append("</div>\n</figure>\n")
    raise nodes.SkipNode


def visit_chart_image(translator: Any, node: chart_image) -> None:
    """Append the chart as inline SVG, with the bar of its faces: links to the parts, which the script turns into tabs."""
    identifier = node["chart_id"]
    # Without other faces there is no description to refer to, so the name has to contain it.
    label, words = (node["short"], f"{identifier}-words") if "faces" in node else (node["alt"], "")
    pictures = {}
    for kind, name in (("wide", identifier), ("narrow", f"{identifier}-narrow")):
        svg = Path(translator.builder.srcdir, node[kind]).read_text(encoding="utf-8")
        pictures[kind] = page_svg(svg, f"press-{kind}", name, label, words)
    attributes = 'class="press-picture"'
    if node is not next(translator.document.findall(chart_image)):
        # It is rendered when it comes near; until then the aspect ratios of both drawings reserve exactly their space.
        extents = {kind: _EXTENT.findall(picture)[0] for kind, picture in pictures.items()}
        style = ";".join(f"--press-{kind}:{width}/{height}" for kind, (width, height) in extents.items())
        attributes = f'class="press-picture press-waits" style="{style}"'
    if "faces" in node:
        parts = {f"{identifier}-{face}" if face else identifier: word for face, word in node["faces"].items()}
        links = "".join(f'<a href="#{part}">{escape(word)}</a>' for part, word in parts.items())
        translator.body.append(f'<div class="press-faces-bar">{links}</div>\n')
    translator.body.append(f'<div {attributes} id="{identifier}">{"".join(pictures.values())}</div>\n')
    raise nodes.SkipNode


class ChartDirective(EmbedDirective):
    """Show a chart that a notebook publishes, as a numbered figure with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. On pages the table follows, and
    what is to be taken away and known of the chart: its files, its words, its sources.
    """

    kind = CHART

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils figure and, for pages only, the other faces, which a script turns into tabs of the figure."""
        words = words_of(caption)
        figure = nodes.figure(classes=["press-chart"])
        figure += chart_node(context, result, words, with_faces=True)
        figure += nodes.caption("", "", *caption)
        figure += nodes.legend("", self.source_line(context, result))
        self.set_source_info(figure)
        self.add_name(figure)
        return [figure, chart_faces(context, result, words)]


def chart_id(result: Result) -> str:
    """Return the id of a chart on the pages that show it."""
    return f"chart-{result.name.replace('/', '-')}"


def chart_node(context: EditionContext, result: Result, caption: str, *, with_faces: bool = False) -> chart_image:
    """Return the image node of a chart with its text alternative; ``with_faces`` where `chart_faces` follow on the page."""
    spec, language, stem = result.data[context.language], context.language, result.name.replace("/", "-")
    wide = picture_file(spec, language, stem, context.pictures)
    narrow = picture_file(spec, language, f"{stem}-narrow", context.pictures, NARROW)
    wide_path, narrow_path = (path.relative_to(context.settings.root).as_posix() for path in (wide, narrow))
    image = chart_image(uri=f"/{wide_path}", wide=wide_path, narrow=narrow_path, chart_id=chart_id(result))
    image["alt"] = alt_text(spec, caption, language, context.translate)
    image["short"] = short_alt_text(spec, caption, language, context.translate)
    if with_faces:
        image["faces"] = {face: context.translate(word) for face, word in _faces(context, result).items()}
    return image


def _faces(context: EditionContext, result: Result) -> dict[str, str]:
    """Return the faces of a chart; one without data fields has no table."""
    has_table = chart_table(result.data[context.language], context.language) is not None
    return {face: word for face, word in _FACES.items() if face != "table" or has_table}


def chart_faces(context: EditionContext, result: Result, caption: str) -> nodes.container:
    """Return the table of a chart, and its files and notes, each in a ``<details>`` element."""
    identifier, language, spec = chart_id(result), context.language, result.data[context.language]
    resource = chart_table(spec, language)
    text = description(spec, language, context.translate)
    words = nodes.paragraph("", text, ids=[f"{identifier}-words"], support_smartquotes=False)
    paths = {word: file_path(context, result.name, suffix, CHART) for suffix, word in _FILES.items()}
    files: list[list[nodes.Node]] = [[download_link("", word, path=path)] for word, path in paths.items()]
    contents: dict[str, nodes.Node] = {"data": about_chart(context, result, caption, words, files)}
    if resource is not None:
        contents["table"] = table_node(resource, language, label=caption, sorts=context.translate)
    box = nodes.container(classes=[ONLY_HTML, "press-faces"], ids=[f"{identifier}-faces"])
    for face, word in _faces(context, result).items():
        if face:
            opening = f'<details class="press-face press-face-{face}" id="{identifier}-{face}">'
            box += nodes.raw("", f"{opening}<summary>{context.translate(word)}</summary>", format="html")
            box += contents[face]
            box += nodes.raw("", "</details>", format="html")
    return box


def _page(context: EditionContext, result: Result) -> list[nodes.Element]:
    return [nodes.container("", chart_node(context, result, ""), classes=["press-chart"])]


class ChartsAsPictures(SphinxPostTransform):
    """Replace charts by plain images with a short text alternative for e-readers; a longer description follows in ``<details>``."""

    default_priority = 110
    builders = (EPUB,)

    def run(self, **kwargs: Any) -> None:
        """Replace all charts of the document."""
        summary = get_context(self.app).translate("Description of the chart")
        for chart in list(self.document.findall(chart_image)):
            longer = chart["alt"].removeprefix(chart["short"]).strip()
            picture = described_image(uri=chart["uri"], candidates=chart["candidates"], alt=chart["short"])
            frame = chart.parent
            chart.replace_self(picture)
            if longer:
                identifier = f"{chart['chart_id']}-words"
                picture["described_by"] = identifier
                words = nodes.paragraph("", longer, support_smartquotes=False)
                box = details("", details_summary("", summary), words, ids=[identifier], classes=["description"])
                box["open"] = False
                frame.parent.insert(frame.parent.index(frame) + 1, box)


def about_chart(
    context: EditionContext, result: Result, caption: str, words: nodes.paragraph, files: list[list[nodes.Node]]
) -> nodes.definition_list:
    """Return the last view of a chart: files, description in words, sources, computation, how to cite."""
    translate, site, version = context.translate, context.settings.base_url, project_version(context.settings.root)
    told = [(translate("This chart"), [_joined(files)])]
    if tables := [[download(context, context.sources.describe(table))] for table in result.sources]:
        told.append((translate("All values of the tables behind it"), [_joined(tables)]))
    told.append((translate("In words"), [words]))
    for table in result.sources:
        term = f"{translate('Source')}: {context.label(f'source-{table}')}"
        told.append((term, _source(context, table, result)))
    told.append((translate("How computed"), [_joined([[cell_link(context, result)]])]))
    book = f"{context.edition.title} ({translate('electronic edition')})"
    cited = filter(None, [caption.rstrip(" ."), book, version and translate("Version %s") % version, site])
    citation = nodes.Text(". ".join(cited) + ("" if site else "."))
    told.append((translate("How to cite"), [_joined([[citation]])]))
    items = [
        nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *found)) for term, found in told
    ]
    return nodes.definition_list("", *items, classes=["press-about"])


def _joined(parts: Iterable[Sequence[nodes.Node]], separator: str = " · ") -> nodes.paragraph:
    return nodes.paragraph("", "", *separated(parts, separator))


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


def chart_files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    """Yield the suffix and content of each file of a chart: SVG, PNG with two pixels per unit, values as CSV, specification."""
    spec, stem, site = result.data[context.language], result.name.replace("/", "-"), context.settings.base_url
    sources = dict.fromkeys(context.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(context.translate(context.sources.describe(table).licence) for table in result.sources)
    lines = [
        f"{context.translate('Source')}: {'; '.join(sources)}",
        f"{context.translate('Licence of the data')}: {'; '.join(licences)}",
        f"{context.edition.title}{f' · {site}' if site else ''}",
    ]
    drawn = picture_file(spec, context.language, stem, context.pictures).read_text(encoding="utf-8")
    words = description(spec, context.language, context.translate)
    svg = framed(drawn, caption, lines, words, context.language)
    yield "svg", svg.encode()
    png = lambda: png_from_svg(svg, PNG_SCALE)  # noqa: E731
    yield "png", cached_png(context.pictures, f"{stem}-{context.language}", svg, png)
    yield "csv", chart_csv(spec)
    # For other programs, with the house theme, title, source and number format included.
    meta = {"formatLocale": number_locale(context.language), "timeFormatLocale": time_locale(context.language)}
    portable = {**themed(spec), "description": " ".join([caption, *lines]), "usermeta": {"embedOptions": meta}}
    portable["config"] = {**portable["config"], "background": "white"}
    yield "vl.json", (json.dumps(portable, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


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


CHART_EMBED = Embed(CHART.name, ChartDirective, _page, chart_files)
