"""Define the output formats: what is made of an edition, with which Sphinx builder and settings, and where it stands.

A format has the name of its builder. What needs Sphinx is in the package of the format in `press.builders`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from press.core.settings import Edition, Settings

# The format that the site is made of; all others reuse the pickled environment and doctrees of its run.
PAGES = "html"
PDF = "typst"
EPUB = "epub"
# The class of elements that only HTML pages show.
ONLY_HTML = "only-html"
# What the class begins with that names the language of a text, such as ``language-ru``.
LANGUAGE_CLASS = "language-"


# The folder beside the editions with what all of them load.
SHARED = "shared"
WORKER = "worker.js"


def language_of(classes: Iterable[str]) -> str:
    """Return the language that one of ``classes`` names (``language-ru``); empty where none does."""
    return next((name.removeprefix(LANGUAGE_CLASS) for name in classes if name.startswith(LANGUAGE_CLASS)), "")


@dataclass(frozen=True, kw_only=True)
class Format:
    """An output format: what a builder makes of an edition.

    Every format but `PAGES` is one file, which the builder writes into its output folder as `book_name` with ``ending``.
    """

    # Its name for people: "PDF".
    kind: str
    # That of its files, and the folder of the site that holds them.
    ending: str
    # The msgid of the link to the file, translated by the message catalogues of press or of the book.
    offer: str = ""
    # The classes of the elements that are removed from its doctrees.
    excluded_classes: frozenset[str] = frozenset({ONLY_HTML})
    # Whether it is shown by browsers, with the stylesheets and scripts of press. Elsewhere charts are plain pictures.
    is_for_browsers: bool = False
    # Whether it is the site itself, with hover cards, a search index, and files beside its pages.
    is_site: bool = False
    # The Sphinx configuration values by which its run differs from the others.
    config: Callable[[Settings, Edition], Mapping[str, object]] = lambda settings, edition: {}

    def path(self, settings: Settings, language: str) -> str:
        """Return the path of the file of the edition in ``language`` within the site: ``pdf/weather.ru.pdf``."""
        return f"{self.ending}/{book_name(settings, language)}.{self.ending}"


def book_name(settings: Settings, language: str) -> str:
    """Return the file name of an edition without its ending, the same for all formats."""
    return f"{settings.slug}.{language}"


# The settings that hold `book_name`, by which the site finds a file.
FILE_NAMES = {"typst_file_name", "epub_basename"}


def _typst_config(settings: Settings, edition: Edition) -> Mapping[str, object]:
    return {
        "typst_file_name": book_name(settings, edition.language),
        "typst_title": edition.title,
        "typst_subtitle": edition.subtitle,
        "typst_exclude": [f"{settings.book}/notebooks/*"],
        "typst_base_url": f"{settings.base_url.rstrip('/')}/{edition.language}/" if settings.base_url else "",
    }


def _epub_config(settings: Settings, edition: Edition) -> Mapping[str, object]:
    return {
        "epub_basename": book_name(settings, edition.language),
        "epub_exclude_documents": [f"{settings.book}/notebooks/*"],
        "epub_show_urls": "no",
    }


FORMATS = {
    PAGES: Format(
        kind="pages",
        ending="html",
        excluded_classes=frozenset(),
        is_for_browsers=True,
        is_site=True,
    ),
    PDF: Format(
        kind="PDF",
        ending="pdf",
        offer="The book as PDF",
        config=_typst_config,
    ),
    EPUB: Format(kind="EPUB", ending="epub", offer="The book as EPUB", config=_epub_config),
}
# The builder of Sphinx that writes the same pages, each in a folder of its own. Their canonical addresses are not told.
_IN_FOLDERS = "dirhtml"
# For all other builders, which have neither theme nor scripts of press, such as those of help systems.
_OTHER = Format(kind="files", ending="")


def format_named(builder: str) -> Format:
    """Return the format of the Sphinx builder named ``builder``."""
    return FORMATS.get(PAGES if builder == _IN_FOLDERS else builder, _OTHER)


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
    """Return the site of a book, finished or not."""
    files = (file for language in settings.languages for file in book_files(settings, language))
    return Site(settings.build / "site", sorted(files, key=lambda file: [*FORMATS.values()].index(file.format)))


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
    """Return the files that hold the edition in ``language``, one for each format but HTML pages; the PDF may be ``unprinted``."""
    left_out = {PAGES, PDF} if language in settings.unprinted else {PAGES}
    return [
        BookFile(format_, edition_output(settings, language, builder) / PurePosixPath(path).name, path)
        for builder, format_ in FORMATS.items()
        if builder not in left_out
        for path in [format_.path(settings, language)]
    ]
