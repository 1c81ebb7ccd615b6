"""Find what chapters use by name: numbers, works, results, tables and statements, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter
from press.directives.embeds import EMBEDS
from press.notebooks.kinds import NUMBER

CITATION = "cite"
# Words before and after a citation stand in braces: {cite:p}`{see}key{p. 89}`.
AROUND_CITATION = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True)
class Usage:
    """A role or directive of a chapter: its name, what stands in it, its language, file (from the root), line and options, what follows a role."""

    kind: str
    text: str
    language: str
    path: Path
    line: int
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    after: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """Return ``file:line``."""
        return f"{self.path}:{self.line}"


def find_usages(chapters: Iterable[Chapter]) -> list[Usage]:
    """Return everything that the chapters use by name, in reading order."""
    return [usage for chapter in chapters for block in chapter.blocks for usage in _usages_in(block, chapter)]


def _usages_in(block: Block, chapter: Chapter) -> Iterator[Usage]:
    directive = block.directive
    if directive and directive.name in EMBEDS:
        options = {option.key: option.value for option in directive.options}
        yield Usage(directive.name, directive.argument, chapter.language, chapter.path, directive.line, options)
    for role in block.roles:
        kind = role.name.partition(":")[0]
        if kind in (NUMBER.name, CITATION):
            yield Usage(kind, role.text, chapter.language, chapter.path, role.line, after=role.after)
