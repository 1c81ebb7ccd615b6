"""Check the contents of the book: the chapters that they name are there, in every language, and well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.checks.check import CHAPTERS, Fault, Material, Stage, check
from press.checks.prose import structure_faults
from press.core.errors import PressError
from press.core.settings import Settings
from press.core.text import read_utf8
from press.edition.chapters import chapter_files
from press.edition.contents import contents_faults


@check("contents", CHAPTERS, Stage.STRUCTURE)
def contents(material: Material) -> Iterator[Fault]:
    """Entries of the contents that name no chapter of the first language, and chapters that no entry names."""
    for words in contents_faults(material.settings):
        place = re.match(r"[^\s:]+:\d+", words)
        yield Fault(words, (place[0],) if place else ())


@check("structure", CHAPTERS, Stage.STRUCTURE)
def structure(material: Material) -> None:
    """Chapters that a language lacks, and those without a title, with a directive that is left open or a footnote without text."""
    check_chapters(material.settings)


def check_chapters(settings: Settings) -> None:
    """Raise a PressError where a chapter of one language has no counterpart in another, or is malformed."""
    files = {language: set(chapter_files(settings, language)) for language in settings.languages}
    everything = set().union(*files.values())
    missing = [
        f"{settings.book}/{language}/{name}"
        for language, present in files.items()
        for name in sorted(everything - present)
    ]
    if missing:
        raise PressError(
            "a chapter that other editions have is missing",
            file=settings.root / missing[0],
            remedy="write the chapter in this language or remove it from all" + _also(missing[1:]),
        )
    check_structure(settings)


def check_structure(settings: Settings) -> None:
    """Raise one PressError with all that is malformed in the chapters, each with its line."""
    faults = [
        f"{settings.book}/{language}/{name}:{line}: {fault}"
        for language in settings.languages
        for name in chapter_files(settings, language)
        for line, fault in structure_faults(read_utf8(settings.root / settings.book / language / name))
    ]
    if faults:
        raise PressError("\n".join(faults))


def _also(paths: list[str]) -> str:
    return f" (missing as well: {', '.join(paths)})" if paths else ""
