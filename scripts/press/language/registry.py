"""Register languages: those of press, and those that extensions of a book add in their ``setup_press()``."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from press.core.registry import Registry
from press.language.profile import Language
from press.language.profiles.en import ENGLISH
from press.language.profiles.kk import KAZAKH
from press.language.profiles.ru import RUSSIAN

_OWN = (ENGLISH, RUSSIAN, KAZAKH)
LANGUAGES: Registry[Language] = Registry("language", {language.tag: language for language in _OWN})


def profile_of(language: str) -> Language:
    """Return the profile of ``language``, by its tag or by that without its territory (``pt_BR``, ``pt``).

    An empty one for others.
    """
    return LANGUAGES.get(language) or LANGUAGES.get(re.split("[-_]", language)[0]) or _nothing_known(language)


@cache
def _nothing_known(language: str) -> Language:
    return Language(tag=language)


def locale_of(language: str) -> Locale:
    """Return the CLDR locale of ``language``, or that of English for a language that CLDR lacks."""
    try:
        return Locale.parse(profile_of(language).cldr or language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(ENGLISH.cldr)
