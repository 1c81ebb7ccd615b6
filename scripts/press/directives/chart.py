"""A chart as nodes: its picture for every builder and, for pages, its other faces: table, files, and what is known of it."""

from __future__ import annotations

from docutils import nodes

from press.charts.description import alternative, description, short_alternative
from press.charts.draw import picture_file
from press.charts.table import chart_table
from press.charts.theme import NARROW
from press.directives.chart_files import file_path
from press.directives.chart_html import take_away
from press.directives.chart_sources import about_chart, full_tables
from press.directives.nodes import chart_image, table_node
from press.edition.context import Press
from press.notebooks.results import Result

# The faces by the end of their id, and the words for them; the picture itself has none.
_FACES = {"": "Chart", "table": "Table", "data": "Data", "about": "About"}
_FILES = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"), ("vl.json", "Vega-Lite"))


def chart_id(result: Result) -> str:
    """The id of a chart on the pages that show it."""
    return f"chart-{result.name.replace('/', '-')}"


def chart_node(press: Press, result: Result, caption: str, *, with_faces: bool = False) -> chart_image:
    """The picture of a chart with its text alternative; ``with_faces`` where ``chart_faces`` follow on the page."""
    spec, language, stem = result.data[press.language], press.language, result.name.replace("/", "-")
    wide = picture_file(spec, language, stem, press.pictures)
    narrow = picture_file(spec, language, f"{stem}-narrow", press.pictures, NARROW)
    wide_path, narrow_path = (path.relative_to(press.settings.root).as_posix() for path in (wide, narrow))
    image = chart_image(uri=f"/{wide_path}", wide=wide_path, narrow=narrow_path, chart_id=chart_id(result))
    image["alt"] = alternative(spec, caption, language, press.word)
    image["short"] = short_alternative(spec, caption, language, press.word)
    if with_faces:
        image["faces"] = {face: press.word(word) for face, word in _faces(press, result).items()}
        image["live"] = file_path(press, result.name, "js")
        image["name"] = result.name
        image["explore"] = press.word("Explore")
    return image


def _faces(press: Press, result: Result) -> dict[str, str]:
    """A chart that draws no fields has no table."""
    has_table = chart_table(result.data[press.language], press.language) is not None
    return {face: word for face, word in _FACES.items() if face != "table" or has_table}


def chart_faces(press: Press, result: Result, caption: str) -> nodes.container:
    """Table, files and provenance of a chart, each to be opened on demand."""
    identifier = chart_id(result)
    box = nodes.container(classes=["only-html", "press-faces"], ids=[f"{identifier}-faces"])
    contents = {"table": _table, "data": _data, "about": _about}
    for face, word in _faces(press, result).items():
        if face:
            opening = f'<details class="press-face press-face-{face}" id="{identifier}-{face}">'
            box += nodes.raw("", f"{opening}<summary>{press.word(word)}</summary>", format="html")
            box += contents[face](press, result, caption)
            box += nodes.raw("", "</details>", format="html")
    return box


def _table(press: Press, result: Result, caption: str) -> nodes.Node:
    resource = chart_table(result.data[press.language], press.language)
    assert resource is not None
    return table_node(resource, press.language, label=caption, sorts=press.word)


def _data(press: Press, result: Result, caption: str) -> nodes.bullet_list:
    """The files of the chart in one line, those of the tables behind it in the next."""
    own: list[nodes.Node] = [take_away("", word, path=file_path(press, result.name, suffix)) for suffix, word in _FILES]
    lines = [("This chart", own), ("All values of the tables behind it", full_tables(press, result))]
    return nodes.bullet_list("", *(_line(press.word(head), links) for head, links in lines if links))


def _line(head: str, links: list[nodes.Node]) -> nodes.list_item:
    paragraph = nodes.paragraph("", f"{head}: ")
    for number, link in enumerate(links):
        paragraph += [nodes.Text(" · "), link] if number else [link]
    return nodes.list_item("", paragraph)


def _about(press: Press, result: Result, caption: str) -> nodes.definition_list:
    text = description(result.data[press.language], press.language, press.word)
    words = nodes.paragraph("", text, ids=[f"{chart_id(result)}-words"], support_smartquotes=False)
    return about_chart(press, result, caption, words)
