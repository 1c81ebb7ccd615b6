"""Define the base of text components: a node, its visitors for each format, and its heading word.

The nodes are subclasses of docutils' own (container, rubric, inline), so that any builder prints their text.
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
