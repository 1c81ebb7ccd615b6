"""Describe a citable work (the edition, a chapter, its data) in one record, from which every form of citation is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from sphinx.environment import BuildEnvironment

from press.citation.settings import Author, CitationSettings
from press.core.caches import cached_per_build
from press.core.settings import Edition, Settings
from press.core.text import read_utf8
from press.data.descriptor import DataPackage
from press.edition.chapters import address, contents, edition_docname
from press.language.profiles.en import ENGLISH
from press.notebooks.notebook import text_cells

BOOK, CHAPTER, DATASET = "book", "chapter", "dataset"
_BLOCKS = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")
_TITLE = ("heading_open", "h1")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Title:
    """A title with its subtitle, in its own language and, where that is not English, in English as far as known."""

    text: str
    subtitle: str = ""
    english: str = ""

    @property
    def full(self) -> str:
        """Return the title and subtitle: ``The Title: Its subtitle``."""
        return f"{self.text}: {self.subtitle}" if self.subtitle else self.text


@dataclass(frozen=True)
class Work:
    """One citable work; ``kind`` is ``book``, ``chapter`` or ``dataset``, ``name`` is the stem of its files.

    ``book`` is the title of the edition that contains a chapter, ``commit`` that of which a release is made, ``names`` those of
    `CitationSettings`. Unknown fields are empty.
    """

    kind: str
    name: str
    title: Title
    language: str
    issued: dt.date | None = None
    version: str = ""
    commit: str = field(default="", compare=False)
    address: str = ""
    authors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    book: Title | None = None
    names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def year(self) -> str:
        """Return the year of issue; empty if unknown."""
        return str(self.issued.year) if self.issued else ""


def edition_work(settings: Settings, language: str, citation: CitationSettings, issued: dt.date | None) -> Work:
    """Return the whole edition in ``language`` as a work."""
    edition = settings.edition(language)
    return Work(
        kind=BOOK,
        name=f"{settings.slug}.{language}",
        title=Title(edition.title, edition.subtitle, _english_title(settings, edition)),
        language=language,
        issued=issued,
        version=citation.version,
        commit=settings.commit,
        address=_address(settings, language, "index.html"),
        authors=citation.authors,
        publisher=citation.publisher,
        place=citation.place,
        names=citation.names,
    )


def chapter_work(settings: Settings, book: Work, page: str, title: str, english: str = "") -> Work:
    """Return the chapter at ``page`` of the edition ``book`` as a work."""
    return replace(
        book,
        kind=CHAPTER,
        name=f"{book.name}.chapter-{page.replace('/', '-')}",
        title=Title(title, english="" if book.language == ENGLISH.tag else english),
        address=_address(settings, book.language, f"{page}.html"),
        book=book.title,
    )


def dataset_work(book: Work, titles: Mapping[str, str], own_title: str) -> Work:
    """Return the data of the edition ``book`` as a work, titled in its language, or else by ``own_title``."""
    title = titles.get(book.language) or own_title
    english = titles.get(ENGLISH.tag, own_title)
    known = "" if english == title or book.language == ENGLISH.tag else english
    return replace(book, kind=DATASET, name=f"{book.name}.dataset", title=Title(title, english=known))


def _english_title(settings: Settings, edition: Edition) -> str:
    if edition.language == ENGLISH.tag or ENGLISH.tag not in settings.languages:
        return ""
    english = settings.edition(ENGLISH.tag)
    return Title(english.title, english.subtitle).full


def _address(settings: Settings, language: str, page: str) -> str:
    return f"{settings.base_url.rstrip('/')}/{language}/{page}" if settings.base_url else ""


def page_title(env: BuildEnvironment, docname: str) -> str:
    """Return the title of a page without markup."""
    return plain_text(env.titles.get(docname) or nodes.title())


def plain_text(node: nodes.Node) -> str:
    """Return the text of ``node`` on one line, without soft hyphens."""
    return " ".join(node.astext().replace(_SOFT_HYPHEN, "").split())


def dataset_title(package: DataPackage) -> str:
    """Return the title of the data package, or its name where it has none."""
    about = package.about
    return str(about.get("title") or about.get("name"))


@cached_per_build
def english_titles(settings: Settings) -> dict[str, str]:
    """Return the first heading of each page of the English edition; of notebooks only where English is the default language."""
    found = {}
    for docname in contents(settings):
        path = settings.root / edition_docname(docname, settings, ENGLISH.tag)
        chapter, notebook = path.with_name(f"{path.name}.md"), path.with_name(f"{path.name}.ipynb")
        text = read_utf8(chapter) if chapter.is_file() else ""
        if settings.languages[0] == ENGLISH.tag and notebook.is_file():
            text = next((source for _, source in text_cells(notebook)), "")
        tokens = _BLOCKS.parse(text)
        heading = next((after for token, after in pairwise(tokens) if (token.type, token.tag) == _TITLE), None)
        # Of one with a role the text is not known here.
        if heading and "{" not in heading.content:
            (inline,) = MarkdownIt().parseInline(heading.content)
            found[address(docname, settings)] = "".join(part.content for part in inline.children or ())
    return found
