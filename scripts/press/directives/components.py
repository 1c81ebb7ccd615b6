"""Define text components: the summary of a chapter or of the book, and remarks of the editors, so that readers see who speaks.

The nodes are subclasses of docutils' own (container, rubric, inline), so that any builder prints their text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.directives.links import has_ancestor
from press.edition.context import get_context

# Remarks of the editors (directive and class of a span); summary of a chapter; summary of the book.
EDITORS, IN_BRIEF, LEAD = "editors", "in-brief", "lead"
COMPONENTS = (EDITORS, IN_BRIEF, LEAD)


_LOGGER = logging.getLogger(__name__)
Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]


class component(nodes.container):  # noqa: N801  docutils' nodes are written small
    """A block set apart from the text; ``word`` is its accessible name, empty where it needs none."""


class component_word(nodes.rubric):  # noqa: N801
    """The heading word of a component."""


class ComponentDirective(SphinxDirective):
    """Parse the content into a node of the class ``node_class``, headed by ``word``."""

    has_content = True
    node_class: ClassVar[type[component]]
    word: ClassVar[str] = ""

    def run(self) -> list[nodes.Node]:
        """Return the component; nothing, after a warning, where the directive is empty."""
        word = get_context(self.env.app).translate(self.word) if self.word else ""
        node = self.node_class(word=word)
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        if not node.children:
            message = f"the directive '{self.name}' holds nothing; write below it what it is to say"
            _LOGGER.warning(message, location=self.get_location(), type="press", subtype="component")
            return []
        if word:
            node.insert(0, component_word(word, word))
        return [node]


def setup_component_word(app: Sphinx) -> None:
    """Register the node of the heading word."""
    app.add_node(component_word, html=(_visit_word, _depart_word), typst=typst_call("component-word"))


def html_element(name: str, role: str = "") -> Visitors:
    """Return visitors that render a component as a ``<div>`` of the class ``name``, with the ARIA ``role``."""

    def visit(translator: Any, node: component) -> None:
        aria = {"role": role, "aria-label": node["word"]} if role else {}
        translator.body.append(translator.starttag(node, "div", CLASS=name, **aria))

    return visit, end_div


def end_div(translator: Any, node: nodes.Element) -> None:
    """Append the end tag of a ``<div>``."""
    translator.body.append("</div>\n")


def typst_call(function: str) -> Visitors:
    """Return visitors that pass the content of a node to the Typst ``function`` of the template."""

    def visit(translator: Any, node: nodes.Element) -> None:
        translator.body.append(f"#{function}[")

    def depart(translator: Any, node: nodes.Element) -> None:
        translator.body.append("];")

    return visit, depart


def _visit_word(translator: Any, node: component_word) -> None:
    translator.body.append(translator.starttag(node, "p", "", CLASS="press-component-word"))


def _depart_word(translator: Any, node: component_word) -> None:
    translator.body.append("</p>\n")


class in_brief(component):  # noqa: N801  docutils' nodes are written small
    """A chapter in two or three sentences."""


class lead(component):  # noqa: N801
    """The book in one or two sentences."""


class InBriefDirective(ComponentDirective):
    """Say a chapter in two or three sentences, below its title; search engines are told them as its description."""

    node_class = in_brief
    word = "In brief"


class LeadDirective(ComponentDirective):
    """Say the book in one or two sentences, below the title of its first page; the start page of the site shows them too."""

    node_class = lead


def setup_openings(app: Sphinx) -> None:
    """Register the directives and their nodes."""
    app.add_directive(IN_BRIEF, InBriefDirective)
    app.add_directive(LEAD, LeadDirective)
    app.add_node(in_brief, html=html_element("press-in-brief", "doc-abstract"), typst=typst_call("in-brief"))
    app.add_node(lead, html=html_element("press-lead"), typst=typst_call("lead"))


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
    app.add_node(remark_word, html=(_visit_remark_word, _depart_inline), typst=typst_call("remark-word"))
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


def _visit_remark_word(translator: Any, node: remark_word) -> None:
    translator.body.append('<span class="press-editors-word">')


def _depart_inline(translator: Any, node: nodes.Element) -> None:
    translator.body.append("</span>")
