"""Walk through the tokens of MyST's own parser and make blocks of them, the bodies of directives parsed in their turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from markdown_it.token import Token

from press.checks.myst.block import (
    CELL,
    CODE,
    COMMENT,
    DIRECTIVE,
    FRONT,
    GLOSSARY,
    HEAD,
    HEADING,
    HTML,
    ITEM,
    LABEL,
    MATH,
    PARAGRAPH,
    ROW,
    SUBSTITUTION,
    TERMS,
    UNCOUNTED,
    Block,
)
from press.checks.myst.directive import Directive, is_closed, read_directive
from press.checks.myst.inline import Text, as_text, pieces_of
from press.checks.myst.parser import markdown_parser
from press.core.text import lines_of


@dataclass(frozen=True)
class _Place:
    """The place of a token in the file."""

    line: int
    end: int
    is_quoted: bool
    within: tuple[str, ...]
    is_listed: bool

    def block(self, kind: str, **fields: Any) -> Block:
        """Return a block that stands there."""
        return Block(kind, **{**asdict(self), **fields})


class Reader:
    """Reads a chapter; labels of footnotes and links are known in all of it."""

    def __init__(self, extensions: Sequence[str]) -> None:
        self.parser = markdown_parser(extensions)
        self._known: dict[str, Any] = {}

    def read(self, text: str, first: int, is_quoted: bool = False, within: tuple[str, ...] = ()) -> Iterator[Block]:
        """Yield the blocks of ``text``, which begins at the line ``first``, each with the labels that stand before it."""
        walk = _Walk(self, lines_of(text), first, is_quoted, within)
        pending: list[Block] = []
        for token in self.parser.parse(text, self._known):
            for block in walk.blocks(token):
                if block.kind == LABEL:
                    pending.append(block)
                elif pending and block.kind not in UNCOUNTED:
                    yield replace(block, line=pending[0].line, labels=_labels(*pending, block))
                    pending = []
                else:
                    yield block
        if pending:
            yield replace(pending[0], labels=_labels(*pending))

    def text(self, token: Token, line: int) -> Text:
        """Return the text of an inline token."""
        return Text(line, token.content, tuple(pieces_of(token.children or [])))

    def line_of_text(self, source: str, line: int) -> Text:
        """Return the text of one line that is no paragraph of its own: a title, a caption."""
        (token,) = self.parser.parseInline(source, self._known)
        return self.text(token, line)


def _labels(*blocks: Block) -> tuple[str, ...]:
    return tuple(label for block in blocks for label in block.labels)


class _Walk:
    """Goes through the tokens of a text in their order, and knows within what each stands."""

    def __init__(self, reader: Reader, lines: list[str], first: int, is_quoted: bool, within: tuple[str, ...]) -> None:
        self._reader, self._lines, self._first, self._within = reader, lines, first, within
        self._quotes, self._lists = int(is_quoted), 0
        self._kind, self._level, self._footnote = PARAGRAPH, 0, ""
        self._ids: tuple[str, ...] = ()
        self._list_of_terms, self._term = "", ""

    def blocks(self, token: Token) -> Iterator[Block]:
        """Yield the blocks that begin with ``token``."""
        begin, end = token.map or (0, 0)
        first, last = self._first + begin, self._first + max(end - 1, begin)
        place = _Place(first, last, self._quotes > 0, self._within, self._lists > 0)
        if token.type == "inline":
            yield from self._inline(token, place)
        elif token.type in ("fence", "colon_fence"):
            yield from self._fence(token, place)
        elif token.type in _OTHERS:
            yield _OTHERS[token.type](token, place)
        elif token.type == "list_item_open" and token.info:
            yield place.block(ITEM, level=self._lists, source=token.info)
        elif token.type == "tr_open":
            yield place.block(self._kind, source=self._lines[begin])
        else:
            self._enter(token)

    def _enter(self, token: Token) -> None:
        """Note what begins or ends with ``token``."""
        self._ids += _ids(token)
        name, _, side = token.type.rpartition("_")
        if name == "blockquote":
            self._quotes += token.nesting
        elif name in ("ordered_list", "bullet_list"):
            self._lists += token.nesting
        elif name == "dl":
            self._list_of_terms = GLOSSARY if GLOSSARY in str(token.attrs.get("class", "")).split() else TERMS
        elif name == "dt":
            self._term = self._list_of_terms if side == "open" else ""
        elif name in _KINDS:
            self._kind = _KINDS[name] if side == "open" else PARAGRAPH
            self._level = int(token.tag[1:]) if name == "heading" else 0
        elif token.type == "footnote_reference_open":
            self._footnote = str(token.meta["label"])

    def _inline(self, token: Token, place: _Place) -> Iterator[Block]:
        text = self._reader.text(token, place.line)
        kind = CELL if self._kind in (HEAD, ROW) else self._kind
        fields = {"level": self._level, "footnote": self._footnote, "ids": self._ids, "term": self._term}
        yield place.block(kind, texts=(text,), **fields)
        self._footnote, self._ids = "", ()

    def _fence(self, token: Token, place: _Place) -> Iterator[Block]:
        begin, end = token.map or (0, 0)
        open_fence = "" if is_closed(token.markup, self._lines[begin:end]) else token.markup
        directive = read_directive(token.info, token.content, place.line)
        if directive:
            yield from self._directive(directive, place, open_fence)
            return
        source = f"{token.markup}{token.info.strip()}"
        yield place.block(CODE, source=source, open_fence=open_fence, ids=_ids(token))
        if token.type == "colon_fence":
            # A block of the class that follows its colons.
            within = (*place.within, token.info.strip() or DIV)
            yield from self._reader.read(token.content, place.line + 1, place.is_quoted, within)

    def _directive(self, directive: Directive, place: _Place, open_fence: str) -> Iterator[Block]:
        texts = [self._reader.line_of_text(words, line) for line, words in directive.printed]
        if directive.plain:
            texts.append(as_text(directive.body_line, directive.body, directive.plain))
        # Of a directive with Markdown in it only the head is a block of its own.
        head = replace(place, end=directive.body_line - 1) if directive.is_markdown else place
        yield head.block(DIRECTIVE, texts=tuple(texts), directive=directive, open_fence=open_fence)
        if directive.is_markdown:
            around = (*place.within, directive.name, *directive.classes)
            yield from self._reader.read(directive.body, directive.body_line, place.is_quoted, around)


_KINDS = {"heading": HEADING, "thead": HEAD, "tbody": ROW}
# What a block of colons without a name is within.
DIV = "div"


def _ids(token: Token) -> tuple[str, ...]:
    return (str(token.attrs["id"]),) if "id" in token.attrs else ()


def _html(token: Token, place: _Place) -> Block:
    is_comment = re.fullmatch(r"\s*<!--.*-->\s*", token.content, re.DOTALL) is not None
    return place.block(COMMENT if is_comment else HTML, texts=(as_text(place.line, token.content, "html_inline"),))


def _math(token: Token, place: _Place) -> Block:
    return place.block(MATH, labels=(token.info,) if token.info else (), equation=token.info)


# What holds no Markdown, by the type of its token.
_OTHERS: dict[str, Callable[[Token, _Place], Block]] = {
    "front_matter": lambda token, place: place.block(FRONT, source=token.content),
    "myst_target": lambda token, place: place.block(LABEL, labels=(token.content,)),
    "myst_line_comment": lambda token, place: place.block(COMMENT, source=token.content),
    "substitution_block": lambda token, place: place.block(SUBSTITUTION, source=token.content),
    "code_block": lambda token, place: place.block(CODE),
    "html_block": _html,
    "math_block": _math,
    "math_block_label": _math,
    "amsmath": _math,
}
