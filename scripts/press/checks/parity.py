"""Compare the editions block by block, or section by section: the same numbers, citations, labels and embeds in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from press.checks.check import NUMBERS, PARITY, Fault, Material, check, fault_at
from press.checks.front_matter import is_by_section
from press.checks.marks import counted, is_number, marks, numbers
from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter
from press.checks.section_parity import line_places, section_faults

Marks = Callable[[Block], tuple[str, ...]]


def _passed(material: Material) -> str:
    number, languages = len(material.sources.chapters[material.settings.languages[0]]), len(material.settings.languages)
    return f"{number} chapters in {languages} languages use the same numbers, citations, labels and embeds"


@check("parity", PARITY, passed=_passed)
def parity(material: Material) -> list[Fault]:
    """Find paragraphs, list items and cells whose numbers (with what is said of them: `approx`, `noun`, `digits`), citations, labels, embeds or remarks of the editors differ between the languages; of a chapter whose front matter says `parity: section`, such sections."""
    return out_of_step(material, marks)


@check("numbers-in-step", NUMBERS, covered_by="parity")
def numbers_in_step(material: Material) -> list[Fault]:
    """Find numbers that one language has in a paragraph and another lacks."""
    return out_of_step(material, numbers)


def out_of_step(material: Material, marks_of: Marks) -> list[Fault]:
    """Return a fault with both places for each block whose marks, which ``marks_of`` gives, differ from those of the default language.

    Where one chapter has more blocks than the other, only the first difference is told: those after it follow from it.
    """
    default, *others = material.settings.languages
    chapters = {(chapter.language, chapter.name): chapter for chapter in material.chapters}
    return [
        fault
        for (language, name), chapter in chapters.items()
        if language == default
        for other in others
        for fault in _faults(chapter, chapters[other, name], marks_of)
    ]


def _faults(ours: Chapter, theirs: Chapter, marks_of: Marks) -> list[Fault]:
    if is_by_section(ours):
        return list(section_faults(ours, theirs, is_number if marks_of is numbers else lambda mark: True))
    faults = list(_differences(ours, theirs, marks_of))
    return faults if len(counted(ours.blocks)) == len(counted(theirs.blocks)) else faults[:1]


def _differences(ours: Chapter, theirs: Chapter, marks_of: Marks) -> Iterator[Fault]:
    tags = (ours.language, theirs.language)
    both = (counted(ours.blocks), counted(theirs.blocks))
    for first, second in zip_longest(*both):
        if first is None:
            yield _more(theirs, second, f"{ours.path}:{_end(both[0])}")
        elif second is None:
            yield _more(ours, first, f"{theirs.path}:{_end(both[1])}")
        elif marks_of(first) != marks_of(second):
            places = (f"{ours.path}:{first.line}", f"{theirs.path}:{second.line}")
            told = _told(tags, marks_of(first), marks_of(second))
            follows = frozenset(
                (*line_places(ours.path, first.line, first.end), *line_places(theirs.path, second.line, second.end))
            )
            yield Fault(f"{' and '.join(places)} are out of step: {told}", places, follows=follows)


def _end(found: Sequence[Block]) -> int:
    return found[-1].end if found else 1


def _more(chapter: Chapter, block: Block, shorter: str) -> Fault:
    told = f"has a paragraph more than {shorter}; add its counterpart there, or remove it here"
    return fault_at(chapter.path, block.line, told)


def _told(tags: tuple[str, str], first: tuple[str, ...], second: tuple[str, ...]) -> str:
    told = []
    for tag, own, other in ((tags[0], first, second), (tags[1], second, first)):
        only, more = (
            set(own) - set(other),
            {mark for mark in set(own) & set(other) if own.count(mark) > other.count(mark)},
        )
        told += [f"only {tag}: {', '.join(sorted(only))}"] if only else []
        told += [f"more often in {tag}: {', '.join(sorted(more))}"] if more else []
    return f"{'; '.join(told)}; let the same paragraph of both hold the same"
