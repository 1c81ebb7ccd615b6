"""Hyphenate Kazakh words (тасымал).

The rule is that of the Kazakh orthography as teachers restate it («Сөздердің тасымалдануы», tarbie.kz/20404; «Тасымал»,
ent-2014.kz/tutorials/tasymal-perenos.html):

- a word is divided between syllables, and a syllable begins with at most one consonant: ор-на-лас-ты-ру; of three consonants
  two stay above: құмырс-қа, күңгірт-теу;
- й and у between vowels begin the next syllable: да-йындық, да-уыс;
- и and у after a consonant are vowels (they stand for ый, ій, ұу, үу), and a vowel after them begins the next one: қи-ын, су-ық;
- one letter is never alone: ала-қан, not а-лақан; ар-мия, not арми-я;
- ь and ъ stay with the consonant before them: факуль-тет.

Second parts of compounds that begin with a vowel are listed here (халық-аралық); other compounds are divided by syllables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

SOFT_HYPHEN = "\u00ad"
_VOWELS = "аәеёиоөуұүыіэюя"
_LETTERS = "а-яёәғқңөұүһі"
# The fewest letters before and after a hyphen; the rule asks for two, three look better.
_LEAST = 3
_SECOND_PARTS = re.compile("(?:аралық|ішілік)")
# An ending after a number is not divided: 7-кестеде.
_WORD = re.compile(f"(?<![{_LETTERS}])(?<![0-9]-)[{_LETTERS}]+", re.IGNORECASE)


def hyphenate(text: str, shortest: int) -> str:
    """Return ``text`` with soft hyphens in its words of ``shortest`` letters or more.

    Words in capitals are abbreviations and are not divided.
    """
    return _WORD.sub(lambda match: _divided(match[0], shortest), text)


@cache
def _divided(word: str, shortest: int) -> str:
    return word if len(word) < shortest or word.isupper() else SOFT_HYPHEN.join(syllables(word))


def syllables(word: str, least: int = _LEAST) -> list[str]:
    """Return the parts of ``word`` between which it may be hyphenated; the first and the last have ``least`` letters or more."""
    divides = _divisions(word.lower())
    places = [place for place in range(least, len(word) - least + 1) if divides(place)]
    return [word[start:end] for start, end in zip([0, *places], [*places, len(word)], strict=True)]


def _divisions(word: str) -> Callable[[int], bool]:
    """Return a function that returns whether ``word`` may be divided before a position: a syllable begins there, and each part has a vowel."""
    second = {match.start() for match in _SECOND_PARTS.finditer(word)}
    is_vowel = _vowels(word)
    first = next((place for place, letter in enumerate(word) if letter in _VOWELS), len(word))

    def divides(place: int) -> bool:
        if place in second:
            return True
        if {place - 1, place + 1} & second or place <= first:
            return False
        if is_vowel[place]:
            return word[place - 1] in "иу" and is_vowel[place - 1]
        return word[place] not in "ьъ" and place + 1 < len(word) and is_vowel[place + 1]

    return divides


def _vowels(word: str) -> list[bool]:
    """Return for each letter whether it is a syllable nucleus: у is one, unless it follows another."""
    found: list[bool] = []
    for letter in word:
        found.append(not (found and found[-1]) if letter == "у" else letter in _VOWELS)
    return found
