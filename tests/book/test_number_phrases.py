"""Numbers join the words around them on the finished pages.

Endings that Kazakh chapters hang on a number ("30%-ы") follow the sound of the number as it is read aloud; a number that ends
with an abbreviation ("2016 г.") is not followed by a full stop of its own.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.language.profile import Case
from press.language.profiles.kk import with_case

SITE = Path(__file__).parents[2] / "_build" / "site"
BUILT = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")
NUMBER = re.compile(r'class="press-number"[^>]*>(?P<number>[^<]*)</(?:span|a)>-(?P<ending>[^\W\d_](?:\xad?[^\W\d_])*)')
TWO_STOPS = re.compile(r'class="press-number"[^>]*>([^<]*\.)</(?:span|a)>\.')
FRONT, BACK = set("әеіөүэ"), set("аоұыя")
# Words that are written with a hyphen after a number; they have sounds of their own.
WORDS = ("орын", "орны", "жыл", "сынып", "тармақ", "процентил")


def is_front(number: str) -> bool:
    """Whether the number, read aloud, ends in a word with front vowels, as the dative of it shows."""
    return with_case(number, Case.DATIVE)[-1] in FRONT


def agrees(number: str, ending: str) -> bool:
    """Whether ``ending`` may hang on ``number``."""
    vowel = next((letter for letter in ending if letter in FRONT | BACK), "")
    return ending.startswith(WORDS) or not vowel or (vowel in FRONT) == is_front(number)


def endings() -> Iterator[tuple[str, str, str]]:
    """Page, number and ending of all that the edition prints."""
    for page in sorted((SITE / "kk").rglob("*.html")):
        for match in NUMBER.finditer(page.read_text(encoding="utf-8")):
            yield page.name, html.unescape(match["number"]), match["ending"].replace("\xad", "")


@BUILT
def test_the_endings_of_the_edition_agree_with_their_numbers() -> None:
    found = list(endings())
    assert len(found) > 10
    assert [entry for entry in found if not agrees(*entry[1:])] == []


@BUILT
def test_no_sentence_ends_with_two_full_stops() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in SITE.rglob("*.html")}
    found = [(path.relative_to(SITE), match[1]) for path, text in pages.items() for match in TWO_STOPS.finditer(text)]
    assert found == []
