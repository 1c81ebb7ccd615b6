"""Render a chart in a page: one SVG for wide columns and one for phones, above the bar of its faces.

A browser renders all charts but the first of a page only when they come near (docs/decisions/0031-lazy-rendering-of-charts.md).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from press.charts.live import vega_name
from press.charts.svg import page_svg
from press.core.settings import HANDED_DOWN
from press.directives.links import up_from
from press.directives.nodes import chart_image

_EXTENT = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def setup_chart_html(app: Sphinx) -> None:
    """Register the node that renders charts."""
    app.add_node(chart_image, html=(visit_chart_image, None))


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
    translator.body.append(f'<div {attributes} id="{identifier}">{"".join(pictures)}</div>\n')
    if "faces" in node:
        translator.body.append(_bar(node, up_from(translator), vega_path(translator.builder.app)))
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


def _bar(node: chart_image, up: str, vega: str) -> str:
    """Return the bar of faces: links to the parts below, which the script turns into tabs, and the button for the live chart."""
    identifier = node["chart_id"]
    links = (
        f'<a href="#{identifier}{"-" + face if face else ""}">{escape(word)}</a>'
        for face, word in node["faces"].items()
    )
    data = f'data-name="{escape(node["name"])}" data-chart="{up}{node["live"]}" data-vega="{up}{vega}"'
    button = f'<button type="button" class="press-explore" aria-pressed="false">{escape(node["explore"])}</button>'
    return f'<div class="press-faces-bar" {data}><div class="press-faces-tabs">{"".join(links)}</div>{button}</div>\n'


def setup_vega_script(app: Sphinx) -> None:
    """Register the path of shared files: within the edition, or beside it for all editions of a site."""
    about = f"{HANDED_DOWN}: folder, as seen from the edition, of files that all editions share"
    app.add_config_value("press_shared", "_static", "html", [str], about)


def vega_path(app: Sphinx) -> str:
    """Return the path of the Vega script relative to the edition; it changes with the versions of Vega inside."""
    return f"{app.config.press_shared}/{vega_name()}"
