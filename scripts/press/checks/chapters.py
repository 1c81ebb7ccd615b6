"""Check the contents of the book: every language has every chapter."""

from __future__ import annotations

from press.checks.prose import structure_faults
from press.core.errors import PressError
from press.core.settings import Settings
from press.core.text import read_utf8
from press.edition.chapters import chapter_files


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
