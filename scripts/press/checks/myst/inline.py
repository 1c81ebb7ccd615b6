"""Read the text of a paragraph, heading, cell or caption: which of its signs are words to a reader, and which roles it has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token

from press.checks.myst.html import entity, html_words
from press.checks.myst.parser import SPAN
from press.core.formats import language_of
from press.core.registry import Registry
from press.notebooks.kinds import NUMBER

# The kinds of what a role names: a place to go to, a work; others name something of the book, such as a number.
PLACE, WORK = "place", "work"
# Roles whose text is a name, not words; in ``text <name>`` only the name is one. Each has the kind of what it names.
_OWN = dict.fromkeys(("ref", "doc", "numref", "eq", "download", "term"), PLACE) | {
    NUMBER.name: "number",
    **dict.fromkeys(("cite", "footcite"), WORK),
}
TARGET_ROLES: Registry[str] = Registry("role that names something", _OWN)
_CODE_ROLES = {"code", "literal", "math", "kbd", "samp", "file", "command", "program"}
_TARGET = re.compile(r"<(?P<target>[^<>]*)>\s*$")
_ADDRESS = re.compile(r"(?:https?|mailto):[^\s)>\]]+")
# Where words in brackets begin that have attributes: ``[words]{.class}``.
SPAN_OPEN = "span_open"


def is_target_role(role: str) -> bool:
    """Return whether the text of ``role`` names something instead of being printed."""
    return named_by(role) != ""


def named_by(role: str) -> str:
    """Return the kind of what the text of ``role`` names; nothing where it is printed."""
    return TARGET_ROLES.get(role) or TARGET_ROLES.get(role.partition(":")[0]) or ""


@dataclass(frozen=True)
class Piece:
    """A token of a text: its ``kind`` (of markdown-it), what stands in it, and where in the source it begins and ends.

    ``name`` is that of a role, the label of a footnote, the title of a link or picture, the classes and the ``#label`` of a span;
    ``target`` where a link leads within the book or which file a picture is, ``label`` what attributes call any other piece, ``language``
    that of its words by its class, if it has one.
    """

    kind: str
    content: str
    begin: int
    end: int
    name: str = ""
    target: str = ""
    label: str = ""
    language: str = ""


@dataclass(frozen=True)
class Role:
    """A role with its text, as typed, its line, and what is typed ``after`` it."""

    name: str
    text: str
    line: int
    after: str = field(default="", compare=False)

    @property
    def target(self) -> str:
        """Return the name in ``words <name>``; empty where the text has none."""
        found = _TARGET.search(self.text)
        return found["target"] if found else ""


@dataclass(frozen=True)
class Text:
    """A stretch of running text that begins at ``line``, as it was typed (``source``) and in ``pieces``."""

    line: int
    source: str
    pieces: tuple[Piece, ...]

    def line_at(self, place: int) -> int:
        """Return the line of the sign at ``place`` of the source."""
        return self.line + bisect_left(self._ends, place)

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.source)]

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles in their order."""
        found = (piece for piece in self.pieces if piece.kind == "myst_role")
        return tuple(
            Role(piece.name, piece.content, self.line_at(piece.begin), self.source[piece.end :]) for piece in found
        )

    @cached_property
    def footnotes(self) -> tuple[str, ...]:
        """Return the labels of the footnotes that it refers to."""
        return tuple(piece.name for piece in self.pieces if piece.kind == "footnote_ref")

    @cached_property
    def spans(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return line and classes of the words in brackets."""
        return tuple((line, tuple(name for name in names if name[0] != "#")) for line, names in self._brackets())

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the words in brackets: ``[words]{#label}``."""
        return tuple(name[1:] for _, names in self._brackets() for name in names if name[0] == "#")

    def _brackets(self) -> Iterator[tuple[int, list[str]]]:
        found = (piece for piece in self.pieces if piece.kind == SPAN_OPEN)
        return ((self.line_at(piece.begin), piece.name.split()) for piece in found)

    @cached_property
    def words(self) -> str:
        """Return the source with all that is no word to a reader blanked, so that each word stands where it was typed.

        An entity that stands for a digit (``&frac12;``) is as many zeros.
        """
        shown = [sign if sign == "\n" else " " for sign in self.source]
        for piece in self.pieces:
            for begin, words in _WORDS.get(piece.kind, _no_words)(piece, self.source):
                shown[begin : begin + len(words)] = words
        return _ADDRESS.sub(lambda match: " " * len(match[0]), "".join(shown))


Words = Iterator[tuple[int, str]]


def _no_words(piece: Piece, source: str) -> Words:
    yield from ()


def _as_typed(piece: Piece, source: str) -> Words:
    """Yield text, but no sign that became emphasis together with another one."""
    if piece.content:
        yield piece.begin, source[piece.begin : piece.end]


def _escaped(piece: Piece, source: str) -> Words:
    """Yield what an escape shows, or zeros for an entity that is a digit."""
    typed = source[piece.begin : piece.end]
    if typed.startswith("&"):
        yield piece.begin, entity(typed)
    else:
        yield piece.end - len(piece.content), piece.content


def _of_role(piece: Piece, source: str) -> Words:
    """Yield the words of a role: all of a printed one, what stands before ``<target>`` of another."""
    target = _TARGET.search(piece.content)
    if piece.name in _CODE_ROLES or (is_target_role(piece.name) and not target):
        return
    begin = source.index("}", piece.begin) + 1
    begin += len(source[begin : piece.end]) - len(source[begin : piece.end].lstrip("`"))
    yield begin, source[begin : begin + (target.start() if target else len(piece.content))]


def _title(piece: Piece, source: str) -> Words:
    """Yield the title of a link or picture."""
    begin = source.rfind(piece.name, piece.begin, piece.end) if piece.name else -1
    if begin >= 0:
        yield begin, source[begin : begin + len(piece.name)]


def _of_html(piece: Piece, source: str) -> Words:
    yield from ((piece.begin + place, words) for place, words in html_words(source[piece.begin : piece.end]))


_WORDS = {
    "text": _as_typed,
    "text_special": _escaped,
    "myst_role": _of_role,
    "link_open": _title,
    "image": _title,
    "html_inline": _of_html,
}


def pieces_of(tokens: Sequence[Token], offset: int = 0) -> Iterator[Piece]:
    """Yield the pieces of ``tokens`` whose source begins at ``offset``, those within the alternatives of pictures as well."""
    is_address = False
    for token in tokens:
        begin, end = (offset + place for place in token.meta[SPAN])
        # The text of <https://...> is no prose.
        if not is_address:
            language = language_of(str(token.attrs.get("class", "")).split())
            yield Piece(token.type, token.content, begin, end, _name(token), _target(token), _label(token), language)
        if token.type == "image":
            yield from pieces_of(token.children or [], begin + len("!["))
        is_address = token.type == "link_open" and token.info == "auto"


def _name(token: Token) -> str:
    if token.type == SPAN_OPEN:
        label = [f"#{token.attrs['id']}"] if "id" in token.attrs else []
        return " ".join([*label, str(token.attrs.get("class", ""))]).strip()
    return str(token.meta.get("name") or token.meta.get("label") or token.attrs.get("title") or "")


def _target(token: Token) -> str:
    """Return where a link leads as typed, unless its author says that it is external; of a picture its file."""
    is_outside = token.info == "auto" or "external" in str(token.attrs.get("class", "")).split()
    return "" if is_outside else str(token.attrs.get("href") or token.attrs.get("src") or "")


def _label(token: Token) -> str:
    return "" if token.type == SPAN_OPEN else str(token.attrs.get("id") or "")


def as_text(line: int, source: str, kind: str = "text") -> Text:
    """Return a text that is one piece, of which nothing is markup."""
    return Text(line, source, (Piece(kind, source, 0, len(source)),))
