"""Format textual citations, ``{cite:t}`` "Naím (2013)", and parenthetical ones, ``{cite:p}`` "(Naím, 2013)"; label, sort and format the list of works."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from pybtex.database import Entry
from pybtex.richtext import BaseText, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import Node
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import join, post_text, pre_text, reference

from press.citation.record import Work, cited_work
from press.citation.styles import and_others, script, with_last
from press.citation.works import STYLES
from press.language.catalogues import get_translation
from press.language.registry import LANGUAGES, profile_of
from press.language.scripts import merged

# Roles of sphinxcontrib-bibtex: a final s names every author, an initial c capitalises.
_PARENTHETICAL = ("p", "ps", "alp", "alps")
_TEXTUAL = ("t", "ts", "ct", "cts")
_AUTHORS = ("author", "authors", "authorpar", "authorpars", "cauthor", "cauthors")
_YEARS = ("year", "yearpar")
_LABELS = ("label", "labelpar")
_MOST_NAMED = 2
# Separates names and year in a label; no year contains it.
_LABEL_SEPARATOR = ", "


class AuthorYear(BaseReferenceStyle):
    """Author-year citations for all roles, with the words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def role_names(self) -> Iterable[str]:
        """Return the names of the roles that this style formats."""
        return [*_PARENTHETICAL, *_TEXTUAL, *_AUTHORS, *_YEARS, *_LABELS]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Return the template that joins the works of one citation, in brackets where the role requires them."""
        separator = ", " if role_name in _TEXTUAL else "; "
        in_brackets = role_name in ("p", "ps") or "par" in role_name
        return join["(" if in_brackets else "", join(sep=separator)[children], ")" if in_brackets else ""]

    def inner(self, role_name: str) -> Node:
        """Return the template of a single work."""
        in_brackets = role_name in _PARENTHETICAL
        names = Node("names", self._names)(everyone=role_name.endswith("s"), in_brackets=in_brackets)
        if role_name in _TEXTUAL:
            return join(sep=" ")[names, join["(", _with_texts(reference[_YEAR]), ")"]]
        if role_name in _AUTHORS:
            return reference[names]
        if role_name in _YEARS:
            return reference[_YEAR]
        return _with_texts(reference[join(sep=", ")[names, _YEAR]])

    def _names(self, _children: list[Any], data: dict[str, Any], everyone: bool, in_brackets: bool) -> BaseText:
        return Text(cited_names(cited_work(data["entry"]), self.language, everyone=everyone, in_brackets=in_brackets))


def _with_texts(citation: Node) -> Node:
    """Return a template that puts the author's own words before and after a citation: ``{see}naim2013{p. 12}``."""
    return join(sep=" ")[pre_text, join(sep=", ")[citation, post_text]]


_YEAR = Node("year", lambda children, data: Text(_label_year(data["formatted_entry"].label)))


def _label_year(label: str) -> str:
    """Return the year in a label, with the letter that distinguishes works of one year."""
    return label.rpartition(_LABEL_SEPARATOR)[2]


def entry_style(language: str) -> type[BaseStyle]:
    """Return the pybtex style class for ``language``."""
    reference = STYLES[profile_of(language).citation_style]

    class Labels(BaseLabelStyle):  # type: ignore[misc]
        def format_labels(self, entries: Iterable[Entry]) -> Iterator[str]:
            return labels([*map(cited_work, entries)], language)

    class Sorting(BaseSortingStyle):  # type: ignore[misc]
        def sort(self, entries: Iterable[Entry]) -> list[Entry]:
            return sorted(entries, key=lambda entry: place_in_list(cited_work(entry), language))

    class PressStyle(BaseStyle):  # type: ignore[misc]
        default_name_style = "last"
        default_label_style = Labels
        default_sorting_style = Sorting

        def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
            return FormattedEntry(entry.key, reference(cited_work(entry), language, _label_year(label)), label)

    return PressStyle


def cited_names(work: Work, language: str, *, everyone: bool = False, in_brackets: bool = False) -> str:
    """Return the names for a citation, textual or ``in_brackets``: surnames, or the first "et al."; without people, the site or title."""
    people = work.makers(language)
    surnames = [author.family for author in people.named]
    if not surnames:
        return work.body(language) or work.text(f"title_{language}", "title") or work.name
    if people.others or (len(surnames) > _MOST_NAMED and not everyone):
        named = ", ".join(surnames if everyone else surnames[:1])
        return f"{named} {and_others(named, language)}"
    # In APA ``A and B`` in sentences and ``A & B`` in brackets; in other styles brackets have commas alone.
    is_apa = profile_of(language).citation_style == "apa"
    if in_brackets and not is_apa:
        return ", ".join(surnames)
    last = "&" if in_brackets else get_translation(language, domain="bibliography")("and")
    return with_last(surnames, last, serial=is_apa)


def labels(works: Sequence[Work], language: str) -> Iterator[str]:
    """Yield the labels of works in order, as in parenthetical citations: ``Bokayev & Issenova, 2022a``.

    The letter is added where names and year are equal.
    """
    undated = get_translation(language, domain="bibliography")("n.d.")
    pairs = [(cited_names(work, language, in_brackets=True), work.year or undated) for work in works]
    for place, (names, year) in enumerate(pairs):
        ending = ""
        if pairs.count((names, year)) > 1:
            first = "a" if script(names) == "LATIN" else "\N{CYRILLIC SMALL LETTER A}"
            letter = chr(ord(first) + pairs[:place].count((names, year)))
            ending = letter if year[-1:].isdigit() else f"-{letter}"
        yield f"{names}{_LABEL_SEPARATOR}{year}{ending}"


def place_in_list(work: Work, language: str) -> tuple[object, ...]:
    """Return the key that sorts works by author (``presort`` and ``sortkey`` of the .bib take precedence), then year, then title.

    Those in the script of ``language`` come first.
    """
    names = "  ".join(author.sorted for author in work.makers(language).named)
    name = work.text("sortkey") or names or cited_names(work, language)
    return (
        work.text("presort") or "mm",
        script(name) != script(profile_of(language).alphabet),
        alphabetical(name),
        work.year or "9999",
        alphabetical(work.text("title")),
        work.name,
    )


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
