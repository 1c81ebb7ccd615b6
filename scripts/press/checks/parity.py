"""Compare the editions block by block, or section by section: the same numbers, citations, labels and embeds in each language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from press.checks.check import NUMBERS, PARITY, Fault, Material, check, fault_at
from press.checks.front_matter import is_by_section
from press.checks.marks import comparable_blocks, is_number, marks
from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter
from press.checks.section_parity import IsCompared, out_of_step_fault, section_faults


def _passed(material: Material) -> str:
    number, languages = len(material.sources.chapters[material.settings.languages[0]]), len(material.settings.languages)
    return f"{number} chapters in {languages} languages use the same numbers, citations, labels and embeds"


@check("parity", PARITY, passed=_passed)
def parity(material: Material) -> list[Fault]:
    """Find paragraphs, list items and cells whose numbers (with what is said of them: `approx`, `noun`, `digits`), citations, labels, embeds or remarks of the editors differ between the languages; of a chapter whose front matter says `parity: section`, such sections."""
    return out_of_step(material, lambda mark: True)


@check("numbers-in-step", NUMBERS, covered_by="parity")
def numbers_in_step(material: Material) -> list[Fault]:
    """Find numbers that one language has in a paragraph and another lacks."""
    return out_of_step(material, is_number)


def out_of_step(material: Material, is_compared: IsCompared) -> list[Fault]:
    """Return a fault with both places for each block whose marks, as far as they are compared, differ from those of the default language.

    Where one chapter has more blocks than the other, only the first difference is told: those after it follow from it.
    """
    default, *others = material.settings.languages
    chapters = {(chapter.language, chapter.name): chapter for chapter in material.chapters}
    return [
        fault
        for (language, name), chapter in chapters.items()
        if language == default
        for other in others
        for fault in _faults(chapter, chapters[other, name], is_compared)
    ]


def _faults(ours: Chapter, theirs: Chapter, is_compared: IsCompared) -> list[Fault]:
    if is_by_section(ours):
        return list(section_faults(ours, theirs, is_compared))
    first, second = comparable_blocks(ours.blocks), comparable_blocks(theirs.blocks)
    faults = list(_block_faults(ours, first, theirs, second, is_compared))
    return faults if len(first) == len(second) else faults[:1]


def _block_faults(
    ours: Chapter, first: Sequence[Block], theirs: Chapter, second: Sequence[Block], is_compared: IsCompared
) -> Iterator[Fault]:
    for own, other in zip_longest(first, second):
        if own is None:
            yield _surplus(theirs, other, f"{ours.path}:{_end(first)}")
        elif other is None:
            yield _surplus(ours, own, f"{theirs.path}:{_end(second)}")
        else:
            own_marks, other_marks = ([mark for mark in marks(block) if is_compared(mark)] for block in (own, other))
            if own_marks != other_marks:
                words = _differences((ours.language, own_marks), (theirs.language, other_marks))
                yield out_of_step_fault((ours, own.line, own.end), (theirs, other.line, other.end), words)


def _end(blocks: Sequence[Block]) -> int:
    return blocks[-1].end if blocks else 1


def _surplus(chapter: Chapter, block: Block, shorter: str) -> Fault:
    message = f"has a paragraph more than {shorter}; add its counterpart there, or remove it here"
    return fault_at(chapter.path, block.line, message)


def _differences(ours: tuple[str, Sequence[str]], theirs: tuple[str, Sequence[str]]) -> str:
    """Return which marks one of two languages has alone, and which more often."""
    found = []
    for (language, own), (_, other) in ((ours, theirs), (theirs, ours)):
        only = set(own) - set(other)
        more = {mark for mark in set(own) & set(other) if own.count(mark) > other.count(mark)}
        found += [f"only {language}: {', '.join(sorted(only))}"] if only else []
        found += [f"more often in {language}: {', '.join(sorted(more))}"] if more else []
    return f"{'; '.join(found)}; let the same paragraph of both hold the same"
