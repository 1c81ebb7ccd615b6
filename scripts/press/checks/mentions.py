"""What the chapters mention by name: numbers, works, results, tables and statements, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from press.checks.myst.chapter import Block, Chapter
from press.checks.myst.directive import EMBEDS

NUMBER, CITATION = "number", "cite"


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


def mentions(chapters: Iterable[Chapter]) -> list[Mention]:
    """Return everything that the chapters mention, in reading order."""
    return [
        Mention(kind, text, chapter.language, chapter.path, line)
        for chapter in chapters
        for block in chapter.blocks
        for line, kind, text in _mentions_in(block)
    ]


def _mentions_in(block: Block) -> Iterator[tuple[int, str, str]]:
    """Yield line, kind and text of each mention in a block."""
    directive = block.directive
    if directive and directive.name in EMBEDS:
        yield directive.line, directive.name, directive.argument
    for role in block.roles:
        kind = role.name.partition(":")[0]
        if kind in (NUMBER, CITATION):
            yield role.line, kind, role.text
