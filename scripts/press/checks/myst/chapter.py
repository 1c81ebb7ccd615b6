"""Read a chapter as its blocks, with what each says, names and labels: the one reader of MyST for all checks.

The chapter is parsed by MyST's own parser, in which mathematics, directives and their options, substitutions, comments,
code and HTML are what they are; the bodies of directives are parsed in their turn, and each block knows its line in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from press.checks.myst.directive import Directive, is_closed, read_directive
from press.checks.myst.inline import Role, Text, as_text, pieces_of
from press.checks.myst.parser import markdown_parser
from press.core.caches import stamped
from press.core.settings import CONFIG, Settings, load_yaml
from press.core.text import read_utf8
from press.data.sources import Sources

PARAGRAPH, HEADING, CELL, DIRECTIVE, CODE, MATH, HTML, SUBSTITUTION, COMMENT, ITEM, HEAD, ROW, LABEL, FRONT = (
    *("paragraph", "heading", "cell", "directive", "code", "math", "html", "substitution"),
    *("comment", "list number", "head of a table", "row", "label", "front matter"),
)
# Blocks that tell how the text stands there, and are none that a translation has to have as well.
UNCOUNTED = (COMMENT, ITEM, HEAD, ROW, FRONT)
# What Jupyter Book has MyST read where the settings name nothing else.
_EXTENSIONS = ("colon_fence", "dollarmath", "substitution", "tasklist")


# Blocks are read once for all checks: one is equal to itself alone, so that what was found in it can be kept by it.
@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, heading, cell of a table, head of a directive or the like, on the lines ``line`` to ``end``.

    ``texts`` is what readers read of it. Of a fence that nothing closes ``open_fence`` is the mark that began it. A ``source``
    have those of which it counts: rows, comments, substitutions, front matter, numbers of a list (whose ``level`` is how deep the
    list stands within others; that of a heading its own). ``within`` names the directives around it, each with its classes;
    ``is_listed`` is what stands in an item of a list.
    """

    kind: str
    line: int
    end: int
    texts: tuple[Text, ...] = ()
    level: int = 0
    is_quoted: bool = False
    within: tuple[str, ...] = ()
    is_listed: bool = False
    directive: Directive | None = None
    labels: tuple[str, ...] = ()
    footnote: str = ""
    source: str = ""
    open_fence: str = ""

    @property
    def roles(self) -> list[Role]:
        """The roles of all its texts."""
        return [role for text in self.texts for role in text.roles]


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language, by its ``path`` (from the root) and its ``name`` (from the folder of the language)."""

    language: str
    name: str
    path: Path
    source: str
    blocks: tuple[Block, ...]


def read_chapters(sources: Sources) -> Iterator[Chapter]:
    """Yield every chapter, language by language."""
    extensions = extensions_of(sources.settings)
    for language, names in sources.chapters.items():
        for name in names:
            path = Path(sources.settings.book, language, name)
            source = read_utf8(sources.root / path)
            yield Chapter(language, name, path, source, read_blocks(source, extensions))


def extensions_of(settings: Settings) -> tuple[str, ...]:
    """Return the extensions of MyST that the book names."""
    parse = load_yaml(settings.root / CONFIG).get("parse")
    named = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return tuple(str(name) for name in named) if isinstance(named, list) else _EXTENSIONS


@stamped
def read_blocks(text: str, extensions: tuple[str, ...]) -> tuple[Block, ...]:
    """Return the blocks of the Markdown ``text`` as MyST reads it with its ``extensions``, in the order of their lines."""
    return tuple(_Reader(extensions).read(text, 1))


@dataclass(frozen=True)
class _Place:
    """Where a token stands in the file."""

    line: int
    end: int
    is_quoted: bool
    within: tuple[str, ...]
    is_listed: bool

    def block(self, kind: str, **fields: Any) -> Block:
        """Return a block that stands there."""
        return Block(kind, **{**asdict(self), **fields})


class _Reader:
    """Reads a chapter; labels of footnotes and links are known in all of it."""

    def __init__(self, extensions: Sequence[str]) -> None:
        self.parser = markdown_parser(extensions)
        self._known: dict[str, Any] = {}

    def read(self, text: str, first: int, is_quoted: bool = False, within: tuple[str, ...] = ()) -> Iterator[Block]:
        """Yield the blocks of ``text``, which begins at the line ``first``, each with the labels that stand before it."""
        walk = _Walk(self, text.split("\n"), first, is_quoted, within)
        waiting: list[Block] = []
        for token in self.parser.parse(text, self._known):
            for block in walk.blocks(token):
                if block.kind == LABEL:
                    waiting.append(block)
                elif waiting and block.kind not in UNCOUNTED:
                    yield replace(block, line=waiting[0].line, labels=_labels(*waiting, block))
                    waiting = []
                else:
                    yield block
        if waiting:
            yield replace(waiting[0], labels=_labels(*waiting))

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

    def __init__(self, reader: _Reader, lines: list[str], first: int, is_quoted: bool, within: tuple[str, ...]) -> None:
        self._reader, self._lines, self._first, self._within = reader, lines, first, within
        self._quotes, self._lists = int(is_quoted), 0
        self._kind, self._level, self._footnote = PARAGRAPH, 0, ""
        self._cells: list[Text] = []

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
        name, _, side = token.type.rpartition("_")
        if name == "blockquote":
            self._quotes += token.nesting
        elif name in ("ordered_list", "bullet_list"):
            self._lists += token.nesting
        elif name in _KINDS:
            self._kind = _KINDS[name] if side == "open" else PARAGRAPH
            self._level = int(token.tag[1:]) if name == "heading" else 0
        elif token.type == "footnote_reference_open":
            self._footnote = str(token.meta["label"])

    def _inline(self, token: Token, place: _Place) -> Iterator[Block]:
        text = self._reader.text(token, place.line)
        kind = CELL if self._kind in (HEAD, ROW) else self._kind
        yield place.block(kind, texts=(text,), level=self._level, footnote=self._footnote)
        self._footnote = ""

    def _fence(self, token: Token, place: _Place) -> Iterator[Block]:
        begin, end = token.map or (0, 0)
        open_fence = "" if is_closed(token.markup, self._lines[begin:end]) else token.markup
        directive = read_directive(token.info, token.content, place.line)
        if directive:
            yield from self._directive(directive, place, open_fence)
            return
        yield place.block(CODE, source=f"{token.markup}{token.info.strip()}", open_fence=open_fence)
        if token.type == "colon_fence":
            yield from self._reader.read(token.content, place.line + 1, place.is_quoted, place.within)

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


def _html(token: Token, place: _Place) -> Block:
    is_comment = re.fullmatch(r"\s*<!--.*-->\s*", token.content, re.DOTALL) is not None
    return place.block(COMMENT if is_comment else HTML, texts=(as_text(place.line, token.content, "html_inline"),))


def _math(token: Token, place: _Place) -> Block:
    return place.block(MATH, labels=(token.info,) if token.info else ())


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
