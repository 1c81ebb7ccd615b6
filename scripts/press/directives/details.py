"""Render collapsible admonitions and containers as ``<details>`` elements, which need no script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

# Classes that MyST and sphinx-togglebutton use for collapsible blocks, and the one for those that start open.
_ASKS = {"dropdown", "toggle"}
_SHOWN = "toggle-shown"
# sphinx-design has a node of its own for its dropdowns, rendered as ``<details>`` already.
_OTHERS = "sd-dropdown"


class details(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A collapsible block; its first child, a ``details_summary``, is always visible."""


class details_summary(nodes.TextElement):  # noqa: N801
    """The visible heading that opens and closes the block."""


def setup_details(app: Sphinx) -> None:
    """Register nodes and post-transform."""
    app.add_node(details, html=(visit_folded, depart_folded))
    app.add_node(details_summary, html=(visit_title, depart_title))
    app.add_post_transform(FoldBlocks)


class FoldBlocks(SphinxPostTransform):
    """Replace collapsible admonitions and containers by ``details`` nodes."""

    default_priority = 205
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace every admonition and container of the document that has one of the classes."""
        for node in list(self.document.findall(nodes.Element)):
            if _asks(node):
                node.replace_self(_as_folded(node, self.config.togglebutton_hint))


def _asks(node: nodes.Element) -> bool:
    classes: set[str] = set(node.get("classes", []))
    return isinstance(node, (nodes.Admonition, nodes.container)) and bool(classes & _ASKS) and _OTHERS not in classes


def _as_folded(node: nodes.Element, hint: str) -> details:
    """Return ``node`` as a ``details`` node; its summary is the title, or ``hint`` where it has none."""
    children = list(node.children)
    titled = bool(children) and isinstance(children[0], nodes.title)
    title = details_summary("", "", *(children.pop(0).children if titled else [nodes.Text(_name(node) or hint)]))
    kind = [] if isinstance(node, nodes.container) else ["admonition", node.tagname]
    made = details("", title, *children, classes=[*kind, *node["classes"]], ids=node["ids"])
    made["open"] = _SHOWN in node["classes"]
    return made


def _name(node: nodes.Element) -> str:
    """Return docutils' label of a specific admonition in the language of the build; empty for a container."""
    from sphinx.locale import admonitionlabels  # noqa: PLC0415  filled when the language is known

    return str(admonitionlabels.get(node.tagname, ""))


def visit_folded(translator: HTML5Translator, node: details) -> None:
    """Append the start tag of the block."""
    tag = translator.starttag(node, "details", CLASS="press-folded")
    translator.body.append(tag.replace("<details", '<details open=""', 1) if node["open"] else tag)


def depart_folded(translator: HTML5Translator, node: details) -> None:
    """Append the end tag of the block."""
    translator.body.append("</details>\n")


def visit_title(translator: HTML5Translator, node: details_summary) -> None:
    """Append the start tag of the summary."""
    translator.body.append('<summary class="admonition-title">')


def depart_title(translator: HTML5Translator, node: details_summary) -> None:
    """Append the end tag of the summary."""
    translator.body.append("</summary>\n")
