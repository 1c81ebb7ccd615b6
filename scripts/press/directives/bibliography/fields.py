"""Read the fields of a .bib entry for any style: words in the reader's language, names, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from babel.dates import get_month_names
from pybtex.database import Entry
from pybtex.richtext import HRef, Tag, Text

from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.data.references import UNRESOLVED
from press.directives.bibliography.names import People, authors_or_editors, label_year, people, rich, work_name
from press.language.catalogues import get_translation
from press.language.dates import spell_iso
from press.language.profiles.en import ENGLISH
from press.language.registry import LANGUAGES

_NOT_FOUND = "Not identified"
# In an address a percent sign begins no comment, and hyphens make no dash.
_ESCAPE = re.compile(r"\\([_%&#$~])|[{}]")
_OF_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


class Fields:
    """One .bib entry for readers of ``language``, with the citation label ``label``; a missing field is empty."""

    def __init__(self, entry: Entry, label: str, language: str) -> None:
        self.entry = entry
        self.language = language
        self.year = label_year(label)
        self.foreign = foreign_language(entry, language)
        self.translate = get_translation(language, domain="bibliography")

    def text(self, *names: str) -> str:
        """Return the first field of these ``names`` that is not empty, converted from TeX."""
        return str(self._first(*names))

    def verbatim(self, name: str) -> str:
        """Return an address or identifier, which is no TeX, without the escapes that some programs write into it all the same."""
        return _ESCAPE.sub(r"\1", self.entry.fields.get(name, ""))

    def localised(self, *names: str) -> Text:
        """Return the first field that is not empty as rich text, in the reader's language where the entry has it (``title_kk``).

        Text in another language than the reader's is marked with that language.
        """
        translated = self._first(*(f"{name}_{self.language}" for name in names))
        return translated or self.in_own_language(self._first(*names))

    def _first(self, *names: str) -> Text:
        return rich(next((self.entry.fields[name] for name in names if self.entry.fields.get(name)), ""))

    def in_own_language(self, text: Text | str) -> Text:
        """Return ``text`` marked with the language of the work where that is not the reader's."""
        return Text(Tag(f"{LANGUAGE_CLASS}{self.foreign}", text)) if text and self.foreign else Text(text)

    def heading(self, format_people: Callable[[People, str], str]) -> str:
        """Return the heading of the entry: its people, formatted by ``format_people``, else an organization, a site or the title.

        Where the edition spells it differently from the work, the work's own spelling follows in brackets.
        """
        here, own = (self._heading(format_people, language) for language in (self.language, ""))
        return here if here == own else f"{here} [{own}]"

    def _heading(self, format_people: Callable[[People, str], str], language: str) -> str:
        found = authors_or_editors(self.entry, language)
        return format_people(found, language) if found else work_name(self.entry, language)

    def has_editors_alone(self) -> bool:
        """Return whether the work has editors and no authors."""
        return bool(self.entry.persons.get("editor")) and not self.entry.persons.get("author")

    def editors(self) -> People:
        """Return the editors of a work that has authors."""
        return People() if self.has_editors_alone() else people(self.entry, "editor", self.language)

    def title(self) -> Text:
        """Return the title; empty where it is the heading of the entry already."""
        title = self.localised("title")
        is_head = not authors_or_editors(self.entry) and str(title) == work_name(self.entry, self.language)
        return Text() if is_head else title

    def publisher(self) -> Text:
        """Return the publisher, unless the heading of the entry names it already."""
        found = self.localised("publisher", "institution")
        if found or not (self.entry.persons or self.entry.fields.get("key")):
            return found
        return self.localised("organization")

    def pages(self) -> str:
        """Return the page range with an en dash."""
        return re.sub(r"\s*[-–]+\s*", "–", self.text("pages"))

    def date(self) -> str:
        """Return the day or month of publication in ISO 8601; empty where only the year is known."""
        year, month, day = (self.entry.fields.get(name, "") for name in ("year", "month", "day"))
        date = self.entry.fields.get("date", "")
        if not date and year and month:
            date = "-".join(filter(None, [year, _month_number(month), day.zfill(2) if day else ""]))
        return date if "-" in date else ""

    def doi_address(self) -> str:
        """Return the address of the work by its DOI; empty where it has none."""
        doi = self.verbatim("doi")
        return f"https://doi.org/{doi}" if doi else ""

    def not_found(self) -> Text:
        """Return a note that no record of the work was found, if the .bib says so."""
        return Text("[", get_translation(self.language)(_NOT_FOUND), ".]") if is_unresolved(self.entry) else Text()


def foreign_language(entry: Entry, language: str) -> str:
    """Return the language of the entry by its ``langid``; empty if it is unknown or the same as ``language``."""
    langid = entry.fields.get("langid", "")
    own = next((tag for tag, profile in LANGUAGES.items() if langid and profile.langid == langid), "")
    return "" if own == language else own


def is_unresolved(entry: Entry) -> bool:
    """Return whether the .bib marks the work as one of which no record was found."""
    return UNRESOLVED in re.split(r"[,;]\s*", entry.fields.get("keywords", ""))


def spell_if_date(date: str, language: str) -> str:
    """Return an ISO day or month in words; anything else is returned unchanged."""
    try:
        return spell_iso(date, language) or date
    except PressError:
        return date


def link(address: str, shown: str = "") -> Text:
    """Return ``address`` as a link with the text ``shown``; as plain text where it is no web address."""
    if not _OF_WEB.match(address):
        return Text(address)
    return Text(HRef(address, shown or address))


def joined(parts: Iterable[Text | str], separator: str = ", ") -> Text:
    """Return the ``parts`` that are not empty, joined by ``separator``."""
    return Text(separator).join([part for part in parts if part])


def _month_number(month: str) -> str:
    """Return ``3``, ``mar`` or ``March`` as ``03``; empty for anything else."""
    if month.isdigit():
        return month.zfill(2)
    start = month[:3].title()
    names = get_month_names("wide", locale=ENGLISH.tag)
    return next((f"{number:02}" for number, name in names.items() if name.startswith(start)), "")
