"""Translate the assembled book into Typst markup, with one handler for each class of nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

from docutils import nodes
from sphinx.util import logging

from press.builders.typst.anchors import Anchors
from press.builders.typst.escape import WORDS, call, string
from press.core.formats import language_of
from press.language.catalogues import get_translation

_LANGUAGE = re.compile("[A-Za-z]{2,3}")

Handler = Callable[[Any, "Translator"], str]

logger = logging.getLogger(__name__)


class Translator:
    """The translator of a book; its attributes are the state that handlers read.

    ``docname`` is the document being printed, ``level`` the level of its next headings; ``is_repeated`` holds for what is
    printed once more, without links and notes.
    """

    def __init__(
        self,
        builder: Any,
        book: nodes.Element,
        handlers: dict[type, Handler],
        by_name: Callable[[str], Handler | None] = lambda name: None,
    ) -> None:
        self.builder = builder
        self.config = builder.config
        self.env = builder.env
        self.words = get_translation(builder.config.language, domain=WORDS)
        self.anchors = Anchors(book)
        self.docname = builder.config.root_doc
        self.level = 1
        #: Whether this is printed again in the contents, a list or a running head, where it has no notes and anchors.
        self.is_listed = False
        self.is_repeated = False
        #: Whether this is within a node that is not known, of which the author has been told.
        self.is_unknown = False
        self.body: list[str] = []
        self._handlers = handlers
        self._by_name = by_name
        self._printed_footnotes: set[str] = set()
        self._numbers = count(1)

    def render(self, node: nodes.Node) -> str:
        """Render one node as markup, with its anchor if something in the book links to it."""
        text = self._handler(node)(node, self)
        if not isinstance(node, nodes.Element):
            return text
        return self.anchor(node) + _in_language(node, text)

    def inline(self, node: nodes.Element | Iterable[nodes.Node]) -> str:
        """Render the children of a node as running text."""
        children = node.children if isinstance(node, nodes.Element) else node
        return "".join(self.render(child) for child in children)

    def blocks(self, node: nodes.Element | Iterable[nodes.Node]) -> str:
        """Render the children of a node as blocks, an empty line between them."""
        children = node.children if isinstance(node, nodes.Element) else node
        return "\n\n".join(filter(None, (self.render(child) for child in children)))

    def anchor(self, node: nodes.Element) -> str:
        """Return the anchor of ``node`` as markup if it is linked to and not printed yet, otherwise nothing."""
        label = self.anchors.claim(node, self.docname)
        return f"#{'anchor-in-heading' if self.is_listed else 'anchor'}({string(label)});" if label else ""

    def anchors_within(self, node: nodes.Element) -> str:
        """Return the anchors of ``node`` and of its children, for handlers that print some of these apart (captions, titles)."""
        parts = [node, *(child for child in node.children if isinstance(child, nodes.Element))]
        return "".join(self.anchor(part) for part in parts)

    def first_use(self, label: str) -> bool:
        """Return whether this footnote is being printed for the first time, and record it."""
        is_first = label not in self._printed_footnotes
        self._printed_footnotes.add(label)
        return is_first

    def unique(self, name: str) -> str:
        """Return ``name`` with a number that was not given before."""
        return f"{name}-{next(self._numbers)}"

    @contextmanager
    def at(self, **state: Any) -> Iterator[None]:
        """Set attributes (``docname``, ``level`` ...) for the time of a ``with`` block."""
        before = {name: getattr(self, name) for name in state}
        self.__dict__.update(state)
        try:
            yield
        finally:
            self.__dict__.update(before)

    def warn(self, message: str, node: nodes.Node, subtype: str) -> None:
        """Log a Sphinx warning of type ``typst`` at the file and line of ``node``, unless it is printed once more."""
        if self.is_repeated:
            return
        warn(message, location_of(node, self.env.doc2path(self.docname)) or (self.docname, None), subtype)

    def _handler(self, node: nodes.Node) -> Handler:
        visitors: dict[str, tuple[Any, Any]] = self.builder.app.registry.translation_handlers.get("typst", {})
        for cls in type(node).__mro__:
            if cls in self._handlers:
                return self._handlers[cls]
            if cls.__name__ in visitors and issubclass(cls, nodes.Node):
                return partial(self._visit, *visitors[cls.__name__])
            if (handler := self._by_name(cls.__name__)) is not None:
                return handler
        return _unknown

    def _visit(self, visit: Any, depart: Any, node: nodes.Element, _: Translator) -> str:
        """Render a node whose extension called ``app.add_node(..., typst=(visit, depart))``: the visitors append to ``body``."""
        with self.at(body=[]):
            try:
                visit(self, node)
            except nodes.SkipNode:
                return "".join(self.body)
            self.body.append(mixed(node, self))
            if depart:
                depart(self, node)
            return "".join(self.body)


def warn(message: str, location: str | tuple[str, None] | None, subtype: str) -> None:
    """Log a Sphinx warning of type ``typst``; the location is ``file:line``, or a document of which no line is known."""
    logger.warning(f"{message} [typst.{subtype}]", location=location, type="typst", subtype=subtype)


def location_of(node: nodes.Node, path: str) -> str:
    """Return ``file:line`` of a node, or of its nearest ancestor that has a line; empty if none does.

    ``path`` is the file of the document, for nodes that have no source.
    """
    here: Any = node
    while here is not None:
        # Nodes that Sphinx creates itself may have the line 0.
        if getattr(here, "line", None):
            return f"{here.source or path}:{here.line}"
        here = here.parent
    return ""


def inline_children(node: nodes.Element, t: Translator) -> str:
    """Render the children of a node as running text."""
    return t.inline(node)


def inline_call(function: str) -> Handler:
    """Return a handler that renders the children of a node as running text, within a call of a Typst ``function``."""
    return lambda node, t: call(function, t.inline(node))


def block_children(node: nodes.Element, t: Translator) -> str:
    """Render the children of a node as blocks."""
    return t.blocks(node)


def mixed(node: nodes.Element, t: Translator) -> str:
    """Render the children of a node that may hold blocks or running text."""
    inline_only = all(isinstance(child, (nodes.Inline, nodes.Text)) for child in node.children)
    return t.inline(node) if inline_only or isinstance(node, nodes.TextElement) else t.blocks(node)


def skip(node: nodes.Node, t: Translator) -> str:
    """Return nothing, for nodes that are not printed."""
    return ""


def _unknown(node: nodes.Node, t: Translator) -> str:
    if not isinstance(node, nodes.Element):
        return ""
    if not t.is_unknown:
        name = type(node).__name__
        t.warn(f"the PDF builder does not know the node <{name}>; its text is printed without its form", node, "node")
    with t.at(is_unknown=True):
        return mixed(node, t)


def _in_language(node: nodes.Element, text: str) -> str:
    """Mark text whose class names its language (``language-ru``), for hyphenation and screen readers."""
    code = language_of(node["classes"]).partition("-")[0]
    # Typst knows languages by the two or three letters of ISO 639 alone.
    if not _LANGUAGE.fullmatch(code) or not text or isinstance(node, nodes.FixedTextElement):
        return text
    return call("in-language", text, code=string(code))
