"""Read the fields of a .bib entry for any style: words in the reader's language, names, years and addresses; sort entries and label them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_month_names
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text

from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.data.references import UNRESOLVED
from press.language.catalogues import get_translation
from press.language.dates import spell_iso
from press.language.letters import merged
from press.language.profiles.en import ENGLISH
from press.language.registry import LANGUAGES, profile_of

_MOST_NAMED = 2
_MOST_FIELDS = 8192  # size of the cache of parsed fields
# Separates names and year in a label; no year contains it.
_LABEL_SEPARATOR = ", "
_ET_AL = "et al."


class People(NamedTuple):
    """The people named in a .bib field, and whether it ends with ``and others``."""

    named: tuple[Person, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.named or self.others)


def people(entry: Entry, role: str, language: str = "") -> People:
    """Return authors or editors as spelled for the edition in ``language`` (``author_ru``), else as in the work."""
    spelled = entry.fields.get(f"{role}_{language}", "")
    found = [Person(name) for name in split_name_list(spelled)] if spelled else entry.persons.get(role, [])
    named = tuple(person for person in found if str(person) != "others")
    return People(named, len(named) < len(found))


def authors_or_editors(entry: Entry, language: str = "") -> People:
    """Return the authors, or the editors where there are none."""
    return people(entry, "author", language) or people(entry, "editor", language)


def cited_names(entry: Entry, language: str, *, everyone: bool = False, in_brackets: bool = False) -> str:
    """Return the names for a citation, textual or ``in_brackets``: surnames, or the first "et al."; without people, the site or title."""
    found = authors_or_editors(entry, language)
    surnames = [plain(" ".join(person.prelast_names + person.last_names)) for person in found.named]
    if not surnames:
        return work_name(entry, language)
    if found.others or (len(surnames) > _MOST_NAMED and not everyone):
        named = ", ".join(surnames if everyone else surnames[:1])
        return f"{named} {and_others(named, language)}"
    return _join_names(surnames, language, in_brackets=in_brackets)


def is_apa(language: str) -> bool:
    """Return whether the edition in ``language`` uses APA style, whose words are English; others use GOST."""
    return profile_of(language).lists_works_by_apa


def and_others(names: str, language: str) -> str:
    """Return "et al." for use behind ``names``: in ``language``, but in Latin behind Latin letters."""
    return _ET_AL if script(names) == "LATIN" else get_translation(language, domain="bibliography")(_ET_AL)


def _join_names(names: list[str], language: str, *, in_brackets: bool) -> str:
    """Join names: in APA ``A and B`` in sentences and ``A & B`` in brackets; in other styles brackets have commas alone."""
    if in_brackets and not is_apa(language):
        return ", ".join(names)
    last = "&" if in_brackets else get_translation(language, domain="bibliography")("and")
    return with_last(names, last, serial=is_apa(language))


def with_last(names: list[str], last: str, *, serial: bool) -> str:
    """Return ``A``, ``A & B`` or ``A, B, & C``; with the last comma only if ``serial``."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if serial and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"


def work_name(entry: Entry, language: str = "") -> str:
    """Return the name of a work without author and editor: its site or organization, title or key."""
    for field in ("key", "organization", "title"):
        for name in (f"{field}_{language}", field):
            if entry.fields.get(name):
                return plain(entry.fields[name])
    return str(entry.key)


def year_words(entry: Entry, language: str) -> str:
    """Return the year of a work, or "n.d." in ``language`` for a work without one."""
    return _year(entry) or get_translation(language, domain="bibliography")("n.d.")


def _year(entry: Entry) -> str:
    ends = str(entry.fields.get("date", "")).split("/")
    return entry.fields.get("year") or "–".join(dict.fromkeys(end[:4] for end in ends))


def label_year(label: str) -> str:
    """Return the year in a label, with the letter that distinguishes works of one year."""
    return label.rpartition(_LABEL_SEPARATOR)[2]


def labels(entries: Iterable[Entry], language: str) -> Iterator[str]:
    """Yield the labels of works in order, as in parenthetical citations: ``Bokayev & Issenova, 2022a``.

    The letter is added where names and year are equal.
    """
    pairs = [(cited_names(entry, language, in_brackets=True), year_words(entry, language)) for entry in entries]
    for place, (names, year) in enumerate(pairs):
        ending = ""
        if pairs.count((names, year)) > 1:
            first = "a" if script(names) == "LATIN" else "\N{CYRILLIC SMALL LETTER A}"
            letter = chr(ord(first) + pairs[:place].count((names, year)))
            ending = letter if year[-1:].isdigit() else f"-{letter}"
        yield f"{names}{_LABEL_SEPARATOR}{year}{ending}"


def sorted_entries(entries: Iterable[Entry], language: str) -> list[Entry]:
    """Return works sorted by author (``presort`` and ``sortkey`` of the .bib take precedence), then year, then title.

    Those in the script of ``language`` come first.
    """

    def key(entry: Entry) -> tuple[object, ...]:
        fields = entry.fields
        names = "  ".join(", ".join(parts(person)) for person in authors_or_editors(entry, language).named)
        name = fields.get("sortkey") or names or work_name(entry, language)
        return (
            fields.get("presort", "mm"),
            script(name) != script(profile_of(language).alphabet),
            alphabetical(name),
            _year(entry) or "9999",
            alphabetical(plain(fields.get("title", ""))),
            entry.key,
        )

    return sorted(entries, key=key)


def script(text: str) -> str:
    """Return the script of the first letter of ``text`` by its Unicode name ("LATIN"); empty without letters."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(letter).split()[0] if letter else ""


def alphabetical(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts ``text`` by the alphabets of all languages, Latin before Cyrillic, ignoring case and Latin accents."""
    letters = (letter for letter in text.casefold() if letter.isalnum() or letter.isspace())
    places = _places(tuple(profile.alphabet for profile in LANGUAGES.values()))
    known = (letter if letter in places else unicodedata.normalize("NFD", letter)[0] for letter in letters)
    return [(places.get(letter, 0), letter) for letter in known]


@lru_cache(maxsize=1)
def _places(alphabets: tuple[str, ...]) -> dict[str, int]:
    """Return the position of each letter in all alphabets merged; by code points, Kazakh letters would sort last."""
    return {letter: place for place, letter in enumerate(merged(alphabets), start=1)}


def parts(person: Person) -> list[str]:
    """Return the family and given names of a person, as far as known."""
    family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return [plain(part) for part in (family, given) if part]


@lru_cache(maxsize=_MOST_FIELDS)
def rich(latex: str) -> Text:
    """Return the TeX of a .bib field as pybtex rich text."""
    return Text.from_latex(latex)


def plain(latex: str) -> str:
    """Return the TeX of a .bib field as plain text."""
    return str(rich(latex))


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

        def spelled(language: str) -> str:
            found = authors_or_editors(self.entry, language)
            return format_people(found, language) if found else work_name(self.entry, language)

        here, own = spelled(self.language), spelled("")
        return here if here == own else f"{here} [{own}]"

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
        date = str(self.entry.fields.get("date", ""))
        if not date and year and month:
            # The month is ``3``, ``mar`` or ``March``; anything else is none.
            names = get_month_names("wide", locale=ENGLISH.tag).items()
            found = (f"{number:02}" for number, name in names if name.startswith(month[:3].title()))
            number = month.zfill(2) if month.isdigit() else next(found, "")
            date = "-".join(filter(None, [year, number, day.zfill(2) if day else ""]))
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
