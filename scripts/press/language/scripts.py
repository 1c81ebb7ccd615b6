"""Find the script of a language (by CLDR), letters that look like Latin ones, and the language of a text by its script."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global

from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of


@dataclass(frozen=True)
class Script:
    """A script by its CLDR name; ``letters`` are its ranges for a character class of a regular expression.

    ``small_like_latin`` and ``capitals_like_latin`` are Latin letters that look like those of its letters that are words by themselves.
    """

    name: str
    letters: str
    small_like_latin: str
    capitals_like_latin: str


# Scripts with letters that look like Latin ones. In others, such as Chinese or Georgian, Latin letters may even occur within words.
LIKE_LATIN = (
    Script("Cyrillic", "\u0400-\u04ff", "aceiopxy", "ABCEKOPTY"),
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", "o", "HO"),
)


def language_by_script(text: str, languages: Sequence[str]) -> str:
    """Return the first of ``languages`` written in the script of most letters of ``text``, or else the first of all."""
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    most = scripts.most_common(1)[0][0] if scripts else ""
    return next((language for language in languages if script_of(language).upper() == most), languages[0])


@cache
def script_of(language: str) -> str:
    """Return the script of ``language`` by its CLDR name, with which Unicode names of its letters begin: ``Cyrillic``; empty if unknown."""
    tag = language.replace("-", "_")
    full = str(get_global("likely_subtags").get(tag) or get_global("likely_subtags").get(tag.partition("_")[0]) or "")
    code = next((part for part in (*tag.split("_"), *full.split("_")) if len(part) == 4), "")
    return str(Locale(ENGLISH.tag).scripts.get(code, ""))


def alphabet_of(language: str) -> str:
    """Return the small letters of ``language`` in the script in which it is written; empty where they are unknown."""
    profile = profile_of(language)
    return profile.alphabet if script_of(profile.tag) == script_of(language) else ""
