"""What the chapters mention by name: numbers, works, results, tables and statements, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.checks.markup import DIRECTIVE, ROLE, outside_code
from press.core.caches import stamped
from press.core.settings import Settings
from press.core.text import read_utf8
from press.edition.chapters import chapter_files

NUMBER, CITATION = "number", "cite"
EMBEDS = ("chart", "datatable", "codebook", "finding")


@dataclass(frozen=True)
class Mention:
    """A role or directive of a chapter: its kind, what stands in it, its language, file (from the root) and line."""

    kind: str
    text: str
    language: str
    path: Path
    line: int

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.path}:{self.line}"


def chapters(settings: Settings) -> Iterator[tuple[str, Path, str]]:
    """Language, path (from the root) and text of every chapter."""
    for language in settings.languages:
        for name in chapter_files(settings, language):
            path = Path(settings.book, language, name)
            yield language, path, read_utf8(settings.root / path)


def mentions(settings: Settings) -> list[Mention]:
    """Everything that the chapters of all languages mention outside of code and comments, in reading order."""
    return [
        Mention(kind, name, language, path, line)
        for language, path, text in chapters(settings)
        for line, kind, name in _sorted_mentions(text)
    ]


@stamped
def _sorted_mentions(text: str) -> tuple[tuple[int, str, str], ...]:
    return tuple(sorted(mentions_in(text), key=lambda found: found[0]))


def mentions_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, kind and text of each mention in a chapter."""
    bare = outside_code(text)
    for match in ROLE.finditer(bare):
        kind = match["role"].partition(":")[0]
        if kind in (NUMBER, CITATION):
            yield bare.count("\n", 0, match.start()) + 1, kind, match["text"]
    for number, line in enumerate(bare.split("\n"), start=1):
        directive = DIRECTIVE.match(line)
        if directive and directive["name"] in EMBEDS:
            yield number, directive["name"], directive["argument"].strip()
