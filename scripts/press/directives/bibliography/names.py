"""Names, years and order of works: what citations and the reference list have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pybtex.database import Entry, Person
from pybtex.richtext import Text

from press.language.letters import merged
from press.language.registry import LANGUAGES

Word = Callable[[str], str]

_MOST_NAMED = 2
_MOST_FIELDS = 8192  # kept of those that were read last
# Between names and year in a label; the year never holds it.
_LABEL_SEPARATOR = ", "


def cited_names(entry: Entry, word: Word, *, everyone: bool = False) -> str:
    """How a sentence names the makers of a work: surnames, or the first "et al."; else its site or title."""
    people, more = _people(entry)
    surnames = [_plain(" ".join(person.prelast_names + person.last_names)) for person in people]
    if not surnames:
        return work_name(entry)
    if more or (len(surnames) > _MOST_NAMED and not everyone):
        named = surnames if everyone else surnames[:1]
        return f"{', '.join(named)} {word('et al.')}"
    return joined(surnames, word)


def listed_names(entry: Entry, role: str, word: Word) -> str:
    """Full names of authors or editors, surname first, for the reference list; empty where there are none."""
    people = [person for person in entry.persons.get(role, []) if not _is_others(person)]
    names = [_full_name(person) for person in people]
    if len(people) < len(entry.persons.get(role, [])):
        return " ".join(["; ".join(names), word("et al.")])
    return joined(names, word, "; ")


def joined(names: list[str], word: Word, separator: str = ", ") -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{separator.join(names[:-1])} {word('and')} {names[-1]}"


def work_name(entry: Entry) -> str:
    """What a work without author and editor goes by: its site or organization, title or key."""
    for field in ("key", "organization", "title"):
        if entry.fields.get(field):
            return _plain(entry.fields[field])
    return str(entry.key)


def printed_year(entry: Entry, word: Word) -> str:
    """The year of a work, or the words for a work without one."""
    return entry.fields.get("year") or entry.fields.get("date", "")[:4] or word("n.d.")


def work_label(names: str, year: str) -> str:
    """The label of a work: ``Bokayev and Issenova, 2022a``."""
    return f"{names}{_LABEL_SEPARATOR}{year}"


def label_year(label: str) -> str:
    """The year in a label, with the letter that tells works of one year apart."""
    return label.rpartition(_LABEL_SEPARATOR)[2]


def labels(entries: Iterable[Entry], word: Word) -> Iterator[str]:
    """Labels of works in their order; where names and year are equal, a letter follows the year."""
    pairs = [(cited_names(entry, word), printed_year(entry, word)) for entry in entries]
    seen: dict[tuple[str, str], int] = {}
    for pair in pairs:
        seen[pair] = seen.get(pair, -1) + 1
        names, year = pair
        yield work_label(names, _lettered(year, seen[pair]) if pairs.count(pair) > 1 else year)


def _lettered(year: str, place: int) -> str:
    letter = chr(ord("a") + place)
    return f"{year}{letter}" if year[-1:].isdigit() else f"{year} {letter}"


def sorted_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Works by author (``presort`` and ``sortkey`` of the .bib come first), then year, then title."""
    return sorted(entries, key=_sort_key)


def _sort_key(entry: Entry) -> tuple[object, ...]:
    fields = entry.fields
    people, _ = _people(entry)
    names = "  ".join(_full_name(person) for person in people) or work_name(entry)
    return (
        fields.get("presort", "mm"),
        alphabetical(fields.get("sortkey") or names),
        fields.get("year") or fields.get("date", "")[:4] or "9999",
        alphabetical(_plain(fields.get("title", ""))),
        entry.key,
    )


def alphabetical(text: str) -> list[tuple[int, str]]:
    """A key that sorts ``text`` by the alphabets of all languages, Latin before Cyrillic, blind to case and Latin accents."""
    letters = (letter for letter in text.casefold() if letter.isalnum() or letter.isspace())
    places = _places(tuple(profile.alphabet for profile in LANGUAGES.values()))
    return [_place(letter, places) for letter in letters]


@lru_cache(maxsize=1)
def _places(alphabets: tuple[str, ...]) -> dict[str, int]:
    """The place of each letter in one order of all: Kazakh ones stand where they belong, code points would put them at the end."""
    return {letter: place for place, letter in enumerate(merged(alphabets), start=1)}


def _place(letter: str, places: dict[str, int]) -> tuple[int, str]:
    if letter not in places:
        letter = unicodedata.normalize("NFD", letter)[0]
    return (places.get(letter, 0), letter)


def _people(entry: Entry) -> tuple[list[Person], bool]:
    """Authors, or editors where there are none, and whether the .bib says that there were others."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    named = [person for person in people if not _is_others(person)]
    return named, len(named) < len(people)


def _is_others(person: Person) -> bool:
    return str(person) == "others"


def _full_name(person: Person) -> str:
    family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return _plain(f"{family}, {given}" if given else family)


@lru_cache(maxsize=_MOST_FIELDS)
def rich(latex: str) -> Text:
    """TeX of a .bib field as rich text."""
    return Text.from_latex(latex)


def _plain(latex: str) -> str:
    return str(rich(latex))
