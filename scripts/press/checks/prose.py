"""Read what the author of a document typed: its blocks and their prose, without what directives and roles have made of data.

Directives and roles of press mark what they return (`press.directives.components`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from press.checks.check import place_of
from press.core.caches import cached_per_build
from press.core.files import shown_path, visible
from press.core.formats import language_of
from press.core.settings import Settings
from press.core.text import records_of
from press.data.vocabulary import CODE, VOCABULARY_FOLDER
from press.directives.components import EDITORS, TYPED, component_word
from press.directives.link_nodes import ancestors
from press.edition.chapters import edition_of
from press.edition.context import get_context
from press.language.catalogues import book_locale, translations_in
from press.language.typography import sentence_spans
from press.notebooks.results import NUMBER

# Names of Vale, and of press: captions with alternatives and titles, labels of codes and words of the interface.
TEXT, SENTENCE = "text", "sentence"
IN_PARAGRAPH, IN_HEADING, IN_LIST, IN_TABLE = ("paragraph", "heading", "list", "table")
CAPTION, LABEL = "caption", "label"
# No blocks of the text: what is code or made, and the front matter.
_PASSED_OVER = (addnodes.toctree, nodes.comment, nodes.system_message, nodes.substitution_definition, component_word)
# Where words in a sentence are looked up or shown as they are, and nothing of it is prose.
_NO_WORDS = (nodes.literal, nodes.math, nodes.raw, nodes.image, nodes.footnote_reference, nodes.problematic)
# Blocks without prose.
_NO_PROSE = (nodes.literal_block, nodes.math_block, nodes.raw, nodes.target, nodes.image, nodes.label)
# A sign in place of the words of a quotation or of another language.
_EMPTIED = "\1"
_ROLE = re.compile(r"\{[a-z][\w:]*\}")
# Code, and roles that are no words, in a translation, which is Markdown of a notebook.
_MARKUP = re.compile(r"(?:\{[\w:.+-]+\})?`[^`]*`")


@dataclass(frozen=True)
class Passage:
    """A stretch of prose on one line, which begins on the ``line`` of its ``file``; ``breaks`` are where the next lines begin.

    A role stands in it as ``{number}``. Of ``words`` the quotations are emptied, and what is said to be of another language; of ``whole``
    they are not. ``numbers`` holds what was typed for those in it, in order. What is quoted as a block, or of another language, has no
    ``scope``.
    """

    scope: str
    line: int
    words: str
    whole: str
    breaks: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    file: str = ""

    def line_at(self, place: int) -> int:
        """Return the line of the sign at ``place``."""
        return self.line + bisect_right(self.breaks, place)

    def sentences(self, language: str) -> list[tuple[int, int]]:
        """Return where each of its sentences begins and ends."""
        # A sentence may begin with a number, in whatever words or figures it is.
        return sentence_spans(_ROLE.sub(lambda role: "0" * len(role[0]), self.whole), language)


# The passages of documents while they are read, as several checks look at them.
_PASSAGES: WeakKeyDictionary[nodes.document, list[Passage]] = WeakKeyDictionary()


def blocks(parent: nodes.Element, made: str = "") -> Iterator[nodes.Element]:
    """Yield the elements below ``parent`` that its author typed, in reading order, but those within a sentence.

    A directive has the first node alone that it made.
    """
    last = ""
    for node in parent.children:
        if not isinstance(node, nodes.Element) or isinstance(node, _PASSED_OVER):
            continue
        is_front_matter = isinstance(node, nodes.field_list) and isinstance(parent, nodes.document)
        if is_front_matter or node.get("nb_element") == "cell_code":
            continue
        here = node.get(TYPED, made)
        if not here or node.get(TYPED, last) != last:
            yield node
        last = node.get(TYPED) or last
        if not isinstance(node, nodes.TextElement):
            yield from blocks(node, here)


# Keys of the front matter, each with the one value that it may have.
FRONT = {"parity": "section", "voice": EDITORS}


def front_matter(document: nodes.document) -> dict[str, str]:
    """Return what the front matter of a chapter says."""
    fields = (field for found in document.children if isinstance(found, nodes.field_list) for field in found.children)
    return {field[0].astext(): field[1].astext() for field in fields if isinstance(field, nodes.field)}


def passages(document: nodes.document) -> list[Passage]:
    """Return the prose of ``document``, with the alternatives of its pictures."""
    if document not in _PASSAGES:
        prose = _PASSAGES[document] = []
        for node in blocks(document):
            if isinstance(node, nodes.TextElement) and not isinstance(node, _NO_PROSE) and not node.get(TYPED):
                signs = _Signs()
                signs.add(node.children)
                if signs.text.strip():
                    prose.append(signs.passage(scope_of(node), *place_in(node, document)))
            if not node.get(TYPED) and isinstance(node, nodes.image | nodes.TextElement):
                images = (image for image in node.findall(nodes.image) if image.get("alt"))
                scope = CAPTION if scope_of(node) else ""
                prose += [_Signs(image["alt"]).passage(scope, *place_in(node, document)) for image in images]
    return _PASSAGES[document]


def label_passage(words: str, line: int, file: str = "") -> Passage:
    """Return the passage that is a label, which has no markup."""
    return _Signs(words).passage(LABEL, file, line)


def own_passages(document: nodes.document, docname: str) -> list[Passage]:
    """Return the prose in the file of ``document``, but what is quoted; that of notebooks only in the first language, as others translate it."""
    context = get_context(document.settings.env.app)
    is_first = context.language == context.settings.languages[0]
    is_own = is_first or edition_of(docname, context.settings)
    return [passage for passage in passages(document) if passage.scope and is_own]


@cached_per_build
def passages_beside(settings: Settings, language: str) -> list[Passage]:
    """Return the labels and translations of ``language``."""
    found = list[Passage]()
    for path in visible((settings.root / VOCABULARY_FOLDER).glob("*.csv")):
        file = shown_path(path, settings.root)
        found += [
            label_passage(row[language], line, file) for line, row in records_of(path, [CODE, *settings.languages])
        ]
    for path in visible((book_locale(settings.root) / language).rglob("*.po")):
        file = shown_path(path, settings.root)
        found += [label_passage(_MARKUP.sub(" ", text), line, file) for line, text in translations_in(path)]
    return found


def scope_of(node: nodes.Element) -> str:
    """Return the scope of a block of prose; empty where it is none of the book's own."""
    around = [node, *ancestors(node)]
    if any(isinstance(each, nodes.block_quote) or language_of(each.get("classes", ())) for each in around):
        return ""
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section | nodes.document):
        return IN_HEADING
    if isinstance(node, nodes.title | nodes.caption | nodes.rubric):
        return CAPTION
    scopes = {nodes.entry: IN_TABLE, nodes.list_item: IN_LIST}
    known = (scope for kind, scope in scopes.items() if any(isinstance(each, kind) for each in around))
    return next(known, IN_PARAGRAPH)


