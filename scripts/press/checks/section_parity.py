"""Compare editions section by section, where a chapter asks for it: the same numbers, works, embeds and labels in each, in whatever sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from press.checks.check import Fault, fault_at
from press.checks.marks import section_marks
from press.checks.myst.block import HEADING, Block
from press.checks.myst.chapter import Chapter

_ROOM = re.compile(r"\s+")
# Whether a mark is compared.
IsCompared = Callable[[str], bool]


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


def section_faults(ours: Chapter, theirs: Chapter, is_compared: IsCompared) -> Iterator[Fault]:
    """Yield a fault for each section that one of two chapters lacks, and for each whose marks, as far as they are compared, differ."""
    first, second = sections(ours), sections(theirs)
    missing = [*_missing(ours, first, theirs, second), *_missing(theirs, second, ours, first)]
    if missing:
        yield from missing
        return
    # Of a label that stands twice the check of labels tells.
    for own, other in zip(first, second, strict=False):
        places = (ours, own.line, own.end), (theirs, other.line, other.end)
        if own.name != other.name:
            order = (
                f"the one is the section '{own.name}', the other '{other.name}'; let both chapters have the same order"
            )
            yield out_of_step_fault(*places, order)
            return
        if differences := _differences((ours.language, own), (theirs.language, other), is_compared):
            yield out_of_step_fault(*places, f"{differences}; let the same section of both hold the same")


def _missing(chapter: Chapter, own: list[Section], lacking: Chapter, other: list[Section]) -> Iterator[Fault]:
    names = [section.name for section in other]
    for section in own:
        if section.name and section.name not in names:
            message = f"the section '{section.name}' is missing in {lacking.path}; write it there, or remove it here"
            yield fault_at(chapter.path, section.line, message)


def out_of_step_fault(ours: tuple[Chapter, int, int], theirs: tuple[Chapter, int, int], words: str) -> Fault:
    """Return the fault ``words`` of what stands in two chapters, in each from a first to a last line."""
    places = tuple(f"{chapter.path}:{first}" for chapter, first, _ in (ours, theirs))
    follows = (f"{chapter.path}:{line}" for chapter, first, last in (ours, theirs) for line in range(first, last + 1))
    return Fault(f"{' and '.join(places)} are out of step: {words}", places, follows=frozenset(follows))


def _differences(ours: tuple[str, Section], theirs: tuple[str, Section], is_compared: IsCompared) -> str:
    """Return what stands in one of two sections alone, with its line."""
    found = []
    for (language, section), (_, other) in ((ours, theirs), (theirs, ours)):
        known = other.marks()
        only = [mark for mark in sorted(section.marks().items()) if mark[0] not in known and is_compared(mark[0])]
        words = ", ".join(f"{_ROOM.sub(' ', mark)} (line {line})" for mark, line in only)
        found += [f"only {language}: {words}"] if words else []
    return "; ".join(found)
