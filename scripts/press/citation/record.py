"""Describe works in one record: the edition, its chapters, its data, what it cites.

Every form of a citation is made from it, by what all styles share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from docutils import nodes
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text

from press.core.formats import LANGUAGE_CLASS
from press.data.references import UNRESOLVED
from press.language.catalogues import get_translation
from press.language.registry import LANGUAGES
from press.language.scripts import script_of_text

BOOK, CHAPTER, DATASET = "book", "chapter", "dataset"
_SOFT_HYPHEN = "\u00ad"
# Addresses and identifiers are no TeX: a percent sign begins no comment, hyphens make no dash. Some programs escape them all the same.
_VERBATIM = ("url", "doi", "isbn")
_ESCAPE = re.compile(r"\\([_%&#$~])|[{}]")
# What can be the name of a file or of a repository: a word with a slash or an underscore.
_PATH = re.compile(r"[^\s{}]*[/_][^\s{}]*")
_OF_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


@dataclass(frozen=True)
class Author:
    """A person by family and given names, or an organisation by its ``name`` alone."""

    family: str = ""
    given: str = ""
    name: str = ""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """Return the family name with what follows it: ``King Jr.``."""
        return " ".join(filter(None, [self.family, self.suffix]))

    def inverted(self, separator: str = ", ") -> str:
        """Return the family name before initials: ``Abay, A. B.``."""
        return self.name or separator.join(filter(None, [self.surname, initials(self.given)]))

    def signed(self) -> str:
        """Return initials before the family name: ``A. B. Abay``."""
        return self.name or " ".join(filter(None, [initials(self.given), self.surname]))

    @property
    def full(self) -> str:
        """Return the name as it is said: ``Aru Abay``."""
        return self.name or " ".join(filter(None, [self.given, self.surname]))

    @property
    def sorted(self) -> str:
        """Return the name as it is sorted: ``Abay, Aru``."""
        return self.name or ", ".join(filter(None, [self.surname, self.given]))


def initials(given: str) -> str:
    """Return ``A. B.`` for ``Aru Bota``, ``A.-M.`` for ``Ann-Mari``; initials are returned unchanged."""
    names = given.replace(".", ". ").replace(". -", ".-").split()
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


class People(NamedTuple):
    """Those who made a work, as far as they are named, and whether there are others."""

    named: tuple[Author, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.named or self.others)


@dataclass(frozen=True)
class Work:
    """A work of a ``kind``: ``book``, ``chapter`` or ``dataset`` of the edition, or the type of a .bib entry.

    ``name`` is its key, or the stem of its files. ``fields`` have the names of biblatex, ``people`` are by role; editions in a
    language use those with that language at the end (``title_ru``, ``author_ru``). ``language`` is that of the work, empty if
    unknown. ``commit`` is that of which a release is made, ``names`` those of `CitationSettings`.
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

    def localized(self, language: str, *names: str) -> Text:
        """Return the first field that is not empty for readers of ``language``, marked where it is in another."""
        return self.rich(*(f"{name}_{language}" for name in names)) or self.marked(self.rich(*names), language)

    def marked(self, text: Text | str, language: str) -> Text:
        """Return ``text`` marked with the language of the work where that is not ``language``."""
        is_foreign = text and self.language not in ("", language)
        return Text(Tag(f"{LANGUAGE_CLASS}{self.language}", text)) if is_foreign else Text(text)

    def with_subtitle(self, name: str = "title") -> str:
        """Return a title with its subtitle: ``The Title: Its subtitle``."""
        return ": ".join(filter(None, [self.text(name), self.text(name.replace("title", "subtitle"))]))

    def _first_of(self, *roles: str) -> People:
        return next((self.people[role] for role in roles if self.people.get(role)), People())

    def makers(self, language: str = "") -> People:
        """Return the authors, or else the editors, as the edition in ``language`` spells them; by default as the work does."""
        return self._first_of(f"author_{language}", "author", f"editor_{language}", "editor")

    @property
    def is_edited(self) -> bool:
        """Return whether the work has editors and no authors."""
        return bool(self.people.get("editor")) and not self.people.get("author")

    def editors(self, language: str) -> People:
        """Return the editors of a work that has authors."""
        return People() if self.is_edited else self._first_of(f"editor_{language}", "editor")

    @property
    def authors(self) -> tuple[Author, ...]:
        """Return the authors that are named."""
        return self.people.get("author", People()).named

    def body(self, language: str = "") -> str:
        """Return the name by which a work goes that nobody signed: its key or organization; empty without one."""
        return self.text(f"key_{language}", "key", f"organization_{language}", "organization")

    def publisher(self, language: str) -> Text:
        """Return the publisher, unless the work goes by its name already."""
        publisher = self.localized(language, "publisher", "institution")
        return publisher or (self.localized(language, "organization") if self.people or self.text("key") else Text())

    @property
    def date(self) -> str:
        """Return the day or month of publication in ISO 8601; empty where only the year is known."""
        date = self.text("date")
        return date if "-" in date else ""

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
    # Two hyphens are a dash, but in the name of a file or repository.
    return Text.from_latex(_PATH.sub(lambda path: path[0].replace("--", "-{}-"), latex))


def _people(persons: list[Person]) -> People:
    named = []
    for person in (person for person in persons if str(person) != "others"):
        family = person.prelast_names + person.last_names
        names = (family, person.first_names + person.middle_names, person.lineage_names)
        family, given, suffix = (str(_rich(" ".join(part))) for part in names)
        named.append(Author(family, given, suffix=suffix))
    return People(tuple(named), len(named) < len(persons))


def plain_text(node: nodes.Node) -> str:
    """Return the text of ``node`` on one line, without soft hyphens."""
    return " ".join(node.astext().replace(_SOFT_HYPHEN, "").split())


def named_makers(work: Work, language: str, format_people: Callable[[People, str], str]) -> str:
    """Return who made the work: its people, formatted by ``format_people``, else an organization or a site.

    Where the edition spells it differently from the work, the work's own spelling follows in brackets. The result is empty where
    nobody is named; a work of which nothing is known has its key.
    """

    def spelled(language: str) -> str:
        people = work.makers(language)
        return format_people(people, language) if people else work.body(language)

    here, original = spelled(language), spelled("")
    return (here if here == original else f"{here} [{original}]") or ("" if work.text("title") else work.name)


def and_others(names: str, language: str) -> str:
    """Return "et al." for use behind ``names``: in ``language``, but in Latin behind Latin letters."""
    latin = "et al."
    return latin if script_of_text(names) == "LATIN" else get_translation(language, "bibliography")(latin)


def with_last(names: list[str], last: str, *, serial: bool) -> str:
    """Return ``A``, ``A & B`` or ``A, B, & C``; with the last comma only if ``serial``."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if serial and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"


def link(address: str, shown: str = "") -> Text:
    """Return ``address`` as a link with the text ``shown``; as plain text where it is no web address."""
    return Text(HRef(address, shown or address) if _OF_WEB.match(address) else address)


def not_identified(work: Work, language: str) -> Text:
    """Return a note that no record of the work was found, if the .bib says so."""
    note = get_translation(language)("Not identified") if work.is_unresolved else ""
    return Text(f"[{note}.]" if note else "")


def joined(parts: Iterable[Text | str], separator: str = ", ") -> Text:
    """Return the ``parts`` that are not empty, joined by ``separator``."""
    return Text(separator).join([part for part in parts if part])
