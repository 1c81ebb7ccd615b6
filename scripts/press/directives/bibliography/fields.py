"""What an entry of the .bib says, for whatever style: its words in the reader's language, names, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from babel.dates import get_month_names
from pybtex.database import Entry
from pybtex.richtext import HRef, Tag, Text

from press.core.errors import PressError
from press.data.references import UNRESOLVED
from press.directives.bibliography.names import People, label_year, makers, people, plain, rich, work_name
from press.language.catalogues import get_translation
from press.language.profiles.en import ENGLISH
from press.language.quantities import Quantity, spell
from press.language.registry import LANGUAGES

_NOT_FOUND = "Not identified in public records"
_OF_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
#: Rich text that says its language has a tag of this name, and the node of the document a class of the same one.
LANGUAGE_TAG = "language-"


class Fields:
    """One entry for readers of ``language``, labelled ``label``; a field that the .bib lacks is empty."""

    def __init__(self, entry: Entry, label: str, language: str) -> None:
        self.entry = entry
        self.language = language
        self.year = label_year(label)
        self.foreign = foreign_language(entry, language)
        self.translate = get_translation(language, domain="bibliography")

    def text(self, *names: str) -> str:
        """Return the first of the fields that has something in it, without its TeX."""
        return plain(next((self.entry.fields[name] for name in names if self.entry.fields.get(name)), ""))

    def worded(self, *names: str) -> Text:
        """Return a field that is words: those for the reader's language where the entry has them (``title_kk``), else its own.

        Words in another language than the reader's are marked with it.
        """
        translated = self._first(*(f"{name}_{self.language}" for name in names))
        return translated or self.in_own_language(self._first(*names))

    def _first(self, *names: str) -> Text:
        return rich(next((self.entry.fields[name] for name in names if self.entry.fields.get(name)), ""))

    def in_own_language(self, text: Text | str) -> Text:
        """Return text in the language of the work, marked with it where the reader's is another."""
        return Text(Tag(f"{LANGUAGE_TAG}{self.foreign}", text)) if text and self.foreign else Text(text)

    def maker(self, listed: Callable[[People, str], str]) -> str:
        """Return who heads the entry, by ``listed``: people, else a body, a site or the title.

        Where the edition has a spelling of its own, the one of the work follows in brackets.
        """
        here, own = self._maker(listed, self.language), self._maker(listed, "")
        return here if here == own else f"{here} [{own}]"

    def _maker(self, listed: Callable[[People, str], str], language: str) -> str:
        found = makers(self.entry, language)
        return listed(found, language) if found else work_name(self.entry, language)

    def has_editors_alone(self) -> bool:
        """Tell whether the editors stand where authors would."""
        return bool(self.entry.persons.get("editor")) and not self.entry.persons.get("author")

    def editors(self) -> People:
        """Return the editors of a work that has authors."""
        return People() if self.has_editors_alone() else people(self.entry, "editor", self.language)

    def title(self) -> Text:
        """Return the title; nothing where it heads the entry already."""
        title = self.worded("title")
        is_head = not makers(self.entry) and str(title) == work_name(self.entry, self.language)
        return Text() if is_head else title

    def publisher(self) -> Text:
        """Return who published the work, where that is not said at its head."""
        found = self.worded("publisher", "institution")
        if found or not (self.entry.persons or self.entry.fields.get("key")):
            return found
        return self.worded("organization")

    def pages(self) -> str:
        """Return the pages with a dash between."""
        return re.sub(r"\s*[-–]+\s*", "–", self.text("pages"))

    def date(self) -> str:
        """Return the day or the month of publication as ISO has it; empty where only the year is known."""
        year, month, day = (self.entry.fields.get(name, "") for name in ("year", "month", "day"))
        date = self.entry.fields.get("date", "")
        if not date and year and month:
            date = "-".join(filter(None, [year, _month_number(month), day.zfill(2) if day else ""]))
        return date if "-" in date else ""

    def not_found(self) -> Text:
        """Say that no record of the work was found, if the .bib says so."""
        return Text("[", get_translation(self.language)(_NOT_FOUND), ".]") if is_unresolved(self.entry) else Text()


def foreign_language(entry: Entry, language: str) -> str:
    """Return the language of the entry's own words if it is known and not ``language``; otherwise empty."""
    langid = entry.fields.get("langid", "")
    own = next((tag for tag, profile in LANGUAGES.items() if langid and profile.langid == langid), "")
    return "" if own == language else own


def is_unresolved(entry: Entry) -> bool:
    """Tell whether the .bib marks the work as one of which no record was found."""
    return UNRESOLVED in re.split(r"[,;]\s*", entry.fields.get("keywords", ""))


def spelled(date: str, language: str) -> str:
    """Return a day or a month in words; what is no date stays as it is."""
    try:
        return spell(Quantity(date, "date" if date.count("-") == 2 else "month"), language) if date else ""
    except PressError:
        return date


def link(address: str, shown: str = "") -> Text:
    """Return an address that leads there; empty where there is none, and no more than text where it is none of the web."""
    if not _OF_WEB.match(address):
        return Text(address)
    return Text(HRef(address, shown or address))


def listed(parts: Iterable[Text | str], separator: str = ", ") -> Text:
    """Return those parts in which there is something, with ``separator`` between them."""
    return Text(separator).join([part for part in parts if part])


def _month_number(month: str) -> str:
    """``3``, ``mar`` or ``March`` as ``03``; empty for anything else."""
    if month.isdigit():
        return month.zfill(2)
    start = month[:3].title()
    names = get_month_names("wide", locale=ENGLISH.tag)
    return next((f"{number:02}" for number, name in names.items() if name.startswith(start)), "")
