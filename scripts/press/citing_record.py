"""What can be cited: the edition, a chapter of it, its data. Every form of a citation is made from this one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from press.citing_settings import Author, CitationSettings
from press.settings import Edition, Settings

BOOK, CHAPTER, DATASET = "book", "chapter", "dataset"
ENGLISH = "en"


@dataclass(frozen=True)
class Title:
    """A title with its subtitle, in its own words and, where it is not English, in English as far as known."""

    text: str
    subtitle: str = ""
    english: str = ""

    @property
    def full(self) -> str:
        """``The Title: Its subtitle``."""
        return f"{self.text}: {self.subtitle}" if self.subtitle else self.text


@dataclass(frozen=True)
class Work:
    """One citable thing; ``kind`` is ``book``, ``chapter`` or ``dataset``, ``name`` names its files.

    ``book`` is the title of the edition that holds a chapter. What is unknown is empty.
    """

    kind: str
    name: str
    title: Title
    language: str
    issued: dt.date | None = None
    version: str = ""
    address: str = ""
    authors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    book: Title | None = None
    names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def year(self) -> str:
        """The year of issue; empty if unknown."""
        return str(self.issued.year) if self.issued else ""


def edition_work(settings: Settings, language: str, citation: CitationSettings, issued: dt.date | None) -> Work:
    """The whole edition in ``language``."""
    edition = settings.edition(language)
    return Work(
        kind=BOOK,
        name=f"{settings.slug}.{language}",
        title=Title(edition.title, edition.subtitle, _english_title(settings, edition)),
        language=language,
        issued=issued,
        version=citation.version,
        address=_address(settings, language, "index.html"),
        authors=citation.authors,
        publisher=citation.publisher,
        place=citation.place,
        names=citation.names,
    )


def chapter_work(settings: Settings, book: Work, page: str, title: str, english: str = "") -> Work:
    """The chapter at ``page`` of the edition ``book``."""
    return replace(
        book,
        kind=CHAPTER,
        name=f"{book.name}.chapter-{page.replace('/', '-')}",
        title=Title(title, english="" if book.language == ENGLISH else english),
        address=_address(settings, book.language, f"{page}.html"),
        book=book.title,
    )


def dataset_work(book: Work, titles: Mapping[str, str], own_title: str) -> Work:
    """The data of the edition ``book``, by its title in that language or its own."""
    title = titles.get(book.language) or own_title
    english = titles.get(ENGLISH, own_title)
    known = "" if english == title or book.language == ENGLISH else english
    return replace(book, kind=DATASET, name=f"{book.name}.dataset", title=Title(title, english=known))


def _english_title(settings: Settings, edition: Edition) -> str:
    if edition.language == ENGLISH or ENGLISH not in settings.languages:
        return ""
    english = settings.edition(ENGLISH)
    return Title(english.title, english.subtitle).full


def _address(settings: Settings, language: str, page: str) -> str:
    return f"{settings.base_url.rstrip('/')}/{language}/{page}" if settings.base_url else ""
