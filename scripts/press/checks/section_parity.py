"""Compare editions section by section, where a chapter asks for it: the same numbers, works, embeds and labels in each, in whatever sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from press.checks.check import Fault, fault_at
from press.checks.marks import section_marks
from press.checks.myst.block import HEADING, Block
from press.checks.myst.chapter import Chapter

_ROOM = re.compile(r"\s+")
Marked = Callable[[str], bool]


@dataclass(frozen=True)
class Section:
    """A section with the label ``name``, from its heading at ``line`` to the next one that has a label."""

    name: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def end(self) -> int:
        """Return the last line of it."""
        return max(block.end for block in self.blocks)

    def marks(self) -> dict[str, int]:
        """Return what it shares with other languages, each with the first line on which it stands."""
        found: dict[str, int] = {}
        for block in self.blocks:
            for mark, line in section_marks(block, is_head=block is self.blocks[0]):
                found.setdefault(mark, line)
        return found


def sections(chapter: Chapter) -> list[Section]:
    """Return the labelled sections of ``chapter`` in their order; what stands before the first is a section without a name."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in chapter.blocks:
        if block.kind == HEADING and block.labels:
            found.append((" ".join(block.labels), []))
        found[-1][1].append(block)
    return [Section(name, blocks[0].line, tuple(blocks)) for name, blocks in found if blocks]


def section_faults(ours: Chapter, theirs: Chapter, is_asked: Marked) -> Iterator[Fault]:
    """Yield a fault for each section that one of two chapters lacks, and for each whose marks, as far as asked for, differ."""
    first, second = sections(ours), sections(theirs)
    missing = [*_missing(ours, first, theirs, second), *_missing(theirs, second, ours, first)]
    if missing:
        yield from missing
        return
    for own, other in zip(first, second, strict=True):
        if own.name != other.name:
            told = (
                f"the one is the section '{own.name}', the other '{other.name}'; let both chapters have the same order"
            )
            yield _at_both(ours, own, theirs, other, f"are out of step: {told}")
            return
        if told := _differences((ours.language, own), (theirs.language, other), is_asked):
            yield _at_both(
                ours, own, theirs, other, f"are out of step: {told}; let the same section of both hold the same"
            )


def _missing(chapter: Chapter, own: list[Section], lacking: Chapter, other: list[Section]) -> Iterator[Fault]:
    names = [section.name for section in other]
    for section in own:
        if section.name and section.name not in names:
            told = f"the section '{section.name}' is missing in {lacking.path}; write it there, or remove it here"
            yield fault_at(chapter.path, section.line, told)


def _at_both(ours: Chapter, own: Section, theirs: Chapter, other: Section, told: str) -> Fault:
    places = (f"{ours.path}:{own.line}", f"{theirs.path}:{other.line}")
    follows = frozenset((*line_places(ours.path, own.line, own.end), *line_places(theirs.path, other.line, other.end)))
    return Fault(f"{' and '.join(places)} {told}", places, follows=follows)


def line_places(path: Path, first: int, last: int) -> Iterator[str]:
    """Yield the places from the line ``first`` to the ``last``."""
    return (f"{path}:{line}" for line in range(first, last + 1))


def _differences(ours: tuple[str, Section], theirs: tuple[str, Section], is_asked: Marked) -> str:
    """Return what stands in one of two sections alone, with its line."""
    told = []
    for (language, section), (_, other) in ((ours, theirs), (theirs, ours)):
        own, known = section.marks(), other.marks()
        told += _only(language, ((mark, line) for mark, line in own.items() if mark not in known and is_asked(mark)))
    return "; ".join(told)


def _only(language: str, marks: Iterable[tuple[str, int]]) -> list[str]:
    words = ", ".join(f"{_ROOM.sub(' ', mark)} (line {line})" for mark, line in sorted(marks))
    return [f"only {language}: {words}"] if words else []
