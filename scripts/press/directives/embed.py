"""Define the base of embeds: directives that show a result of the book by its name. The module of each kind defines one.

`press.directives.embeds` registers them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.core.errors import PressError
from press.directives.number import begin_sentences
from press.directives.provenance import works_behind
from press.directives.typed import TYPED
from press.edition.context import EditionContext, get_context
from press.edition.per_document import PerDocument
from press.notebooks.results import Result, ResultKind

RESULTS_FOLDER = "_downloads/results"
# Markup characters, to be escaped in a label, which is plain text.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^]")
_LOGGER = logging.getLogger(__name__)
Files = Iterable[tuple[str, bytes]]


class ShownResult(NamedTuple):
    """A result that a chapter shows: its name, the name of its kind, and its caption as plain text."""

    name: str
    kind: str
    caption: str


SHOWN_RESULTS = PerDocument[list[ShownResult]]("shown")


class Embed(NamedTuple):
    """A ``directive`` with its ``name``; its argument names a result, if it is an `EmbedDirective`, or another thing of the book.

    For a result, ``page`` returns the nodes to show on the page of its notebook, and ``files`` yields the suffix and content of each
    downloadable file.
    """

    name: str
    directive: type[SphinxDirective]
    page: Callable[[EditionContext, Result], list[nodes.Element]] | None = None
    files: Callable[[EditionContext, Result, str], Files] = lambda context, result, caption: ()

    @property
    def kind(self) -> ResultKind | None:
        """Return the kind of results that the directive shows; None if it shows no result."""
        return self.directive.kind if issubclass(self.directive, EmbedDirective) else None


def file_path(context: EditionContext, name: str, suffix: str, kind: ResultKind) -> str:
    """Return the path of a result's file within the edition: ``_downloads/results/survey-answers.kk.svg``."""
    return f"{RESULTS_FOLDER}/{name.replace('/', '-')}{kind.file_mark}.{context.language}.{suffix}"


def words_of(caption: list[nodes.Node]) -> str:
    """Return a caption as plain text."""
    return "".join(node.astext() for node in caption)


class EmbedDirective(SphinxDirective):
    """Find the result of this ``kind`` and build its nodes; report bad input as a warning with file and line."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any] | None] = {"name": directives.unchanged_required}
    kind: ClassVar[ResultKind]

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the result; none, after a warning, where the input is wrong."""
        context = get_context(self.env.app)
        try:
            result = context.results.find(self.arguments[0], self.kind)
            box = nodes.Element()
            self.state.nested_parse(self.content, self.content_offset, box)
            typed = next(iter(box.children), None)
            if not isinstance(typed, nodes.paragraph):
                raise PressError(
                    f"the {self.kind.name} has no caption", remedy="write one sentence below the directive"
                )
            # Before the caption is copied into text alternatives, lists and the start page.
            begin_sentences(typed, context.language)
            caption = list(typed.children)
            content = self.result_nodes(context, result, caption)
            # Where it stands now, it is the author's.
            caption[0].parent[TYPED], caption[0].parent.line = "", typed.line
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=self.kind.name)
            return []
        shown = ShownResult(result.name, self.kind.name, words_of(caption))
        SHOWN_RESULTS.of(self.env).setdefault(self.env.docname, []).append(shown)
        return content

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return the nodes of ``result``; each directive overrides it. ``caption`` holds the inline nodes of the chapter's caption."""
        raise NotImplementedError

    def source_line(self, context: EditionContext, result: Result) -> nodes.paragraph:
        """Return the paragraph ``Source: ... (citations). Notebook`` in the language of the edition; tables of one label are joined."""
        works: dict[str, list[str]] = {}
        for table in result.sources:
            keys = works.setdefault(_MARKUP.sub(r"\\\g<0>", context.label(f"source-{table}")), [])
            keys += [key for key in works_behind(context, table, result) if key not in keys]
        parts = [f"{label} {{cite:p}}`{','.join(keys)}`" if keys else label for label, keys in works.items()]
        notebook = f"{{doc}}`{context.translate('Notebook')} </{context.settings.book}/notebooks/{result.notebook}>`"
        text = f"{context.translate('Source')}: {'; '.join(parts)}. {notebook}"
        children, messages = self.state.inline_text(text, self.lineno)
        return nodes.paragraph("", "", *children, *messages, classes=["press-source"])
