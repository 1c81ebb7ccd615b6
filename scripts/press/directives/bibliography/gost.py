"""Format a reference after GOST 7.1-2003, with the year behind the name, in the language of the edition.

Elements with words of the work's own language (``Vol. 7, no. 2. – P. 247–254``) stay in it, as the standard requires.
"""

from __future__ import annotations

from pybtex.database import Entry, Person
from pybtex.richtext import Text

from press.citation.styles import initials
from press.directives.bibliography.fields import (
    Fields,
    People,
    and_others,
    authors_or_editors,
    joined,
    link,
    parts,
    spell_if_date,
)
from press.language.catalogues import get_translation
from press.language.profiles.en import ENGLISH
from press.language.quantities import Quantity, spell

_KINDS = {"phdthesis": "Ph.D. thesis", "mastersthesis": "Master's thesis"}


def gost_reference(entry: Entry, label: str, language: str) -> Text:
    """Return author and year, then the areas of the description, separated by ". – "; a URL has no full stop after it."""
    return GostReference(entry, label, language).text()


class GostReference:
    """Format one entry; ``of_work`` translates into the language of the work."""

    def __init__(self, entry: Entry, label: str, language: str) -> None:
        self.fields = Fields(entry, label, language)
        self.own = self.fields.foreign or language
        self.of_work = get_translation(self.own, domain="bibliography")
        self.date = spell_if_date(self.fields.date(), language)

    def text(self) -> Text:
        """Return the whole reference."""
        described = _areas([*self._work(), *self._notes()])
        parts = [self._head(), described, self.fields.not_found()]
        return Text(" ").join([part for part in parts if part])

    def _head(self) -> Text:
        role = self.of_work("ed." if len(authors_or_editors(self.fields.entry).named) == 1 else "eds.")
        edited = f" ({role})" if self.fields.has_editors_alone() else ""
        return Text(self.fields.heading(_people), edited, f" ({self.fields.year}).")

    def _work(self) -> list[Text]:
        """Return title and imprint; of a part (article, chapter) also those of the work that contains it."""
        journal, book = self.fields.localised("journal", "journaltitle"), self.fields.localised("booktitle")
        title, whole = self._title(), [self._edition(), self._imprint()]
        if not (journal or book):
            return [title, *whole, self._extent(), self._series()]
        editors = self._phrase("ed. %s", ", ".join(map(_given_first, self.fields.editors().named)))
        part = joined([title, joined([journal or book, editors], " / ")], " // ")
        return [part, *([] if journal else whole), self._issue(), self._phrase("p. %s", self.fields.pages())]

    def _title(self) -> Text:
        """Return the title with other title information: ``Title : Message, 2 September 2019``."""
        kind = self._kind()
        dated = joined([kind, self.date]) if kind else Text()
        return joined([self.fields.title(), dated], " : ")

    def _kind(self) -> Text:
        kind = _KINDS.get(self.fields.entry.type)
        return Text(self.of_work(kind)) if kind else self.fields.localised("howpublished")

    def _edition(self) -> Text:
        edition = self.fields.text("edition")
        if not edition.isdigit():
            return Text(edition)
        number = spell(Quantity(edition, "rank"), self.own) if self.own == ENGLISH.tag else edition
        return self._phrase("%s ed.", number)

    def _imprint(self) -> Text:
        """Return place and publisher, and the date unless the title has it."""
        publisher = self.fields.localised("school") or self.fields.publisher()
        published = joined([self.fields.text("address", "location"), publisher], " : ")
        return joined([published, "" if self._kind() else self.date])

    def _issue(self) -> Text:
        volume = self._phrase("vol. %s", self.fields.text("volume"))
        return joined([volume, self._phrase("no. %s", self.fields.text("number", "issue"))])

    def _extent(self) -> Text:
        return self._phrase("%s p.", self.fields.text("pagetotal")) or self._phrase("p. %s", self.fields.pages())

    def _series(self) -> Text:
        """Return ``(Policy Research Working Paper ; no. 5430)``."""
        name = self.fields.localised("series", "type")
        series = joined([name, self._phrase("no. %s", self.fields.text("number"))], " ; ")
        return Text("(", series, ")") if series else Text()

    def _notes(self) -> list[Text]:
        isbn, doi, url = (self.fields.verbatim(name) for name in ("isbn", "doi", "url"))
        notes = [self.fields.localised("note"), Text(f"ISBN {isbn}" if isbn else "")]
        if doi:
            return [*notes, Text("DOI ", link(self.fields.doi_address(), doi))]
        seen = spell_if_date(self.fields.text("urldate"), self.fields.language)
        when = f" ({self.fields.translate('accessed %s') % seen})" if seen else ""
        address = Text("URL: ", link(url), when) if url else Text()
        return [*notes, address]

    def _phrase(self, pattern: str, value: str) -> Text:
        """Return ``value`` in ``pattern``, translated into the language of the work: ``vol. 11``; empty without a value."""
        return self.fields.in_own_language(self.of_work(pattern) % value) if value else Text()


def _areas(areas: list[Text]) -> Text:
    """Join areas by ". – ", each with a capital; no full stop is doubled, and none follows a DOI or URL."""
    text = Text()
    for area in filter(None, areas):
        begun = area.capfirst()
        text = Text(text.add_period(), " – ", begun) if text else begun
    return text if str(areas[-1]).startswith(("DOI ", "URL: ")) else text.add_period()


def _people(found: People, language: str) -> str:
    """Return surnames before initials: ``Wild C. J., Seber G. A. F.``."""
    names = ", ".join(_family_first(person) for person in found.named)
    return f"{names} {and_others(names, language)}" if found.others else names


def _family_first(person: Person) -> str:
    family, *given = parts(person)
    return " ".join([family, *map(initials, given)])


def _given_first(person: Person) -> str:
    family, *given = parts(person)
    return " ".join([*map(initials, given), family])
