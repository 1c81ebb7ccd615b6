"""What is made of a book, and where it is put."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from press.core.formats import FORMATS, PAGES, Format
from press.core.settings import Settings

# What all editions load, beside them.
SHARED = "shared"
WORKER = "worker.js"


@dataclass(frozen=True)
class BookFile:
    """A file that holds a whole edition: where Sphinx writes it, and its ``path`` within the site."""

    format: Format
    made: Path
    path: str


@dataclass(frozen=True)
class Site:
    """The finished site, and the files in it that hold a whole edition."""

    folder: Path
    files: list[BookFile]


def site_of(settings: Settings) -> Site:
    """The site of a book, finished or not."""
    by_language = [book_files(settings, language) for language in settings.languages]
    return Site(settings.build / "site", [file for files in zip(*by_language, strict=True) for file in files])


def edition_output(settings: Settings, language: str, builder: str) -> Path:
    """Where Sphinx writes one edition for ``builder``."""
    return settings.build / "press" / language / builder


def shared_output(settings: Settings) -> Path:
    """Where what all editions load is put together."""
    return settings.build / "press" / SHARED


def book_files(settings: Settings, language: str) -> list[BookFile]:
    """Return the files that hold the edition in ``language``, one for each format but its pages."""
    return [
        BookFile(format_, edition_output(settings, language, builder) / PurePosixPath(path).name, path)
        for builder, format_ in FORMATS.items()
        if builder != PAGES
        for path in [format_.path(settings, language)]
    ]
