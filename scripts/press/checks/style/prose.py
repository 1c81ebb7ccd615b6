"""Read prose as rules of style look at it: what readers read, quotations and words of another language emptied, and each number, reference or term a role by its name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from press.checks.myst.block import CELL, DIRECTIVE, HEADING, HTML, PARAGRAPH, Block
from press.checks.myst.inline import PLACE, Piece, Text, named_by
from press.checks.quotations import outermost
from press.core.formats import language_of
from press.directives.embeds import EMBEDS
from press.language.sentences import sentence_spans
from press.notebooks.kinds import NUMBER

# Names of Vale, and of press: captions with alternatives and titles, labels of codes and words of the interface.
TEXT, SENTENCE = "text", "sentence"
IN_PARAGRAPH, IN_HEADING, IN_LIST, IN_TABLE, CAPTION, LABEL = (
    "paragraph",
    "heading",
    "list",
    "table",
    "caption",
    "label",
)
SCOPES = (TEXT, SENTENCE, IN_PARAGRAPH, IN_HEADING, IN_LIST, IN_TABLE, CAPTION, LABEL)
# Directives other than embeds whose content is a caption.
_CAPTIONED = {"figure", "table", "list-table", "csv-table"}
# What has no width, and what stands for the words of a quotation or of another language.
_NOTHING, _EMPTIED = "\0", "\1"
_ROLE = re.compile(r"\{[a-z][\w:]*\}")


@dataclass(frozen=True)
class Passage:
    """A stretch of prose on one line, which begins on the ``line`` of its file; ``breaks`` are where the next lines begin.

    A role stands in it as ``{number}``. Of ``words`` the quotations are emptied, and what is said to be of another language; of ``whole``
    they are not. ``numbers`` are the texts of the roles that are numbers, in order.
    """

    scope: str
    line: int
    words: str
    whole: str
    breaks: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()

    def line_at(self, place: int) -> int:
        """Return the line of the sign at ``place``."""
        return self.line + bisect_right(self.breaks, place)

    def sentences(self, language: str) -> list[tuple[int, int]]:
        """Return where each of its sentences begins and ends."""
        # A sentence may begin with a number, in whatever words or figures it is.
        return sentence_spans(_ROLE.sub(lambda role: "0" * len(role[0]), self.whole), language)


def passages_in(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield the passages of chapters or cells of notebooks; what is quoted as a block is none."""
    for block in blocks:
        scope = scope_of(block)
        for text in block.texts if scope else ():
            yield passage_of(text, scope)


def scope_of(block: Block) -> str:
    """Return the scope of the texts of ``block``; empty where they are no prose of the book's own."""
    if block.is_quoted or language_of(block.within):
        return ""
    if block.kind == PARAGRAPH:
        captioned = (name for name in block.within if name in _CAPTIONED or name in EMBEDS)
        return CAPTION if any(captioned) else IN_LIST if block.is_listed else IN_PARAGRAPH
    return {HEADING: IN_HEADING, CELL: IN_TABLE, DIRECTIVE: CAPTION, HTML: IN_PARAGRAPH}.get(block.kind, "")


def label_passage(words: str, line: int) -> Passage:
    """Return the passage that is a label, which has no markup."""
    return _passage(LABEL, line, words)


def passage_of(text: Text, scope: str) -> Passage:
    """Return the passage that is ``text``."""
    signs, numbers = list(text.words), []
    for piece in text.pieces:
        if _is_shown(piece) and not "".join(signs[piece.begin : piece.end]).strip():
            name = f"{{{piece.name}}}"
            signs[piece.begin : piece.end] = name.ljust(piece.end - piece.begin, _NOTHING)
            numbers += [piece.content] if piece.name == NUMBER.name else []
    foreign = [(piece.begin, piece.end) for piece in text.pieces if piece.language]
    return _passage(scope, text.line, "".join(signs), tuple(numbers), foreign)


def _is_shown(piece: Piece) -> bool:
    """Return whether it is a role that is a word of its sentence, as marks and citations are not."""
    return piece.kind == "myst_role" and named_by(piece.name) in (PLACE, NUMBER.name)


def _passage(
    scope: str, line: int, signs: str, numbers: tuple[str, ...] = (), foreign: Sequence[tuple[int, int]] = ()
) -> Passage:
    shown: list[str] = []
    # Where the sign at a place is shown.
    places: list[int] = []
    breaks: list[int] = []
    for sign in signs:
        places.append(len(shown))
        if sign == "\n":
            breaks.append(len(shown))
        if not sign.isspace():
            shown += [sign] if sign != _NOTHING else []
        elif shown and shown[-1] != " ":
            shown.append(" ")
    whole, words = "".join(shown), list(shown)
    emptied = [(begin + 1, end - 1) for begin, end in outermost(whole)]
    for begin, end in (*emptied, *((places[begin], places[end - 1]) for begin, end in foreign)):
        words[begin:end] = _EMPTIED * (end - begin)
    return Passage(scope, line, "".join(words), whole, tuple(breaks), numbers)
