"""Define the output files of a book and their paths."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from press.core.formats import FORMATS, PAGES, PDF, SUPPLEMENT, Format
from press.core.settings import Settings

# The folder beside the editions with what all of them load.
SHARED = "shared"
WORKER = "worker.js"


@dataclass(frozen=True)
class BookFile:
    """A file that holds a whole edition or its supplement: where Sphinx writes it, and its ``path`` within the site."""

    format: Format
    made: Path
    path: str


@dataclass(frozen=True)
class Site:
    """The finished site, and the files in it that hold a whole edition."""

    folder: Path
    files: list[BookFile]


def site_of(settings: Settings) -> Site:
    """Return the site of a book, finished or not."""
    by_language = [book_files(settings, language) for language in settings.languages]
    return Site(settings.build / "site", [file for files in zip(*by_language, strict=True) for file in files])


def edition_output(settings: Settings, language: str, builder: str) -> Path:
    """Return the output folder of the Sphinx ``builder`` for one edition."""
    return settings.build / "press" / language / builder


def doctree_folder(settings: Settings, language: str) -> Path:
    """Return the folder with the doctrees and the environment of an edition, which all its formats share."""
    return settings.build / "press" / language / "doctrees"


def shared_output(settings: Settings) -> Path:
    """Return the folder in which the files that all editions load are collected."""
    return settings.build / "press" / SHARED


def book_files(settings: Settings, language: str) -> list[BookFile]:
    """Return the files that hold the edition in ``language``, one for each format but HTML pages, and the supplement of the PDF."""
    made = [(builder, format_) for builder, format_ in FORMATS.items() if builder != PAGES]
    made += [(PDF, SUPPLEMENT)] if settings.has_supplement else []
    return [
        BookFile(format_, edition_output(settings, language, builder) / PurePosixPath(path).name, path)
        for builder, format_ in made
        for path in [format_.path(settings, language)]
    ]
