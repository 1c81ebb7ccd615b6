"""Kazakh words are divided as the orthography says; most examples are those of the two pages that the module names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from press.language.profiles.kk import SOFT_HYPHEN, hyphenate, syllables

CHAPTERS = sorted((Path(__file__).parents[3] / "book" / "kk").glob("*.md"))
VOWEL = re.compile("[аәеёиоөуұүыіэюя]", re.IGNORECASE)

# As on the pages.
SHORTEST = 12


@pytest.mark.parametrize(
    "divided",
    [
        # A syllable begins with one consonant at most; one letter is never alone.
        *("ала-қан", "ор-на-лас-ты-ру", "еле-уіш", "ар-мия", "ою-лы", "кі-тап-тар-ға", "ша-қыр-ған"),
        # Of three consonants two stay.
        *("құ-мырс-қа", "күң-гірт-теу", "жаң-ғырт-ты"),
        # й and у between vowels go to the next line.
        *("да-уыс", "са-уат", "да-йын-дық", "құ-йын", "жа-уап", "қа-йын", "ба-уыр", "та-уар"),
        # и and у for two sounds: the vowel after them goes.
        *("су-ық", "бу-ын", "қи-ын", "ти-ын", "жи-ын", "ту-ын-ды"),
        # One syllable, or two of which the first is one letter.
        *("төрт", "жалт", "пункт", "атом", "ақыл", "отыр"),
        # Words from Russian take Kazakh endings by syllables; ь stays.
        *("ро-лін-де", "съез-дің", "фа-куль-тет"),
        # Compounds whose second part begins with a vowel.
        *("ха-лық-ара-лық", "мем-ле-кет-ара-лық"),
    ],
)
def test_a_word_is_divided_between_syllables(divided: str) -> None:
    assert "-".join(syllables(divided.replace("-", ""), least=2)) == divided


def test_only_long_words_are_divided_and_three_letters_stay_on_either_side() -> None:
    assert hyphenate("халық үніне құлақ асатын", SHORTEST) == "халық үніне құлақ асатын"
    assert hyphenate("трансформациялау", SHORTEST) == "транс|фор|ма|ци|я|лау".replace("|", SOFT_HYPHEN)
    assert hyphenate("7-кестелеріндегі АБВГДЕЖЗИКЛМН", SHORTEST) == "7-кестелеріндегі АБВГДЕЖЗИКЛМН"
    assert hyphenate("әлеуметтік-экономикалық", SHORTEST) == "әлеуметтік-эко|но|ми|ка|лық".replace("|", SOFT_HYPHEN)


def test_every_part_of_every_long_word_of_the_book_has_a_vowel() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in CHAPTERS)
    words = [word for word in set(re.findall(r"[^\W\d_]+", text)) if len(word) >= SHORTEST and VOWEL.search(word)]
    assert len(words) > 100
    for word in words:
        divided = hyphenate(word, SHORTEST)
        assert divided.replace(SOFT_HYPHEN, "") == word
        if not re.search("[a-z]", word.lower()):
            assert all(VOWEL.search(part) for part in divided.split(SOFT_HYPHEN)), divided
