"""Tell what is true of a format: what is made of an edition, by which of Sphinx's builders, from what, and without what.

The name of a format is that of the builder. What needs Sphinx stands in the folder of the format in `press.builders`, or in the
extension of the book that registers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from press.core.registry import Registry
from press.core.settings import Edition, Settings

# The format that the site is made of, and what all others use of it: the documents as they were read.
PAGES = "html"
PDF = "typst"
EPUB = "epub"
# The class of what only pages for browsers show.
ONLY_HTML = "only-html"


def _nothing(settings: Settings, edition: Edition) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Format:
    """What a builder makes of an edition.

    Beside `PAGES`, every format is one file, which the builder writes into its output folder as `book_name` with ``ending``.
    """

    # What it is called: "PDF".
    kind: str
    ending: str
    # The folder of the site that holds its files; by default it is called as they end.
    folder: str = ""
    # The English words by which pages offer the file. Catalogues of press translate them, or those of the book.
    offer: str = ""
    # The endings of files of press that it is not made from.
    unused: tuple[str, ...] = ()
    # The classes of what is taken out of its documents.
    excluded_classes: frozenset[str] = frozenset({ONLY_HTML})
    # Whether browsers show it, with the styles and scripts of press.
    is_for_browsers: bool = False
    # Whether it is the site itself, with cards that open, a search, and files beside its pages.
    is_site: bool = False
    # The megabytes that making it takes at most, as measured, and how many more for each document of the edition.
    memory: tuple[float, float] = (300, 0.3)
    # The values of Sphinx's configuration by which its run differs from the others.
    config: Callable[[Settings, Edition], Mapping[str, object]] = _nothing

    def path(self, settings: Settings, language: str) -> str:
        """Return where the file of the edition in ``language`` stands within the site: ``pdf/weather.ru.pdf``."""
        return f"{self.folder or self.ending}/{book_name(settings, language)}.{self.ending}"

    def bytes_for(self, documents: int) -> int:
        """Return how many bytes of memory making an edition of so many ``documents`` takes at most, as far as that is known."""
        base, each = self.memory
        return int((base + each * documents) * 1_000_000)


def book_name(settings: Settings, language: str) -> str:
    """Return the name of an edition's file, whatever its format, without its ending."""
    return f"{settings.slug}.{language}"


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
    }


FORMATS = Registry(
    "format",
    {
        PAGES: Format(
            kind="pages",
            ending="html",
            unused=(".typ",),
            excluded_classes=frozenset(),
            is_for_browsers=True,
            is_site=True,
        ),
        PDF: Format(
            kind="PDF",
            ending="pdf",
            offer="The book as PDF",
            unused=(".css", ".js", ".html"),
            # Typst holds the whole book.
            memory=(800, 2.5),
            config=_typst_config,
        ),
        EPUB: Format(kind="EPUB", ending="epub", offer="The book as EPUB", config=_epub_config),
    },
)
# What other builders of Sphinx make, which press knows nothing of: pages for browsers, and all else.
_OTHER_PAGES = Format(kind="pages", ending="html", excluded_classes=frozenset(), is_for_browsers=True)
_OTHER = Format(kind="files", ending="")


def format_named(builder: str, output: str) -> Format:
    """Return the format that the Sphinx builder named ``builder`` makes; ``output`` is what Sphinx calls the builder's format."""
    return FORMATS.get(builder) or (_OTHER_PAGES if output == PAGES else _OTHER)