@dataclass
class _Signs:
    """The signs of a passage, gathered node by node."""

    text: str = ""
    foreign: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def add(self, children: Any) -> None:
        for node in children:
            begin = len(self.text)
            if isinstance(node, nodes.Text):
                self.text += str(node)
            elif node.get(TYPED):
                role, _, typed = node[TYPED].partition(" ")
                if role == NUMBER.name:
                    self.text += f"{{{role}}}"
                    self.numbers.append(typed)
            elif isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
                self.text += f"{{{node['reftype']}}}" if node.get("refdomain") == "std" else ""
            elif isinstance(node, _NO_WORDS):
                self.text += " "
            elif not (isinstance(node, nodes.reference) and node.astext() == node.get("refuri")):
                self.text += " " if isinstance(node, nodes.subtitle) else ""
                self.add(node.children)
                if language_of(node.get("classes", ())):
                    self.foreign.append((begin, len(self.text)))

    def passage(self, scope: str, file: str, line: int) -> Passage:
        """Return the passage, in which any space is a single one."""
        places, breaks, whole = [], [], ""
        for sign in self.text:
            places.append(len(whole))
            if sign == "\n":
                breaks.append(len(whole))
            if not sign.isspace():
                whole += sign
            elif whole and whole[-1] != " ":
                whole += " "
        places.append(len(whole))
        words = list(whole)
        emptied = [(begin + 1, end - 1) for begin, end in quotations(whole)]
        for begin, end in (*emptied, *((places[begin], places[end]) for begin, end in self.foreign)):
            words[begin:end] = _EMPTIED * (end - begin)
        return Passage(scope, line, "".join(words), whole, tuple(breaks), tuple(self.numbers), file)


def place_in(node: nodes.Element, document: nodes.document) -> tuple[str, int]:
    """Return file and line of a block.

    Cells of a table in Markdown know no line of their own; its rows are lines that follow one another.
    """
    file, line = place_of(node, document)
    if isinstance(node.parent, nodes.entry):
        row = node.parent.parent
        table = row.parent.parent.parent
        # Both have the same line: none, or that of the last directive before the table; in what a notebook made, that of the table.
        if node.line == row.line != table.line:
            line = place_of(table, document)[1]
            line += 2 + row.parent.index(row) if isinstance(row.parent, nodes.tbody) else 0
    return file, line


# „ is closed by “ in German and Russian, by ” in Polish and Kazakh print; “ opens in English.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"'}


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where each quotation of ``text`` that is in no other begins and ends, its marks included."""
    opened, closed = list[tuple[str, int]](), list[tuple[int, int]]()
    if _CLOSERS.keys().isdisjoint(text):
        return closed
    for place, sign in enumerate(text):
        before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
        is_apostrophe = before.isalpha() and (sign == "‘" or (sign == "’" and after.isalpha()))
        begins = sign in '“"' and (not before or before.isspace() or before in "([")
        # A mark closes the innermost that it fits; what was left open within goes with it.
        fitting = (number for number in reversed(range(len(opened))) if sign in _CLOSERS[opened[number][0]])
        fits = None if is_apostrophe or begins else next(fitting, None)
        if fits is not None:
            _, begin = opened[fits]
            closed = [*((first, last) for first, last in closed if first < begin), (begin, place + 1)]
            del opened[fits:]
        elif sign in _CLOSERS and not is_apostrophe:
            opened.append((sign, place))
    return closed
