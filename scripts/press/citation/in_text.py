"""Cite works in the text by author and year, and put a list of works in alphabetical order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.citation.record import Work, and_others, with_last
from press.core.caches import cached_per_build
from press.language.catalogues import get_translation
from press.language.registry import LANGUAGES, profile_of
from press.language.scripts import merged, script_of_text


@dataclass(frozen=True, kw_only=True)
class AuthorYear:
    """Citations by names and a mark, the year.

    In brackets: ``(Doe, 2001a, p. 3; Roe & Roe, 2002)``; in a sentence: ``Doe (2001a, p. 3)``.
    """

    before_mark: str = ", "
    # The most makers that are all named; of more, the first "et al.".
    most_named: int = 2
    # The word before the last name in brackets, by its msgid: ``&``, ``and``. Without one, all names have commas between them.
    last_in_brackets: str = ""
    # Whether a comma precedes the last of three names or more.
    has_serial_comma: bool = False

    def names(self, work: Work, language: str, *, in_brackets: bool = False) -> str:
        """Return the surnames for a citation in a sentence or ``in_brackets``; without people, the site or title."""
        people = work.makers(language)
        surnames = [author.family for author in people.named]
        if not surnames:
            return work.body(language) or work.text(f"title_{language}", "title") or work.name
        if people.others or len(surnames) > self.most_named:
            return f"{surnames[0]} {and_others(surnames[0], language)}"
        last = self.last_in_brackets if in_brackets else "and"
        if not last:
            return ", ".join(surnames)
        return with_last(surnames, get_translation(language, "bibliography")(last), serial=self.has_serial_comma)

    def marks(self, works: Sequence[Work], language: str) -> Iterator[str]:
        """Yield the mark of each work of a list: its year, with a letter where names and year are equal."""
        undated = get_translation(language, "bibliography")("n.d.")
        pairs = [(self.names(work, language, in_brackets=True), work.year or undated) for work in works]
        for place, (names, year) in enumerate(pairs):
            ending = ""
            if pairs.count((names, year)) > 1:
                first = "a" if script_of_text(names) == "LATIN" else "\N{CYRILLIC SMALL LETTER A}"
                letter = chr(ord(first) + pairs[:place].count((names, year)))
                ending = letter if year[-1:].isdigit() else f"-{letter}"
            yield year + ending

    def label(self, work: Work, language: str, mark: str) -> str:
        """Return what is cited in brackets: ``Bokayev & Issenova, 2022a``."""
        return f"{self.names(work, language, in_brackets=True)}{self.before_mark}{mark}"

    def place_in_list(self, work: Work, language: str) -> tuple[object, ...]:
        """Return the key that sorts works by author, then year, then title.

        Those in the script of ``language`` come first.
        """
        names = "  ".join(author.sorted for author in work.makers(language).named)
        name = names or self.names(work, language)
        is_foreign = script_of_text(name) != script_of_text(profile_of(language).alphabet)
        return is_foreign, alphabetical(name), work.year or "9999", alphabetical(work.text("title")), work.name


def alphabetical(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts by the alphabets of all languages, Latin first, ignoring case and Latin accents."""
    letters = (letter for letter in text.casefold() if letter.isalnum() or letter.isspace())
    places = _places()
    known = (letter if letter in places else unicodedata.normalize("NFD", letter)[0] for letter in letters)
    return [(places.get(letter, 0), letter) for letter in known]


@cached_per_build
def _places() -> dict[str, int]:
    """Return the position of each letter in the merged alphabets; by code points, Kazakh letters would sort last."""
    letters = merged(profile.alphabet for profile in LANGUAGES.values())
    return {letter: place for place, letter in enumerate(letters, start=1)}
