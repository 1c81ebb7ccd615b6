"""Define the output formats: with which Sphinx builder and settings each is made, and where it is published.

A format has the name of its builder. What needs Sphinx is in the package of the format in `press.builders`, or in the book that adds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from press.core.registry import Registry
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


@dataclass(frozen=True)
class Format:
    """An output format: what a builder makes of an edition.

    Every format but `PAGES` is published in a folder of the site named as its ``ending``: as the one file `book_name` with that ending, or,
    if it has a ``start``, as a folder named `book_name` with all that the builder writes.
    """

    # Its name for people: "PDF".
    kind: str
    ending: str
    # The msgid of the link to it, translated by the message catalogues of press or of the book.
    offer: str = ""
    # In a folder of files, the path of that with which readers begin; ``{language}`` in it is that of the edition.
    start: str = ""
    # The configuration value for the name of the one file without its ending.
    file_name: str = ""
    # The classes of the elements that are removed from its doctrees.
    excluded_classes: frozenset[str] = frozenset({ONLY_HTML})
    # Whether it is shown by browsers, with the stylesheets and scripts of press. Elsewhere charts are plain pictures.
    is_for_browsers: bool = False
    # Whether it is the site itself, with hover cards, a search index, and files beside its pages.
    is_site: bool = False
    # Whether it has sheets of one size, where nothing opens: charts have the width of the sheet, long tables are shortened.
    is_paper: bool = False
    # Whether notes open in place, as in reading devices.
    has_opening_notes: bool = False
    # Whether what Sphinx writes is compiled by Typst, in a process of its own.
    is_compiled: bool = False
    # The Sphinx configuration values by which its run differs from the others.
    config: Callable[[Settings, Edition], Mapping[str, object]] = lambda settings, edition: {}


def book_name(settings: Settings, language: str) -> str:
    """Return the file name of an edition without its ending, the same for all formats."""
    return f"{settings.slug}.{language}"


def _typst_config(settings: Settings, edition: Edition) -> Mapping[str, object]:
    return {
        "typst_title": edition.title,
        "typst_subtitle": edition.subtitle,
        "typst_exclude": [f"{settings.book}/notebooks/*"],
        "typst_base_url": f"{settings.base_url.rstrip('/')}/{edition.language}/" if settings.base_url else "",
    }


def _epub_config(settings: Settings, edition: Edition) -> Mapping[str, object]:
    return {"press_epub_exclude": [f"{settings.book}/notebooks/*"], "epub_show_urls": "no"}


_PAGES = Format("pages", "html", excluded_classes=frozenset(), is_for_browsers=True, is_site=True)
_PDF = Format(
    "PDF", "pdf", "The book as PDF", file_name="typst_file_name", is_paper=True, is_compiled=True, config=_typst_config
)
_EPUB = Format(
    "EPUB", "epub", "The book as EPUB", file_name="epub_basename", has_opening_notes=True, config=_epub_config
)
# By the names of builders, the pages first.
FORMATS: Registry[Format] = Registry("format", {PAGES: _PAGES, PDF: _PDF, EPUB: _EPUB})
# The builder of Sphinx that writes the same pages, each in a folder of its own. Their canonical addresses are not told.
_IN_FOLDERS = "dirhtml"
# For all other builders, which have neither theme nor scripts of press, such as those of help systems.
_OTHER = Format("files", "")


def format_named(builder: str) -> Format:
    """Return the format of the Sphinx builder named ``builder``."""
    return FORMATS.get(PAGES if builder == _IN_FOLDERS else builder, _OTHER)


@dataclass(frozen=True)
class BookFile:
    """A file, or a folder of files, that holds a whole edition.

    ``made`` is where Sphinx writes it, ``place`` where it is in the site, and ``path`` what links lead to.
    """

    format: Format
    made: Path
    place: str
    path: str


def edition_output(settings: Settings, language: str, builder: str) -> Path:
    """Return the output folder of the Sphinx ``builder`` for one edition."""
    return settings.build / "press" / language / builder


def doctree_folder(settings: Settings, language: str) -> Path:
    """Return the folder with the doctrees and the environment of an edition, which all its formats share."""
    return settings.build / "press" / language / "doctrees"


def checked_doctrees(settings: Settings, language: str) -> Path:
    """Return the folder with the doctrees of an edition as `press check` has read it."""
    return settings.build / "press" / "check" / language / "doctrees"


def shared_output(settings: Settings) -> Path:
    """Return the folder in which the files that all editions load are collected."""
    return settings.build / "press" / SHARED


def book_files(settings: Settings, language: str) -> list[BookFile]:
    """Return what holds the edition in ``language``, a file or a folder for each format but HTML pages."""
    files = []
    for builder, format_ in FORMATS.items():
        if not format_.is_site:
            name, made = book_name(settings, language), edition_output(settings, language, builder)
            file = "" if format_.start else f"{name}.{format_.ending}"
            place, start = f"{format_.ending}/{file or name}", format_.start.format(language=language)
            files.append(BookFile(format_, made / file, place, f"{place}/{start}" if start else place))
    return files
