"""Mark remarks of the editors, so that readers see who speaks: ``:::{editors}`` for paragraphs, ``[words]{.editors}`` within one."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from press.directives.components.component import ComponentDirective, component, html_element, typst_call
from press.directives.components.names import EDITORS
from press.directives.links import has_ancestor
from press.edition.context import get_context

_WORD = "Editors"


class remark(component):  # noqa: N801  docutils' nodes are written small
    """Paragraphs written by the editors."""


class remark_inline(nodes.inline):  # noqa: N801
    """Words of the editors within a paragraph."""


class remark_word(nodes.inline):  # noqa: N801
    """The label before such words, with its colon."""


class EditorsDirective(ComponentDirective):
    """Mark paragraphs as said by the editors; the word for them comes by itself, in the language of the edition.

    Within a paragraph, a span of the same class does so: ``[words]{.editors}``.
    """

    node_class = remark
    word = _WORD


def setup_remarks(app: Sphinx) -> None:
    """Register the directive, the nodes and the transform of spans."""
    app.add_directive(EDITORS, EditorsDirective)
    app.add_node(remark, html=html_element("press-editors", "note"), typst=typst_call("remark"))
    app.add_node(remark_inline, html=(_visit_inline, _depart_inline), typst=typst_call("remark-inline"))
    app.add_node(remark_word, html=(_visit_word, _depart_inline), typst=typst_call("remark-word"))
    app.add_transform(MarkRemarks)


class MarkRemarks(SphinxTransform):
    """Label spans of the class ``editors``, except within a remark, which has a label."""

    # Before numbers and typography are set (840 and later).
    default_priority = 830

    def apply(self, **kwargs: Any) -> None:
        """Replace the spans, unless the builder extracts messages for translators."""
        if self.app.builder.name == "gettext":
            return
        word = get_context(self.app).translate(_WORD)
        for span in [node for node in self.document.findall(nodes.inline) if EDITORS in node["classes"]]:
            if not has_ancestor(span, remark, remark_inline):
                span.replace_self(_labelled(span, word))


def _labelled(span: nodes.Element, word: str) -> remark_inline:
    node = remark_inline(span.rawsource, "", remark_word("", f"{word}:"), nodes.Text(" "), *span.children)
    # ``replace_self`` copies the ids and the remaining classes of the span.
    span["classes"] = [name for name in span["classes"] if name != EDITORS]
    node.source, node.line, node["word"] = span.source, span.line, word
    return node


def _visit_inline(translator: Any, node: remark_inline) -> None:
    aria = {"role": "note", "aria-label": node["word"]}
    translator.body.append(translator.starttag(node, "span", "", CLASS="press-editors-inline", **aria))


def _visit_word(translator: Any, node: remark_word) -> None:
    translator.body.append('<span class="press-editors-word">')


def _depart_inline(translator: Any, node: nodes.Element) -> None:
    translator.body.append("</span>")
