"""What the components of the text have in common: a node in each format, and the word that stands over it.

Their nodes are kinds of what docutils has (container, rubric, span), so that a builder that knows none of them prints their text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.edition.context import get_context

_LOGGER = logging.getLogger(__name__)
Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]


class component(nodes.container):  # noqa: N801  docutils' nodes are written small
    """A part of the text that is set apart; ``word`` names it to those who hear it, and is empty where it needs no name."""


class component_word(nodes.rubric):  # noqa: N801
    """The word over a component."""


class ComponentDirective(SphinxDirective):
    """Put the content into a node of the kind ``made``, below its ``word``."""

    has_content = True
    made: ClassVar[type[component]]
    word: ClassVar[str] = ""

    def run(self) -> list[nodes.Node]:
        """Return the component, or a warning with file and line where nothing stands in it."""
        word = get_context(self.env.app).translate(self.word) if self.word else ""
        node = self.made(word=word)
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        if not node.children:
            told = f"the directive '{self.name}' holds nothing; write below it what it is to say"
            _LOGGER.warning(told, location=self.get_location(), type="press", subtype="component")
            return []
        if word:
            node.insert(0, component_word(word, word))
        return [node]


def setup_component_word(app: Sphinx) -> None:
    """Register the node of the word."""
    app.add_node(component_word, html=(_visit_word, _depart_word), typst=typst_call("component-word"))


def html_element(name: str, role: str = "") -> Visitors:
    """Return what writes a component as an element of the class ``name``, with the ``role`` that assistive technology knows."""

    def visit(translator: Any, node: component) -> None:
        spoken = {"role": role, "aria-label": node["word"]} if role else {}
        translator.body.append(translator.starttag(node, "div", CLASS=name, **spoken))

    def depart(translator: Any, node: component) -> None:
        translator.body.append("</div>\n")

    return visit, depart


def typst_call(function: str) -> Visitors:
    """Return what has the ``function`` of the template print the content of a node."""

    def visit(translator: Any, node: nodes.Element) -> None:
        translator.body.append(f"#{function}[")

    def depart(translator: Any, node: nodes.Element) -> None:
        translator.body.append("];")

    return visit, depart


def _visit_word(translator: Any, node: component_word) -> None:
    translator.body.append(translator.starttag(node, "p", "", CLASS="press-component-word"))


def _depart_word(translator: Any, node: component_word) -> None:
    translator.body.append("</p>\n")
