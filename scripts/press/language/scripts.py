"""Tell by its letters in which of some languages a text is."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from babel import Locale
from babel.core import get_global

from press.language.profiles.en import ENGLISH


def language_by_script(text: str, languages: Sequence[str]) -> str:
    """Return the first of ``languages`` that is written in the script of most letters of ``text``, or else the first of all."""
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    most = scripts.most_common(1)[0][0] if scripts else ""
    return next((language for language in languages if _script(language) == most), languages[0])


@cache
def _script(language: str) -> str:
    """Return the script of ``language`` as names of letters in Unicode begin: ``CYRILLIC``."""
    tag = language.replace("-", "_")
    full = str(get_global("likely_subtags").get(tag) or get_global("likely_subtags").get(tag.partition("_")[0]) or "")
    code = next((part for part in (*tag.split("_"), *full.split("_")) if len(part) == 4), "")
    return str(Locale(ENGLISH.tag).scripts.get(code, "")).upper()
