"""Entries of the reference list: what the .bib knows of a work, in the words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel.dates import get_month_names
from pybtex.database import Entry
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from press.core.errors import PressError
from press.directives.bibliography.names import label_year, labels, listed_names, rich, sorted_entries, work_name
from press.language.catalogues import Word, words
from press.language.profiles.en import ENGLISH
from press.language.quantities import Quantity, spell
from press.language.registry import LANGUAGES

# Kinds whose title is the name of a book, set in italics.
_THESES = ("phdthesis", "mastersthesis", "thesis")
_WHOLE = ("book", "booklet", "manual", "proceedings", "report", "techreport", *_THESES)
_KIND_WORDS = {
    "phdthesis": "Ph.D. thesis",
    "mastersthesis": "Master's thesis",
    "techreport": "Technical report",
}
UNRESOLVED = "unresolved"
_NOT_FOUND = "Not identified in public records"
_ENDS = (".", "!", "?", "…")
#: Rich text that says its language has a tag of this name, and the node of the document a class of the same one.
LANGUAGE_TAG = "language-"


def entry_style(language: str) -> type[BaseStyle]:
    """The class of the pybtex style for ``language``."""
    word = words(language, domain="bibliography")

    class Labels(BaseLabelStyle):  # type: ignore[misc]
        def format_labels(self, entries: Iterable[Entry]) -> Iterator[str]:
            return labels(entries, word)

    class Sorting(BaseSortingStyle):  # type: ignore[misc]
        def sort(self, entries: Iterable[Entry]) -> list[Entry]:
            return sorted_entries(entries)

    class PressStyle(BaseStyle):  # type: ignore[misc]
        default_name_style = "last"
        default_label_style = Labels
        default_sorting_style = Sorting

        def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
            return FormattedEntry(entry.key, EntryText(entry, label, language, word).text(), label)

    return PressStyle


class EntryText:
    """One entry as rich text; a field that the .bib lacks is left out."""

    def __init__(self, entry: Entry, label: str, language: str, word: Word) -> None:
        self.entry = entry
        self.label = label
        self.language = language
        self.word = word

    def text(self) -> Text:
        """Who and when; title; where it stands; who published it; how to get it; whether it is known."""
        sentences = [self._head(), self._title(), self._container(), self._publication()]
        sentences += [self._worded("note"), self._said("ISBN %s", "isbn")]
        parts = [_ended(sentence) for sentence in sentences if sentence]
        # No full stop after an address, nobody could tell whether it belongs to it.
        parts += [self._doi(), self._url(), self._not_found()]
        return Text(" ").join([part for part in parts if part])

    def _field(self, *names: str) -> Text:
        """The first of the fields that has something in it."""
        value = next((self.entry.fields[name] for name in names if self.entry.fields.get(name)), "")
        return rich(value)

    def _worded(self, *names: str) -> Text:
        """Return a field that is words: those for the reader's language where the entry has them (``title_kk``), else its own.

        Words in another language than the reader's are marked with it.
        """
        translated = self._field(*(f"{name}_{self.language}" for name in names))
        if translated:
            return translated
        value, language = self._field(*names), foreign_language(self.entry, self.language)
        return Text(Tag(f"{LANGUAGE_TAG}{language}", value)) if value and language else value

    def _said(self, pattern: str, *names: str) -> Text:
        """A field within the words for it: ``vol. 11``."""
        value = self._field(*names)
        before, _, after = self.word(pattern).partition("%s")
        return Text(before, value, after) if value else Text()

    def _head(self) -> Text:
        entry = self.entry
        names = listed_names(entry, "author", self.word)
        if not names and entry.persons.get("editor"):
            pattern = "%s (ed.)" if len(entry.persons["editor"]) == 1 else "%s (eds.)"
            names = self.word(pattern) % listed_names(entry, "editor", self.word)
        return Text(names or work_name(entry), " (", label_year(self.label), ")")

    def _title(self) -> Text:
        title = self._worded("title")
        if not title or (not self._has_people() and str(title) == work_name(self.entry)):
            return Text()
        title = Text(Tag("em", title)) if self.entry.type in _WHOLE else title
        return _listed([title, self._edition()])

    def _has_people(self) -> bool:
        return bool(self.entry.persons.get("author") or self.entry.persons.get("editor"))

    def _edition(self) -> Text:
        edition = self._field("edition")
        return self._said("edition %s", "edition") if str(edition).isdigit() else edition

    def _container(self) -> Text:
        """The journal or the book that holds the work, with volume, number and pages."""
        details = [self._said("vol. %s", "volume"), self._said("no. %s", "number", "issue")]
        details += [self._said("chapter %s", "chapter"), self._pages()]
        journal = self._worded("journal", "journaltitle")
        if journal:
            return _listed([Text(Tag("em", journal)), *details])
        book = self._worded("booktitle")
        if not book:
            return _listed([self._worded("series"), *details])
        editors = listed_names(self.entry, "editor", self.word) if self.entry.persons.get("author") else ""
        pattern = "%s (ed.)" if len(self.entry.persons.get("editor", [])) == 1 else "%s (eds.)"
        edited = Text(self.word(pattern) % editors) if editors else Text()
        place = _listed([edited, Text(Tag("em", book)), *details])
        before, _, after = self.word("In %s").partition("%s")
        return Text(before, place, after)

    def _pages(self) -> Text:
        pages = self.entry.fields.get("pages", "")
        several = re.search(r"[-–,]", pages) is not None
        dashed = re.sub(r"\s*[-–]+\s*", "–", pages)
        return Text(self.word("pp. %s" if several else "p. %s") % dashed) if pages else Text()

    def _publication(self) -> Text:
        """Kind of thesis or report, place and publisher or school, and the day where one is known."""
        maker = self._worded("publisher", "school", "institution", "howpublished")
        organization = self._worded("organization")
        if not maker and str(organization) != work_name(self.entry):
            maker = organization
        place = self._field("address", "location")
        published = Text(": ").join([part for part in (place, maker) if part])
        return _listed([self._kind(), published, Text(self._date())])

    def _kind(self) -> Text:
        word = _KIND_WORDS.get(self.entry.type)
        return Text(self.word(word)) if word else self._field("type")

    def _date(self) -> str:
        """Day or month of publication in the language; empty where only the year is known."""
        fields = self.entry.fields
        date = fields.get("date", "")
        if not date and fields.get("year") and fields.get("month"):
            date = "-".join([fields["year"], _month_number(fields["month"]), fields.get("day", "").zfill(2)])
        return self._spelled(date.removesuffix("-00"))

    def _spelled(self, date: str) -> str:
        if date.count("-") == 0:
            return ""
        try:
            return spell(Quantity(date, "date" if date.count("-") == 2 else "month"), self.language)
        except PressError:
            return date

    def _doi(self) -> Text:
        doi = self.entry.fields.get("doi", "")
        return _around(self.word("DOI: %s"), HRef(f"https://doi.org/{doi}", doi)) if doi else Text()

    def _url(self) -> Text:
        """The address as a link, and when it was seen."""
        url = self.entry.fields.get("url", "")
        visited = self._spelled(self.entry.fields.get("urldate", ""))
        when = f" ({self.word('accessed %s') % visited})" if visited else ""
        return Text(_around(self.word("URL: %s"), HRef(url, url)), when) if url else Text()

    def _not_found(self) -> Text:
        return Text("[", words(self.language)(_NOT_FOUND), ".]") if is_unresolved(self.entry) else Text()


def foreign_language(entry: Entry, language: str) -> str:
    """The language of the entry's own words if it is known and not ``language``; otherwise empty."""
    langid = entry.fields.get("langid", "")
    own = next((tag for tag, profile in LANGUAGES.items() if langid and profile.langid == langid), "")
    return "" if own == language else own


def is_unresolved(entry: Entry) -> bool:
    """Whether the .bib marks the work as one of which no record was found."""
    return UNRESOLVED in re.split(r"[,;]\s*", entry.fields.get("keywords", ""))


def _around(pattern: str, link: HRef) -> Text:
    before, _, after = pattern.partition("%s")
    return Text(before, link, after)


def _listed(parts: Iterable[Text]) -> Text:
    return Text(", ").join([part for part in parts if part])


def _ended(sentence: Text) -> Text:
    """The sentence with a full stop, unless it has its end already."""
    return sentence if str(sentence).endswith(_ENDS) else Text(sentence, ".")


def _month_number(month: str) -> str:
    """``3``, ``mar`` or ``March`` as ``03``; empty for anything else."""
    if month.isdigit():
        return month.zfill(2)
    start = month[:3].title()
    names = get_month_names("wide", locale=ENGLISH.tag)
    return next((f"{number:02}" for number, name in names.items() if name.startswith(start)), "")
