"""Gather the outline of a text from its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from myst_parser.mdit_to_docutils.base import default_slugify

from press.checks.markup.directives import ONLY_PAGES, note_directive
from press.checks.markup.kinds import Catalogue
from press.checks.markup.outline import (
    ANY,
    DOWNLOAD,
    EQUATION,
    LABELLED,
    LINK,
    TERM,
    Heading,
    Outline,
    Picture,
    near,
)
from press.checks.markup.syntax import Misuse, read_as_myst
from press.checks.myst.block import (
    CELL,
    CODE,
    FRONT,
    GLOSSARY,
    HEADING,
    HTML,
    LABEL,
    MATH,
    PARAGRAPH,
    Block,
)
from press.checks.myst.directive import Directive
from press.checks.myst.inline import Piece, Role, Text

# Roles that name something within the book, by all their names.
_ROLES = {"std:ref": "ref", "std:numref": "numref", "std:doc": "doc", "std:term": "term"} | {
    role: role for role in ("ref", "numref", "doc", "term", "eq", "prf:ref", DOWNLOAD, ANY)
}
_EXPLICIT = re.compile(r"^(.+?)\s*(?<!\x00)<(?P<target>.*?)>$", re.DOTALL)
_RST_ROLE = re.compile(r"\brole::\s*([\w-]+)")
# Blocks that MyST has before something that has no title to print.
_UNTITLED = (PARAGRAPH, CELL, MATH, LABEL, HTML)
_NOT_READ = ("code-cell", "raw-cell", "eval-rst")
# The name of a role at the end of a text that code follows, if it is written as in MyST, but for the space.
_APART = re.compile(r"(?<!\\)\{(?P<name>[\w:.+-]++)\}\s++\Z")
# What HTML loads from another host.
_LOADED = re.compile(
    r"""<(?:img|image|source|audio|video|track)\b[^<>]*?\s(?:src|srcset|poster|(?:xlink:)?href)\s*=\s*["']?\s*(?P<address>(?:https?:)?//[^\s"'<>]+)""",
    re.IGNORECASE,
)


def outline_of(blocks: Sequence[Block], catalogue: Catalogue) -> Outline:
    """Return the outline of a text."""
    return _Outliner(catalogue, _local_roles(blocks)).outline(blocks)


def _local_roles(blocks: Sequence[Block]) -> set[str]:
    """Return the roles that a text defines for itself."""
    found = [block.directive for block in blocks if block.directive]
    own = {directive.argument.partition("(")[0].strip() for directive in found if directive.name == "role"}
    return own.union(*(_RST_ROLE.findall(directive.body) for directive in found if directive.name == "eval-rst"))


