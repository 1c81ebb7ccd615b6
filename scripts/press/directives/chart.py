"""Define the directive ``{chart}``: an image for every builder and, on pages, its other faces: table, files and notes.

A page has one SVG for wide columns and one for phones. A browser renders all charts but the first of a page only when they come near
(docs/decisions/0031-lazy-rendering-of-charts.md).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from press.charts.description import alt_text, description, short_alt_text
from press.charts.draw import picture_file
from press.charts.svg import page_svg
from press.charts.table import chart_table
from press.charts.theme import NARROW
from press.core.formats import EPUB, ONLY_HTML
from press.directives.chart_files import about_chart, chart_files
from press.directives.details import details, details_summary
from press.directives.embed import Embed, EmbedDirective, file_path, words_of
from press.directives.links import download_link
from press.directives.tables import chart_image, described_image, table_node
from press.edition.context import EditionContext
from press.notebooks.kinds import CHART
from press.notebooks.results import Result

_EXTENT = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def setup_chart_html(app: Sphinx) -> None:
    """Register the node that renders charts, and the order of what stands in a figure with one."""
    app.add_node(chart_image, html=(visit_chart_image, None))
    app.add_node(nodes.figure, override=True, html=(_visit_figure, _depart_figure))


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


def _depart_figure(translator: Any, node: nodes.figure) -> None:
    type(translator).depart_figure(translator, node)


def visit_chart_image(translator: Any, node: chart_image) -> None:
    """Append the chart as inline SVG, with the bar of its faces."""
    identifier = node["chart_id"]
    # Without other faces there is no description to refer to, so the name has to contain it.
    label, words = (node["short"], f"{identifier}-words") if "faces" in node else (node["alt"], "")
    pictures = [
        page_svg(
            Path(translator.builder.srcdir, node[kind]).read_text(encoding="utf-8"), f"press-{kind}", name, label, words
        )
        for kind, name in (("wide", identifier), ("narrow", f"{identifier}-narrow"))
    ]
    is_first = node is next(translator.document.findall(chart_image))
    attributes = 'class="press-picture"' if is_first else _waiting(*pictures)
    if "faces" in node:
        translator.body.append(_bar(node))
    translator.body.append(f'<div {attributes} id="{identifier}">{"".join(pictures)}</div>\n')
    raise nodes.SkipNode


def _waiting(wide: str, narrow: str) -> str:
    """Return the attributes for lazy rendering: the class, and the aspect ratios of both drawings.

    They reserve exactly the space of the drawing, so that the layout does not shift when it is rendered.
    """
    proportions = (f"--press-{name}:{_proportion(picture)}" for name, picture in (("wide", wide), ("narrow", narrow)))
    return f'class="press-picture press-waits" style="{";".join(proportions)}"'


def _proportion(picture: str) -> str:
    extent = _EXTENT.search(picture)
    assert extent is not None, "vl-convert gives every drawing its extent"
    return "/".join(extent.groups())


def _bar(node: chart_image) -> str:
    """Return the bar of faces: links to the parts, which the script turns into tabs."""
    links = (
        f'<a href="#{node["chart_id"]}{"-" + face if face else ""}">{escape(word)}</a>'
        for face, word in node["faces"].items()
    )
    return f'<div class="press-faces-bar">{"".join(links)}</div>\n'


# Labels of the faces by the suffix of their id; the picture itself has no suffix.
_FACES = {"": "Chart", "table": "Table", "data": "Data"}
_FILES = {"svg": "SVG", "png": "PNG", "csv": "CSV", "vl.json": "Vega-Lite"}


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
    identifier = chart_id(result)
    box = nodes.container(classes=[ONLY_HTML, "press-faces"], ids=[f"{identifier}-faces"])
    contents = {"table": _table, "data": _data}
    for face, word in _faces(context, result).items():
        if face:
            opening = f'<details class="press-face press-face-{face}" id="{identifier}-{face}">'
            box += nodes.raw("", f"{opening}<summary>{context.translate(word)}</summary>", format="html")
            box += contents[face](context, result, caption)
            box += nodes.raw("", "</details>", format="html")
    return box


def _table(context: EditionContext, result: Result, caption: str) -> nodes.Node:
    resource = chart_table(result.data[context.language], context.language)
    assert resource is not None
    return table_node(resource, context.language, label=caption, sorts=context.translate)


def _data(context: EditionContext, result: Result, caption: str) -> nodes.definition_list:
    text = description(result.data[context.language], context.language, context.translate)
    words = nodes.paragraph("", text, ids=[f"{chart_id(result)}-words"], support_smartquotes=False)
    paths = {word: file_path(context, result.name, suffix, CHART) for suffix, word in _FILES.items()}
    files: list[list[nodes.Node]] = [[download_link("", word, path=path)] for word, path in paths.items()]
    return about_chart(context, result, caption, words, files)


def _page(context: EditionContext, result: Result) -> list[nodes.Element]:
    return [nodes.container("", chart_node(context, result, ""), classes=["press-chart"])]


def _as_pictures(context: EditionContext, document: nodes.document) -> None:
    """Replace charts by plain images with a short text alternative for e-readers; a longer description follows in ``<details>``."""
    summary = context.translate("Description of the chart")
    for chart in list(document.findall(chart_image)):
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


CHART_EMBED = Embed(CHART.name, ChartDirective, _page, chart_files, {EPUB: _as_pictures})
