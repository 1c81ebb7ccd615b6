"""Describe works in one record (the edition, its chapters, its data, what it cites), from which every form of a citation is made."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from babel.dates import get_month_names
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.richtext import Tag, Text
from sphinx.environment import BuildEnvironment

from press.citation.press_citation import Author, CitationSettings
from press.core.caches import cached_per_build
from press.core.formats import LANGUAGE_CLASS
from press.core.settings import Settings
from press.core.text import read_utf8
from press.data.descriptor import DataPackage
from press.data.references import UNRESOLVED
from press.edition.chapters import address, contents, edition_docname
from press.language.profiles.en import ENGLISH
from press.language.registry import LANGUAGES
from press.notebooks.results import text_cells

BOOK, CHAPTER, DATASET = "book", "chapter", "dataset"
_BLOCKS = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")
_TITLE = ("heading_open", "h1")
_SOFT_HYPHEN = "\u00ad"
# Addresses and identifiers are no TeX: a percent sign begins no comment, hyphens make no dash. Some programs escape them all the same.
_VERBATIM = ("url", "doi", "isbn")
_ESCAPE = re.compile(r"\\([_%&#$~])|[{}]")


class People(NamedTuple):
    """Those who made a work, as far as they are named, and whether there are others."""

    named: tuple[Author, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.named or self.others)


@dataclass(frozen=True)
class Work:
    """A work. ``kind`` is ``book``, ``chapter`` or ``dataset`` of the edition, or the type of a .bib entry; ``name`` its key, or the stem of its files.

    ``fields`` have the names of biblatex. One with a language at its end (``title_ru``) is what editions in that language say; so are
    ``people``, by their roles (``author``, ``editor``, ``author_ru``). ``language`` is that of the work; empty if unknown. ``commit`` is
    that of which a release is made, ``names`` those of `CitationSettings`.
    """

    kind: str
    name: str
    fields: Mapping[str, Text]
    language: str = ""
    people: Mapping[str, People] = field(default_factory=dict)
    commit: str = field(default="", compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)

    def rich(self, *names: str) -> Text:
        """Return the first field that is not empty."""
        return next((self.fields[name] for name in names if self.fields.get(name)), Text())

    def text(self, *names: str) -> str:
        """Return the first field that is not empty as plain text."""
        return str(self.rich(*names))

    def told(self, language: str, *names: str) -> Text:
        """Return the first field that is not empty as readers of ``language`` are told it, marked where it is in another language."""
        return self.rich(*(f"{name}_{language}" for name in names)) or self.marked(self.rich(*names), language)

    def marked(self, text: Text | str, language: str) -> Text:
        """Return ``text`` marked with the language of the work where that is not ``language``."""
        is_foreign = text and self.language not in ("", language)
        return Text(Tag(f"{LANGUAGE_CLASS}{self.language}", text)) if is_foreign else Text(text)

    def with_subtitle(self, name: str = "title") -> str:
        """Return a title with its subtitle: ``The Title: Its subtitle``."""
        return ": ".join(filter(None, [self.text(name), self.text(name.replace("title", "subtitle"))]))

    def makers(self, language: str = "") -> People:
        """Return the authors, or else the editors, as the edition in ``language`` spells them; by default as the work does."""
        roles = [f"author_{language}", "author", f"editor_{language}", "editor"]
        return next((self.people[role] for role in roles if self.people.get(role)), People())

    @property
    def is_edited(self) -> bool:
        """Return whether the work has editors and no authors."""
        return bool(self.people.get("editor")) and not self.people.get("author")

    def editors(self, language: str) -> People:
        """Return the editors of a work that has authors."""
        return (
            People() if self.is_edited else self.people.get(f"editor_{language}") or self.people.get("editor", People())
        )

    @property
    def authors(self) -> tuple[Author, ...]:
        """Return the authors that are named."""
        return self.people.get("author", People()).named

    def body(self, language: str = "") -> str:
        """Return the name by which a work goes that nobody signed: its key or organization; empty without one."""
        return self.text(f"key_{language}", "key", f"organization_{language}", "organization")

    def publisher(self, language: str) -> Text:
        """Return the publisher, unless the work goes by its name already."""
        found = self.told(language, "publisher", "institution")
        return found or (self.told(language, "organization") if self.people or self.text("key") else Text())

    @property
    def date(self) -> str:
        """Return the day or month of publication in ISO 8601; empty where only the year is known."""
        date = self.text("date")
        return date if "-" in date else ""

    @property
    def issued(self) -> dt.date | None:
        """Return the day on which the edition was issued."""
        return dt.date.fromisoformat(self.date) if self.date else None

    @property
    def year(self) -> str:
        """Return the year of issue, or both years of a range; empty if unknown."""
        ends = self.text("date").split("/")
        return self.text("year") or "–".join(dict.fromkeys(end[:4] for end in ends))

    @property
    def pages(self) -> str:
        """Return the page range with an en dash."""
        return re.sub(r"\s*[-–]+\s*", "–", self.text("pages"))

    @property
    def doi_address(self) -> str:
        """Return the address of the work by its DOI; empty where it has none."""
        return f"https://doi.org/{self.text('doi')}" if self.text("doi") else ""

    @property
    def is_unresolved(self) -> bool:
        """Return whether the .bib marks the work as one of which no record was found."""
        return UNRESOLVED in re.split(r"[,;]\s*", self.text("keywords"))


def cited_work(entry: Entry) -> Work:
    """Return the work of a .bib entry."""
    fields = {
        name: Text(_ESCAPE.sub(r"\1", value)) if name in _VERBATIM else _rich(value)
        for name, value in entry.fields.items()
    }
    if not fields.get("date"):
        fields["date"] = Text(_bibtex_date(entry))
    people = {role: _people([*persons]) for role, persons in entry.persons.items()}
    for name in fields:
        role, _, language = name.partition("_")
        if role in Person.valid_roles and language:
            people[name] = _people([Person(spelled) for spelled in split_name_list(entry.fields[name])])
    langid = entry.fields.get("langid", "")
    language = next((tag for tag, profile in LANGUAGES.items() if langid and profile.langid == langid), "")
    return Work(entry.type, entry.key or "", fields, language, people)


@lru_cache(maxsize=8192)
def _rich(latex: str) -> Text:
    return Text.from_latex(latex)


def _bibtex_date(entry: Entry) -> str:
    """Return year, month (``3``, ``mar`` or ``March``; anything else is none) and day of BibTeX in ISO 8601; empty without a month."""
    year, month, day = (entry.fields.get(name, "") for name in ("year", "month", "day"))
    if not (year and month):
        return ""
    names = get_month_names("wide", locale=ENGLISH.tag).items()
    found = (f"{number:02}" for number, name in names if name.startswith(month[:3].title()))
    number = month.zfill(2) if month.isdigit() else next(found, "")
    return "-".join(filter(None, [year, number, day.zfill(2) if day else ""]))


def _people(persons: list[Person]) -> People:
    named = []
    for person in (person for person in persons if str(person) != "others"):
        family = person.prelast_names + person.last_names
        names = (family, person.first_names + person.middle_names, person.lineage_names)
        family, given, suffix = (str(_rich(" ".join(part))) for part in names)
        named.append(Author(family, given, suffix=suffix))
    return People(tuple(named), len(named) < len(persons))


def edition_work(settings: Settings, language: str, citation: CitationSettings, issued: dt.date | None) -> Work:
    """Return the whole edition in ``language`` as a work."""
    edition = settings.edition(language)
    fields = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "date": issued.isoformat() if issued else "",
        "version": citation.version,
        "publisher": citation.publisher,
        "location": citation.place,
        "url": _address(settings, language, "index.html"),
    }
    if ENGLISH.tag in settings.languages and language != ENGLISH.tag:
        english = settings.edition(ENGLISH.tag)
        fields[f"title_{ENGLISH.tag}"] = ": ".join(filter(None, [english.title, english.subtitle]))
    return Work(
        BOOK,
        f"{settings.slug}.{language}",
        {name: Text(value) for name, value in fields.items() if value},
        language,
        {"author": People(citation.authors)} if citation.authors else {},
        settings.commit,
        citation.names,
    )


def chapter_work(settings: Settings, book: Work, page: str, title: str, english: str = "") -> Work:
    """Return the chapter at ``page`` of the edition ``book`` as a work."""
    above = {f"book{name}": text for name, text in book.fields.items() if name.startswith(("title", "subtitle"))}
    name, address = f"{book.name}.chapter-{page.replace('/', '-')}", _address(settings, book.language, f"{page}.html")
    return _within(book, CHAPTER, name, title, english, above | {"url": Text(address)})


def dataset_work(book: Work, titles: Mapping[str, str], own_title: str) -> Work:
    """Return the data of the edition ``book`` as a work, titled in its language, or else by ``own_title``."""
    title, english = titles.get(book.language) or own_title, titles.get(ENGLISH.tag, own_title)
    return _within(book, DATASET, f"{book.name}.dataset", title, "" if english == title else english, {})


def _within(book: Work, kind: str, name: str, title: str, english: str, more: dict[str, Text]) -> Work:
    """Return a part of the edition ``book`` with a title of its own."""
    kept = {name: text for name, text in book.fields.items() if not name.startswith(("title", "subtitle"))}
    titles = {"title": Text(title), f"title_{ENGLISH.tag}": Text("" if book.language == ENGLISH.tag else english)}
    return replace(
        book, kind=kind, name=name, fields=kept | {key: text for key, text in (titles | more).items() if text}
    )


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
            text = next(iter(text_cells(notebook)), "")
        tokens = _BLOCKS.parse(text)
        heading = next((after for token, after in pairwise(tokens) if (token.type, token.tag) == _TITLE), None)
        # Of one with a role the text is not known here.
        if heading and "{" not in heading.content:
            (inline,) = MarkdownIt().parseInline(heading.content)
            found[address(docname, settings)] = "".join(part.content for part in inline.children or ())
    return found
