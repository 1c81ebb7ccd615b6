"""Find the script of a language (by CLDR), the language of a text by its script, and a common order of alphabets."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from babel import Locale
from babel.core import get_global

from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of


def language_by_script(text: str, languages: Sequence[str]) -> str:
    """Return the first of ``languages`` written in the script of most letters of ``text``, or else the first of all."""
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    most = scripts.most_common(1)[0][0] if scripts else ""
    return next((language for language in languages if script_of(language).upper() == most), languages[0])


def script_of_text(text: str) -> str:
    """Return the script of the first letter of ``text`` by its Unicode name ("LATIN"); empty without letters."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(letter).split()[0] if letter else ""


@cache
def script_of(language: str) -> str:
    """Return the script of ``language`` by its CLDR name (``Cyrillic``), with which Unicode names of its letters begin; or empty."""
    tag = language.replace("-", "_")
    full = str(get_global("likely_subtags").get(tag) or get_global("likely_subtags").get(tag.partition("_")[0]) or "")
    code = next((part for part in (*tag.split("_"), *full.split("_")) if len(part) == 4), "")
    return str(Locale(ENGLISH.tag).scripts.get(code, ""))


def alphabet_of(language: str) -> str:
    """Return the small letters of ``language`` in the script in which it is written; empty where they are unknown."""
    profile = profile_of(language)
    return profile.alphabet if script_of(profile.tag) == script_of(language) else ""


def merged(alphabets: Iterable[str]) -> str:
    """Return the letters of all ``alphabets`` in one order: a letter of a later one follows the letter before it there.

    >>> merged(["abc", "аб", "аәб"])
    'abcаәб'
    """
    order: list[str] = []
    for alphabet in alphabets:
        place = len(order)
        for letter in alphabet:
            if letter not in order:
                order.insert(place, letter)
            place = order.index(letter) + 1
    return "".join(order)
