"""The outline of a text: what other texts of its edition may name, what it names itself, and what is wrong with it alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from press.checks.markup.syntax import Misuse

# Kinds of what can be named, and of what names it besides roles.
LABELLED, EQUATION, TERM, PROOF = "label", "equation", "term", "proof"
LINK, INCLUDE, DOWNLOAD, ANY = "link", "include", "download", "any"
_WORD = re.compile(r"[^\s`'\"<>(){}\[\],;=]+")


@dataclass(frozen=True)
class Target:
    """A target: its ``kind``, its ``name`` as it is looked up, and whether it has no title that could be printed."""

    kind: str
    name: str
    line: int
    is_untitled: bool = False


@dataclass(frozen=True)
class Reference:
    """A reference: the role, or `LINK`, with its ``target``; ``is_worded`` where its words are given as well."""

    role: str
    target: str
    line: int
    is_worded: bool = True


@dataclass(frozen=True)
class Picture:
    """A picture as typed; of ``alternative`` None where none is asked for."""

    source: str
    line: int
    alternative: str | None
    is_markdown: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of its level (0 where others may stand, which an included file brings), with the name that links have for it."""

    line: int
    level: int
    slug: str
    is_section: bool


@dataclass
class Outline:
    """The outline of a text: what it names and what it can be named by, and the lines on which its blocks start.

    Of ``words`` any may be a label that cannot be seen from here.
    """

    named: list[Target] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    misuses: list[Misuse] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)

    def name(self, kind: str, name: str, line: int, *, is_untitled: bool = False) -> None:
        """Note that something of this ``kind`` has the ``name``."""
        looked_up = label_name(name) if kind in (LABELLED, TERM) else name
        self.named.append(Target(kind, looked_up, line, is_untitled))

    def refer(self, role: str, target: str, line: int, *, is_worded: bool) -> None:
        """Note a reference to the ``target``, which of labels is as they are looked up."""
        looked_up = label_name(target) if role in ("ref", "numref") else target
        self.references.append(Reference(role, looked_up, line, is_worded))

    def hide(self, *texts: str) -> None:
        """Note the words of ``texts``, in which something may be named that cannot be seen."""
        for text in texts:
            self.words.update(word.lower().strip(":.#_") for word in _WORD.findall(text))


def label_name(text: str) -> str:
    """Return a label as Sphinx looks it up."""
    return " ".join(text.lower().split())


def near(name: str, known: Iterable[str]) -> str:
    """Return the beginning of a remedy that names what is called like ``name``; nothing where nothing is."""
    found = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"use one such as {', '.join(found)}, or " if found else ""
