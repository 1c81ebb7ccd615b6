"""Draw a chart for each builder: an image; on pages inline SVG with other faces, a table and facts on the chart.

A page has one SVG for wide columns and one for phones (docs/decisions/0014-charts-drawn-at-build.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.charts.description import description, short_alt_text
from press.charts.draw import page_svg, picture_file
from press.charts.table import chart_table
from press.charts.theme import NARROW, TYPE, WIDE
from press.core.formats import ONLY_HTML
from press.directives.components import details, details_summary
from press.directives.link_nodes import download_link
from press.directives.provenance import cell_link, download
from press.directives.result_files import CHART_FILES, file_path, how_to_cite
from press.directives.table_nodes import separated, table_node
from press.edition.context import EditionContext, format_of, get_context
from press.edition.sphinx_internals import as_before
from press.notebooks.results import CHART, Result


class chart_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """An image of a chart, which HTML shows as inline SVG and other builders as any image.

    ``wide`` and ``narrow`` are the paths of its two drawings, ``short`` is the short text alternative, ``words`` the description; ``faces`` are
    the words of its tabs where the chart has other faces.
    """


class described_image(nodes.image):  # noqa: N801
    """An image whose longer description is the element with the id ``described_by``."""


def setup_chart_html(app: Sphinx) -> None:
    """Register the node of charts, the order of parts in a figure with one, and what EPUBs have instead."""
    app.add_post_transform(ChartsAsPictures)
    app.add_node(chart_image, html=(visit_chart_image, None))
    app.add_node(nodes.figure, override=True, html=(_visit_figure, partial(as_before, method="depart_figure")))


def _visit_figure(translator: Any, node: nodes.figure) -> None:
    """Append a chart with its caption first, for all who read without style sheets; docutils has it last."""
    if not isinstance(node[0], chart_image):
        as_before(translator, node, "visit_figure")
        return
    picture, caption, legend = node
    translator.body.append(translator.starttag(node, "figure"))
    caption.walkabout(translator)
    translator.body.append("</figcaption>\n")
    picture.walkabout(translator)
    legend.walkabout(translator)
    translator.body.append("</figure>\n")
    raise nodes.SkipNode


def visit_chart_image(translator: Any, node: chart_image) -> None:
    """Append the chart as inline SVG, with the bar of its faces: links, which the script turns into tabs."""
    identifier = node["chart_id"]
    # Without other faces there is no description to refer to, so the name has to contain it.
    label, words = (node["short"], f"{identifier}-words") if "faces" in node else (node["alt"], "")
    pictures = []
    for kind, name in (("wide", identifier), ("narrow", f"{identifier}-narrow")):
        svg = Path(translator.builder.srcdir, node[kind]).read_text(encoding="utf-8")
        pictures.append(page_svg(svg, f"press-{kind}", name, label, words))
    if "faces" in node:
        parts = {f"{identifier}-{face}" if face else identifier: word for face, word in node["faces"].items()}
        links = "".join(f'<a href="#{part}">{escape(word)}</a>' for part, word in parts.items())
        translator.body.append(f'<div class="press-faces-bar">{links}</div>\n')
    translator.body.append(f'<div class="press-picture" id="{identifier}">{"".join(pictures)}</div>\n')
    raise nodes.SkipNode


def chart_node(context: EditionContext, result: Result, caption: str) -> chart_image:
    """Return the image node of a chart with its text alternative."""
    spec, language, stem = result.data[context.language], context.language, result.name.replace("/", "-")
    wide = picture_file(spec, language, stem, context.pictures)
    narrow = picture_file(spec, language, f"{stem}-narrow", context.pictures, NARROW)
    wide_path, narrow_path = (path.relative_to(context.settings.root).as_posix() for path in (wide, narrow))
    image = chart_image(uri=f"/{wide_path}", wide=wide_path, narrow=narrow_path, chart_id=f"chart-{stem}")
    image["short"] = short_alt_text(spec, caption, language, context.translate)
    image["words"] = description(spec, language, context.translate)
    image["alt"] = f"{image['short']} {image['words']}".strip()
    return image


def chart_faces(context: EditionContext, result: Result, image: chart_image, caption: str) -> nodes.container:
    """Return the table of a chart, if it draws fields, and the facts on it, each in ``<details>``.

    ``image`` gets the words of its tabs.
    """
    translate, resource = context.translate, chart_table(result.data[context.language])
    contents: dict[str, nodes.Node] = {}
    if resource is not None:
        contents["table"] = table_node(resource, context.language, label=caption, sorts=True)
    contents["data"] = about_chart(context, result, image, caption)
    faces = {"": "Chart", "table": "Table", "data": "Data"}
    image["faces"] = {face: translate(word) for face, word in faces.items() if not face or face in contents}
    box = nodes.container(classes=[ONLY_HTML, "press-faces"], ids=[f"{image['chart_id']}-faces"])
    for face, content in contents.items():
        opening = f'<details class="press-face press-face-{face}" id="{image["chart_id"]}-{face}">'
        box += nodes.raw("", f"{opening}<summary>{image['faces'][face]}</summary>", format="html")
        box += content
        box += nodes.raw("", "</details>", format="html")
    return box


def about_chart(context: EditionContext, result: Result, image: chart_image, caption: str) -> nodes.definition_list:
    """Return the last face of a chart: files, description, licence of the data, computation, how to cite."""
    translate = context.translate
    paths = {translate(word): file_path(context, result.name, suffix, CHART) for suffix, word in CHART_FILES.items()}
    facts = [(translate("This chart"), [_joined([download_link("", word, path=path)] for word, path in paths.items())])]
    if tables := [[download(context, context.sources.describe(table))] for table in result.sources]:
        facts.append((translate("All values of the tables behind it"), [_joined(tables)]))
    words = nodes.paragraph("", image["words"], ids=[f"{image['chart_id']}-words"], support_smartquotes=False)
    facts.append((translate("In words"), [words]))
    behind = map(context.sources.describe, result.sources)
    licences = [[nodes.Text(f"{table.path.name}: {translate(table.licence)}")] for table in behind]
    facts.append((translate("Licence of the data"), [_joined(licences)]))
    facts.append((translate("How computed"), [_joined([[cell_link(context, result)]])]))
    facts.append((translate("How to cite"), [_joined([[nodes.Text(how_to_cite(context, caption))]])]))
    pairs = ((nodes.term(term, term), nodes.definition("", *body)) for term, body in facts)
    items = [nodes.definition_list_item("", *pair) for pair in pairs]
    return nodes.definition_list("", *items, classes=["press-about"])


def _joined(parts: Iterable[Sequence[nodes.Node]]) -> nodes.paragraph:
    return nodes.paragraph("", "", *separated(parts, " · "))


class ChartsAsPictures(SphinxPostTransform):
    """Replace charts by plain images with a short text alternative, except on pages; on paper set their width.

    A longer description follows in ``<details>``.
    """

    default_priority = 110

    def run(self, **kwargs: Any) -> None:
        """Replace all charts of the document."""
        if format_of(self.app.builder).is_paper:
            for chart in self.document.findall(chart_image):
                # Its type is as large as that of tables.
                chart["width"] = f"{WIDE * 8.8 / TYPE:.0f}pt"
            return
        if format_of(self.app.builder).is_for_browsers:
            for chart in self.document.findall(chart_image):
                # Sphinx copies no such file: it is inlined.
                chart["candidates"] = {"?": ""}
            return
        summary = get_context(self.app).translate("Description of the chart")
        for chart in list(self.document.findall(chart_image)):
            drawn = {name: chart[name] for name in ("uri", "candidates", "narrow")}
            picture = described_image(alt=chart["short"], **drawn)
            frame = chart.parent
            chart.replace_self(picture)
            if chart["words"]:
                identifier = f"{chart['chart_id']}-words"
                picture["described_by"] = identifier
                words = nodes.paragraph("", chart["words"], support_smartquotes=False)
                box = details("", details_summary("", summary), words, ids=[identifier], classes=["description"])
                frame.parent.insert(frame.parent.index(frame) + 1, box)
