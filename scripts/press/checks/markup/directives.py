"""Note what a directive names, where it leads and which pictures it shows, by its argument and its options."""

from __future__ import annotations

import re
from collections.abc import Callable

from press.checks.markup.outline import (
    ANY,
    DOWNLOAD,
    EQUATION,
    INCLUDE,
    LABELLED,
    PROOF,
    TERM,
    Heading,
    Outline,
    Picture,
)
from press.checks.markup.syntax import Read
from press.checks.myst.block import Block
from press.checks.myst.directive import Directive

# What is on pages alone needs no alternative in print.
ONLY_PAGES = "only-html"
_PICTURES = ("img-top", "img-bottom", "img-background")
# Options by which an included file is no Markdown, and by which it is not included as a whole.
_AS_TYPED = {"literal", "code", "parser"}
_IN_PART = {"start-line", "end-line", "start-after", "end-before", "relative-docs", "relative-images"}


def note_directive(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    """Note in the ``outline`` what the ``directive`` of a ``block`` brings, as it was ``read``."""
    name = directive.name.lower()
    if name in _NAMING:
        _NAMING[name](outline, block, directive, read)
    _note_options(outline, directive, read)


def _note_options(outline: Outline, directive: Directive, read: Read) -> None:
    lines = {option.key: option.line for option in directive.options}
    label = read.options.get("name")
    if label:
        outline.name(LABELLED, str(label), lines.get("name", directive.line))
    label = read.options.get("label")
    if directive.name == "math":
        label = label or read.options.get("name")
    if label:
        kind = EQUATION if directive.name == "math" else PROOF if directive.name.startswith("prf:") else LABELLED
        outline.name(kind, str(label), lines.get("label", directive.line))
    _card(outline, directive, read)


def _card(outline: Outline, directive: Directive, read: Read) -> None:
    """Note where a card of sphinx-design leads, and its pictures."""
    role = str(read.options.get("link-type", "url"))
    if "link" in read.options and role in ("ref", "doc", ANY):
        target = str(read.options["link"])
        outline.refer(role, target, directive.line, is_worded="link-alt" in read.options)
    for name in _PICTURES:
        if name in read.options:
            alternative = str(read.options.get("img-alt") or "")
            outline.pictures.append(Picture(str(read.options[name]), directive.line, alternative))


def _button(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    role = str(read.options.get("ref-type") or ANY)
    if role in ("ref", "doc", ANY):
        outline.refer(role, directive.argument, directive.line, is_worded=bool(directive.body.strip()))


def _picture(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    asks = ONLY_PAGES not in (*block.within, *directive.classes)
    alternative = str(read.options.get("alt") or "").strip() if asks else None
    if directive.argument:
        outline.pictures.append(Picture(directive.argument, directive.line, alternative))


def _figure_md(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    if directive.argument:
        outline.name(LABELLED, directive.argument.split()[0], directive.line)


def _include(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    if _AS_TYPED.isdisjoint(read.options):
        # Of a part of a file it is not known what it names.
        outline.refer(INCLUDE, directive.argument, directive.line, is_worded=_IN_PART.isdisjoint(read.options))
        outline.headings.append(Heading(directive.line, 0, "", is_section=True))
    else:
        outline.refer(DOWNLOAD, directive.argument, directive.line, is_worded=True)


def _included_code(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    outline.refer(DOWNLOAD, directive.argument, directive.line, is_worded=True)


def _glossary(outline: Outline, block: Block, directive: Directive, read: Read) -> None:
    for number, line in enumerate(directive.body.split("\n"), start=directive.body_line):
        if line.strip() and not line[0].isspace() and not line.startswith(".. "):
            outline.name(TERM, re.sub(r"[*_`]", "", re.split(r" +: +", line)[0]), number)


_NAMING: dict[str, Callable[[Outline, Block, Directive, Read], None]] = {
    "image": _picture,
    "figure": _picture,
    "figure-md": _figure_md,
    "include": _include,
    "literalinclude": _included_code,
    "glossary": _glossary,
    "button-ref": _button,
}
