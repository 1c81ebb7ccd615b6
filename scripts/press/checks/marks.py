"""Collect what a block of a chapter has to share with its counterpart in other languages: roles, embeds, labels, footnotes, who speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from press.checks.myst.block import HEADING, SUBSTITUTION, UNCOUNTED, Block
from press.checks.myst.directive import PRINTED_OPTIONS, Directive
from press.checks.myst.inline import PLACE, WORK, Role, Text, is_target_role, named_by
from press.checks.usages import AROUND_CITATION, CITATION
from press.directives.components.names import COMPONENTS, EDITORS
from press.notebooks.kinds import NUMBER

# Options that change what is stated: a hedge in one edition only is another statement. The others are matters of the
# language: where a month has to be declined, its name is written and the year alone comes from the role.
_SHARED_OPTIONS = ("approx", "noun", "digits")
# Sentences that differ need not count the same noun.
_SECTION_OPTIONS = ("approx", "digits")


def comparable_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that have a counterpart in other languages: all that is printed."""
    return [block for block in blocks if block.kind not in UNCOUNTED]


def marks(block: Block) -> tuple[str, ...]:
    """Return what the block shares with its counterpart, in any order."""
    found = [_role_mark(role) for role in block.roles]
    found += [f"label {label}" for label in _labels(block)]
    found += _directive_marks(block.directive) if block.directive else []
    found += [f"footnote {label}" for text in block.texts for label in text.footnotes]
    found += [f"text of footnote {block.footnote}"] if block.footnote else []
    found += [f"heading {block.level}"] if block.kind == HEADING else []
    found += [f"substitution {block.source}"] if block.kind == SUBSTITUTION else []
    found += [EDITORS for text in block.texts for _ in remarks_in(text)]
    return tuple(sorted(found))


def remarks_in(text: Text) -> Iterator[int]:
    """Yield the lines on which the editors begin to speak within ``text``."""
    yield from (line for line, classes in text.spans if EDITORS in classes)


def _labels(block: Block) -> Iterator[str]:
    """Yield the labels before a block, and those of words in it."""
    yield from block.labels
    yield from (label for text in block.texts for label in text.labels)


def section_marks(block: Block, *, is_head: bool = False) -> Iterator[tuple[str, int]]:
    """Yield what ``block`` gives to its section to share, with its line; paragraphs are free, and so is what leads elsewhere.

    Of a heading, only the one that a section begins with counts.
    """
    yield from ((f"label {label}", block.line) for label in _labels(block))
    yield from [(f"heading {block.level}", block.line)] if is_head else []
    for role in block.roles:
        yield from ((mark, role.line) for mark in _section_role_marks(role))
    yield from ((EDITORS, line) for text in block.texts for line in remarks_in(text))
    if block.directive and (block.directive.names_something or block.directive.name in COMPONENTS):
        yield from ((mark, block.line) for mark in _directive_marks(block.directive))
    if block.kind == SUBSTITUTION:
        yield f"substitution {block.source}", block.line


def _section_role_marks(role: Role) -> Iterator[str]:
    """Yield what a role gives to its section: a number with its hedge and digits, each work by itself, however it is cited."""
    names = named_by(role.name)
    if names not in ("", PLACE, WORK):
        yield _with_options(role.name, role.target or role.text, _SECTION_OPTIONS)
    elif names == WORK:
        yield from (f"{CITATION} {work.strip()}" for work in AROUND_CITATION.sub(_pages, role.text).split(","))


def _with_options(role: str, text: str, shared: Collection[str]) -> str:
    """Return a role with the name in its ``text`` and those of the options there that are ``shared``."""
    name, *options = text.split() or [""]
    return " ".join([role, name, *sorted(word for word in options if word.partition("=")[0] in shared)])


def _pages(words: re.Match[str]) -> str:
    """Return what languages share of the words around a citation: the numbers."""
    pages = " ".join(re.findall("[0-9]+", words[1]))
    return f"{{{pages}}}" if pages else ""


def is_number(mark: str) -> bool:
    """Return whether a mark is a number."""
    return mark.startswith(f"{NUMBER.name} ")


def _role_mark(role: Role) -> str:
    """Return the language-neutral part of a role: the label in ``text <label>``, the name of a number, what it is to say."""
    if role.target:
        return f"{role.name} {role.target}"
    if role.name == NUMBER.name:
        return _with_options(role.name, role.text, _SHARED_OPTIONS)
    if role.name.partition(":")[0] == CITATION:
        return f"{role.name} {AROUND_CITATION.sub(_pages, role.text)}"
    return f"{role.name} {role.text}" if is_target_role(role.name) else role.name


def _directive_marks(directive: Directive) -> Iterator[str]:
    """Yield a directive with what it names, and its options; what is printed is a matter of the language."""
    yield f"{directive.name} {directive.argument}" if directive.names_something else directive.name
    for option in directive.options:
        yield option.key if option.key in PRINTED_OPTIONS else f"{option.key} {option.value}"
