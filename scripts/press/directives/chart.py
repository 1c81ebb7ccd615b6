"""Define the directive ``{chart}``: an image for every builder and, on pages, its other faces: table, files and notes."""

from __future__ import annotations

from docutils import nodes

from press.charts.description import alt_text, description, short_alt_text
from press.charts.draw import picture_file
from press.charts.table import chart_table
from press.charts.theme import NARROW
from press.core.formats import EPUB, ONLY_HTML
from press.directives.chart_files import chart_files
from press.directives.chart_sources import about_chart
from press.directives.details import details, details_summary
from press.directives.embed import Embed, EmbedDirective, file_path, words_of
from press.directives.links import download_link
from press.directives.nodes import chart_image, described_image, table_node
from press.edition.context import EditionContext
from press.notebooks.kinds import CHART
from press.notebooks.results import Result

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
