"""What is made of a book, and where it is put."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from press.core.settings import Settings

# What all editions load, beside them.
SHARED = "shared"
# Sphinx's builders by which an edition is made, the pages first, and what each makes.
PAGES = "html"
FORMATS = {PAGES: "pages", "typst": "PDF", "epub": "EPUB"}
WORKER = "worker.js"


@dataclass(frozen=True)
class Site:
    """The finished site, its PDFs and its EPUBs."""

    folder: Path
    pdfs: list[Path]
    epubs: list[Path]


def site_of(settings: Settings) -> Site:
    """The site of a book, finished or not."""
    folder = settings.build / "site"
    names = [pdf_name(settings, language) for language in settings.languages]
    pdfs, epubs = ([folder / kind / f"{name}.{kind}" for name in names] for kind in ("pdf", "epub"))
    return Site(folder, pdfs, epubs)


def edition_output(settings: Settings, language: str, builder: str) -> Path:
    """Where Sphinx writes one edition for ``builder``."""
    return settings.build / "press" / language / builder


def shared_output(settings: Settings) -> Path:
    """Where what all editions load is put together."""
    return settings.build / "press" / SHARED


def book_files(settings: Settings, language: str) -> dict[str, Path]:
    """The PDF and the EPUB of an edition: where Sphinx writes each, by its path within the site."""
    name = pdf_name(settings, language)
    return {
        f"{ending}/{name}.{ending}": edition_output(settings, language, builder) / f"{name}.{ending}"
        for builder, ending in (("typst", "pdf"), ("epub", "epub"))
    }


def pdf_name(settings: Settings, language: str) -> str:
    """Name of an edition's PDF and EPUB, without its ending."""
    return f"{settings.slug}.{language}"
