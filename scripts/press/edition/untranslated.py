"""Show a block of the original for each line ``% untranslated`` of a translation, where the book says ``press_fallback``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.core.formats import LANGUAGE_CLASS
from press.core.text import lines_of, read_utf8
from press.edition.chapters import address
from press.edition.context import get_context, warn
from press.edition.fallback import ORIGINAL, context_in

_MARK = re.compile(r"^% *untranslated *(?:\n *$|\Z)", re.MULTILINE)
# What is meant as such a line.
_LIKE_MARK = re.compile(r"^(?:[\s>*+-]|\d+[.)])*% *(un\w+) *$", re.MULTILINE | re.IGNORECASE)
#: A footnote, its name and its text, which goes on in lines after empty ones that are set in.
FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:(.*(?:\n(?!\[\^).+|\n+(?: {4}|\t).+)*)", re.MULTILINE)
_BLOCKS = MarkdownIt("commonmark").enable("table").disable(["inline", "reference"])
_BLOCKS.use(front_matter_plugin).use(myst_block_plugin).use(colon_fence_plugin)
_PASSED_OVER = {"myst_line_comment", "myst_block_break"}


def setup_untranslated(app: Sphinx) -> None:
    """Register the directive, and the listener that writes it."""
    app.add_directive("untranslated", _Original)
    app.connect("source-read", _write_directives)


def _write_directives(app: Sphinx, docname: str, source: list[str]) -> None:
    """Write a directive for each mark, and for footnotes of the original; tell of lines that are meant as a mark."""
    context = get_context(app)
    if context.settings.fallback and context.language != context.settings.languages[0]:
        text = with_directives(source[0])
        own = dict(FOOTNOTE.findall(text))
        # As it reads them last, Sphinx leaves out those that nothing refers to.
        notes = (note for note in _footnotes(_original(app, docname)) if text != source[0] and note not in own)
        source[0] = "\n\n".join([text, *(f"[^{note}]: ```{{untranslated}} {note}\n    ```" for note in notes)])
    for line in _LIKE_MARK.finditer(source[0]):
        if get_close_matches(line[1], ["untranslated"], cutoff=0.85):
            remedy = "write % untranslated in a translation, between empty lines, in no list, with press_fallback: true in _config.yml"
            words = f"the line % {line[1]} brings no block of the original; {remedy}"
            warn(words, (docname, source[0].count("\n", 0, line.start(1)) + 1), "untranslated")


def with_directives(text: str) -> str:
    """Return a text with a directive for each mark."""
    # Of two lines, as the mark with the empty one after it, so that faults have their lines.
    return _MARK.sub("```{untranslated}\n```", text)


class _Original(SphinxDirective):
    """The block of the original with the same label and number, or the text of its footnote of this name."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return it, read in its language."""
        there, here = _original(self.env.app, self.env.docname), Path(self.env.doc2path(self.env.docname))
        language = f"{LANGUAGE_CLASS}{get_context(self.env.app).settings.languages[0]}"
        self.env.note_dependency(str(there))
        if self.arguments:
            box = self._read(lines_of(_footnotes(there)[self.arguments[0]]), there)
            for paragraph in box.findall(nodes.paragraph):
                paragraph[:] = [nodes.inline("", "", *paragraph.children, classes=[language])]
            return box.children
        original = originals_of_marks(here, there).get(self.lineno - 1)
        if original is None:
            words = "the original has no block at this place; translate what is before it and all headings, or take this line out"
            warn(words, self.get_location(), "untranslated")
            return []
        return [self._read(lines_of(read_utf8(there))[original], there, ORIGINAL, language)]

    def _read(self, lines: list[str], there: Path, *classes: str) -> nodes.container:
        app, context, box = self.env.app, get_context(self.env.app), nodes.container(classes=[*classes])
        app.press = context_in(context, context.settings.languages[0])  # type: ignore[attr-defined]
        self.state.nested_parse(StringList(lines, str(there)), 0, box)
        app.press = context  # type: ignore[attr-defined]
        return box


def _original(app: Sphinx, docname: str) -> Path:
    settings = get_context(app).settings
    return Path(settings.root, settings.book, settings.languages[0], f"{address(docname, settings)}.md")


def _footnotes(path: Path) -> dict[str, str]:
    text = read_utf8(path) if path.is_file() else ""
    return {label: re.sub(r"\n(?: {4}|\t)", "\n", note.strip()) for label, note in FOOTNOTE.findall(text)}


def originals_of_marks(here: Path, there: Path) -> dict[int, slice | None]:
    """Return which lines of the original ``there`` are the block for which each mark of a translation stands, by the line of the mark."""
    originals = {place: lines for place, lines, _ in _blocks(there)}
    marks = ((place, token) for place, _, token in _blocks(here) if token.info == "{untranslated}")
    return {token.map[0]: originals.get(place) for place, token in marks if token.map}


def _blocks(path: Path) -> Iterator[tuple[tuple[str, int], slice, Token]]:
    """Yield the blocks of a chapter but headings: the label of the section and the number in it, the lines with those of labels, the token.

    Footnotes are none, as they may stand anywhere, and come with what refers to them.
    """
    section, number, is_note, text = "", 0, False, with_directives(read_utf8(path) if path.is_file() else "")
    written = lines_of(text)
    for token, lines, label in markdown_blocks(text):
        # What is set in below one goes on with it.
        is_note = bool(FOOTNOTE.match(written[lines.start])) or (is_note and token.type == "code_block")
        if token.type == "heading_open":
            section, number = (label, 0) if label else (section, number + 1)
        elif not (token.level or is_note or token.type == "front_matter"):
            number += 1
            yield (section, number), lines, token


def markdown_blocks(text: str) -> Iterator[tuple[Token, slice, str]]:
    """Yield the blocks of a chapter, and items of its lists: the token, the lines with those of labels before it, and the last of these."""
    begin, label = None, ""
    for token in _BLOCKS.parse(text):
        if token.map and token.level <= (token.type == "list_item_open") and token.type not in _PASSED_OVER:
            begin = token.map[0] if begin is None else begin
            label = token.content if token.type == "myst_target" else label
            if token.type != "myst_target":
                yield token, slice(begin, token.map[1]), label
                begin, label = None, ""
