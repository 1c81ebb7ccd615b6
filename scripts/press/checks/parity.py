"""Compare the editions block by block: the same numbers, citations, labels and embeds in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from press.checks.check import NUMBERS, PARITY, Fault, Material, check, fault_at
from press.checks.prose import Block, blocks
from press.core.settings import Settings
from press.core.text import read_utf8
from press.edition.chapters import chapter_files

Marks = Callable[[Block], tuple[str, ...]]


def _passed(material: Material) -> str:
    number = len(chapter_files(material.settings, material.settings.languages[0]))
    languages = len(material.settings.languages)
    return f"{number} chapters in {languages} languages use the same numbers, citations, labels and embeds"


@check("parity", PARITY, passed=_passed)
def parity(material: Material) -> list[Fault]:
    """Paragraphs whose numbers (with what is said of them: `approx`, `noun`, `digits`), citations, labels or embeds differ between the languages."""
    return out_of_step(material.settings, lambda block: block.marks)


@check("numbers-in-step", NUMBERS, covered_by="parity")
def numbers_in_step(material: Material) -> list[Fault]:
    """Numbers that one language has in a paragraph and another lacks."""
    return out_of_step(material.settings, lambda block: block.numbers)


def out_of_step(settings: Settings, marks: Marks) -> list[Fault]:
    """Return a fault with both places for each block whose ``marks`` differ from those of the default language.

    Where one chapter has more blocks than the other, only the first difference is told: those after it follow from it.
    """
    default, *others = settings.languages
    return [
        fault
        for name in chapter_files(settings, default)
        for language in others
        for fault in _faults(settings, name, language, marks)
    ]


def _faults(settings: Settings, name: str, language: str, marks: Marks) -> list[Fault]:
    ours, theirs = (_blocks(settings, tag, name) for tag in (settings.languages[0], language))
    faults = list(_differences(settings, name, language, (ours, theirs), marks))
    return faults if len(ours) == len(theirs) else faults[:1]


def _blocks(settings: Settings, language: str, name: str) -> list[Block]:
    return blocks(read_utf8(settings.root / settings.book / language / name))


def _differences(
    settings: Settings, name: str, language: str, both: tuple[list[Block], list[Block]], marks: Marks
) -> Iterator[Fault]:
    tags = (settings.languages[0], language)
    ours, theirs = (f"{settings.book}/{tag}/{name}" for tag in tags)
    for first, second in zip_longest(*both):
        if first is None:
            yield _more(theirs, second.line, f"{ours}:{_end(both[0])}")
        elif second is None:
            yield _more(ours, first.line, f"{theirs}:{_end(both[1])}")
        elif marks(first) != marks(second):
            places = (f"{ours}:{first.line}", f"{theirs}:{second.line}")
            told = _told(tags, marks(first), marks(second))
            yield Fault(f"{' and '.join(places)} are out of step: {told}", places)


def _end(found: list[Block]) -> int:
    return found[-1].line + found[-1].text.count("\n") if found else 1


def _more(path: str, line: int, shorter: str) -> Fault:
    return fault_at(path, line, f"has a paragraph more than {shorter}; add its counterpart there, or remove it here")


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
