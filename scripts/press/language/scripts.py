"""Scripts: in which one CLDR has a language, which have letters that look like Latin ones, and the language of a text by its letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global

from press.language.profiles.en import ENGLISH


@dataclass(frozen=True)
class Script:
    """A script by its name in CLDR; ``letters`` are its ranges in a class of a regular expression.

    ``small_like_latin`` and ``capitals_like_latin`` are the Latin letters that look like letters of it which are words.
    """

    name: str
    letters: str
    small_like_latin: str
    capitals_like_latin: str


# Those in which a Latin letter can be mistaken for another. Chinese or Georgian has none, and Latin letters may stand within its words.
LIKE_LATIN = (
    Script("Cyrillic", "\u0400-\u04ff", "aceiopxy", "ABCEKOPTY"),
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", "o", "HO"),
)


def language_by_script(text: str, languages: Sequence[str]) -> str:
    """Return the first of ``languages`` that is written in the script of most letters of ``text``, or else the first of all."""
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    most = scripts.most_common(1)[0][0] if scripts else ""
    return next((language for language in languages if script_of(language).upper() == most), languages[0])


@cache
def script_of(language: str) -> str:
    """Return the script of ``language`` by its name in CLDR, with which names of letters in Unicode begin: ``Cyrillic``; or nothing."""
    tag = language.replace("-", "_")
    full = str(get_global("likely_subtags").get(tag) or get_global("likely_subtags").get(tag.partition("_")[0]) or "")
    code = next((part for part in (*tag.split("_"), *full.split("_")) if len(part) == 4), "")
    return str(Locale(ENGLISH.tag).scripts.get(code, ""))
