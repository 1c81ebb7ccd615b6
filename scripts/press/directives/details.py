"""Render collapsible admonitions and containers as ``<details>`` elements, which need no script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from press.directives.components import closing, html_element

# Classes that MyST and sphinx-togglebutton use for collapsible blocks, and the one for those that start open.
_COLLAPSIBLE = {"dropdown", "toggle"}
_SHOWN = "toggle-shown"
# sphinx-design has a node of its own for its dropdowns, rendered as ``<details>`` already.
_RENDERED = "sd-dropdown"


class details(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A collapsible block; its first child, a ``details_summary``, is always visible."""


class details_summary(nodes.TextElement):  # noqa: N801
    """The visible heading that opens and closes the block."""


def setup_details(app: Sphinx) -> None:
    """Register nodes and post-transform."""
    app.add_node(details, html=(_visit_details, closing("</details>\n")))
    app.add_node(details_summary, html=html_element("admonition-title", tag="summary"))
    app.add_post_transform(FoldBlocks)


class FoldBlocks(SphinxPostTransform):
    """Replace collapsible admonitions and containers by ``details`` nodes."""

    default_priority = 205
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace every admonition and container of the document that has one of the classes."""
        from sphinx.locale import admonitionlabels  # noqa: PLC0415  filled when the language is known

        for node in list(self.document.findall(nodes.Element)):
            classes: list[str] = node.get("classes", [])
            is_block = isinstance(node, (nodes.Admonition, nodes.container)) and _RENDERED not in classes
            if not is_block or _COLLAPSIBLE.isdisjoint(classes):
                continue
            # The summary is the title, else docutils' label of a specific admonition in the language of the build.
            words = admonitionlabels.get(node.tagname) or self.config.togglebutton_hint
            title: list[nodes.Node] = [nodes.Text(words)]
            content = list(node.children)
            if content and isinstance(content[0], nodes.title):
                title = list(content.pop(0).children)
            kind = [] if isinstance(node, nodes.container) else ["admonition", node.tagname]
            box = details("", details_summary("", "", *title), *content, classes=[*kind, *classes], ids=node["ids"])
            box["open"] = _SHOWN in classes
            node.replace_self(box)


def _visit_details(translator: HTML5Translator, node: details) -> None:
    tag = translator.starttag(node, "details", CLASS="press-folded")
    translator.body.append(tag.replace("<details", '<details open=""', 1) if node["open"] else tag)
