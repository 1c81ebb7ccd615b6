"""Render a chart in a page: its caption, the bar of its faces, one SVG for wide columns and one for phones, its source.

A browser renders all charts but the first of a page only when they come near (docs/decisions/0031-lazy-rendering-of-charts.md).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from press.charts.svg import page_svg
from press.directives.nodes import chart_image

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
