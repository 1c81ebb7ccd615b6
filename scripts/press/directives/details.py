"""Render collapsible admonitions and containers as ``<details>`` elements, which need no script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

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
    app.add_node(details, html=(_visit_details, _depart_details))
    app.add_node(details_summary, html=(_visit_summary, _depart_summary))
    app.add_post_transform(FoldBlocks)


class FoldBlocks(SphinxPostTransform):
    """Replace collapsible admonitions and containers by ``details`` nodes."""

    default_priority = 205
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace every admonition and container of the document that has one of the classes."""
        for node in list(self.document.findall(nodes.Element)):
            if _is_collapsible(node):
                node.replace_self(_as_details(node, self.config.togglebutton_hint))


def _is_collapsible(node: nodes.Element) -> bool:
    classes: set[str] = set(node.get("classes", []))
    if not isinstance(node, (nodes.Admonition, nodes.container)) or _RENDERED in classes:
        return False
    return bool(classes & _COLLAPSIBLE)


def _as_details(node: nodes.Element, hint: str) -> details:
    """Return ``node`` as a ``details`` node; its summary is the title, or ``hint`` where it has none."""
    children = list(node.children)
    titled = bool(children) and isinstance(children[0], nodes.title)
    title = details_summary("", "", *(children.pop(0).children if titled else [nodes.Text(_name(node) or hint)]))
    kind = [] if isinstance(node, nodes.container) else ["admonition", node.tagname]
    classes = [*kind, *node["classes"]]
    return details("", title, *children, classes=classes, ids=node["ids"], open=_SHOWN in node["classes"])


def _name(node: nodes.Element) -> str:
    """Return docutils' label of a specific admonition in the language of the build; empty for a container."""
    from sphinx.locale import admonitionlabels  # noqa: PLC0415  filled when the language is known

    return str(admonitionlabels.get(node.tagname, ""))


def _visit_details(translator: HTML5Translator, node: details) -> None:
    tag = translator.starttag(node, "details", CLASS="press-folded")
    translator.body.append(tag.replace("<details", '<details open=""', 1) if node["open"] else tag)


def _depart_details(translator: HTML5Translator, node: details) -> None:
    translator.body.append("</details>\n")


def _visit_summary(translator: HTML5Translator, node: details_summary) -> None:
    translator.body.append('<summary class="admonition-title">')


def _depart_summary(translator: HTML5Translator, node: details_summary) -> None:
    translator.body.append("</summary>\n")