class _Outliner:
    def __init__(self, catalogue: Catalogue, roles: set[str]) -> None:
        self._catalogue, self._roles = catalogue, catalogue.roles | roles
        self._found = Outline()

    def outline(self, blocks: Sequence[Block]) -> Outline:
        self._found.starts = sorted({block.line for block in blocks})
        for block in blocks:
            if block.kind == FRONT or self._is_opaque(block):
                self._found.hide(block.source, *(text.source for text in block.texts))
                continue
            self._labels(block)
            if block.directive:
                self._directive(block, block.directive)
            if block.kind == HEADING:
                self._heading(block)
            if block.kind == HTML:
                self._found.hide(*(text.source for text in block.texts))
            if block.kind == CODE:
                self._plain_block(block)
            for text in block.texts:
                self._text(text, block)
        return self._found

    def _is_opaque(self, block: Block) -> bool:
        """Return whether it stands in a directive that does not read Markdown, as far as can be seen."""
        kinds = (self._catalogue.directives.get(name) for name in block.within)
        return any(kind is not None and not kind.parses for kind in kinds)

    def _labels(self, block: Block) -> None:
        is_untitled = block.kind in _UNTITLED and not block.term
        for label in block.labels:
            if label != block.equation:
                self._found.name(LABELLED, label, block.line, is_untitled=is_untitled)
        for label in block.ids:
            self._found.name(LABELLED, label, block.line, is_untitled=block.kind != HEADING)
        if block.equation:
            self._found.name(EQUATION, block.equation, block.line)
        if block.term == GLOSSARY:
            self._found.name(TERM, _plain(block), block.line)

    def _plain_block(self, block: Block) -> None:
        """Note a block of colons that has the name of a directive as its class: it is legal, and not what was meant."""
        name = block.source.strip(":").split(" ")[0]
        if block.source.startswith(":") and name.lower() in self._catalogue.directives:
            message = f"'{block.source}' is no directive, but a block of the class '{name}'; write it as :::{{{name}}}"
            self._found.misuses.append(Misuse(block.line, message, stops=False))

    def _heading(self, block: Block) -> None:
        is_section = not (block.within or block.is_listed or block.is_quoted)
        self._found.headings.append(Heading(block.line, block.level, default_slugify(_plain(block)), is_section))

    def _directive(self, block: Block, directive: Directive) -> None:
        name = directive.name.lower()
        kind = self._catalogue.directives.get(name)
        if kind is None:
            message = f"there is no directive '{directive.name}'; {near(name, self._catalogue.directives)}correct the name within the braces"
            self._found.misuses.append(Misuse(block.line, message, "myst.directive_unknown"))
            self._found.hide(directive.argument, directive.body, *directive.head)
            return
        if name in _NOT_READ or not directive.is_markdown or not kind.parses:
            self._found.hide(directive.body)
        if name in _NOT_READ:
            self._found.hide(*directive.head)
            return
        read = read_as_myst(directive, kind)
        self._found.misuses += read.misuses
        if kind.brings_labels or not kind.where:
            self._found.hide(directive.argument, *directive.head)
        # What directives of a book name by their argument is called so, as far as is known.
        self._found.words.add(f"{name}-{directive.argument.lower()}")
        note_directive(self._found, block, directive, read)

    def _text(self, text: Text, block: Block) -> None:
        for label in text.labels:
            self._found.name(LABELLED, label, block.line, is_untitled=True)
        for role in text.roles:
            self._role(role)
        for piece in text.pieces:
            line = text.line_at(piece.begin)
            if piece.label:
                self._found.name(LABELLED, piece.label, line, is_untitled=True)
            if piece.kind == "image":
                asks = ONLY_PAGES not in block.within
                picture = Picture(
                    unquote(piece.target), line, piece.content.strip() if asks else None, is_markdown=True
                )
                self._found.pictures.append(picture)
            elif piece.kind == "link_open" and (piece.target or text.source[piece.begin : piece.end].endswith("]()")):
                is_worded = text.source[piece.begin : piece.begin + 2] != "[]"
                self._found.refer(LINK, unquote(piece.target), line, is_worded=is_worded)
            elif piece.kind == "html_inline":
                self._found.hide(piece.content)
                for found in _LOADED.finditer(piece.content):
                    line = text.line_at(piece.begin + found.start())
                    self._found.pictures.append(Picture(found["address"], line, None))
            elif piece.kind == "code_inline":
                self._role_apart(text, piece)

    def _role_apart(self, text: Text, code: Piece) -> None:
        """Note a role with a space before its text, which would be published as typed."""
        apart = _APART.search(text.source, max(text.source.rfind("{", 0, code.begin), 0), code.begin)
        if apart and apart["name"].lower() in self._roles:
            message = f"a space stands between {{{apart['name']}}} and its text, so that it is no role; write {{{apart['name']}}}`{code.content}`"
            self._found.misuses.append(Misuse(text.line_at(apart.start()), message))

    def _role(self, role: Role) -> None:
        name = role.name.lower()
        if name not in self._roles:
            message = f"there is no role '{role.name}'; {near(name, self._roles)}correct the name within the braces"
            self._found.misuses.append(Misuse(role.line, message, "myst.role_unknown"))
        if name not in _ROLES or role.text.startswith("!"):
            return
        explicit = _EXPLICIT.match(role.text)
        target = (explicit["target"] if explicit else role.text).strip()
        self._found.refer(_ROLES[name], target, role.line, is_worded=explicit is not None)


def _plain(block: Block) -> str:
    """Return the text of a heading or term without markup, as MyST takes it for a name."""
    pieces = (piece for text in block.texts for piece in text.pieces)
    return "".join(piece.content for piece in pieces if piece.kind in ("text", "text_special", "code_inline"))
