"""Recognise units that are currencies (by ISO 4217 code or English name) and write their names after numbers, by CLDR."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, get_currency_unit_pattern

from press.language.profiles.en import ENGLISH
from press.language.registry import locale_of, profile_of

# Short names of units, with the currencies that they mean.
_SHORT = {"tenge": "KZT", "dollars": "USD"}


def currency_of(unit: str) -> str:
    """Return the ISO 4217 code of the currency ``unit``: ``EUR`` for ``EUR``, ``eur`` or ``euro``; empty where it is no currency."""
    return _codes().get(unit.lower(), "")


@cache
def _codes() -> dict[str, str]:
    """Return ISO 4217 codes by the names of units: the code itself, its English name in singular or plural, or a short name."""
    english = Locale(ENGLISH.tag)
    codes: dict[str, str] = {}
    for code in map(str, english.currencies):
        names = [code, *(get_currency_name(code, count, english) for count in (None, 1, 2))]
        codes |= dict.fromkeys((name.lower().replace(" ", "-") for name in names), code)
    return codes | _SHORT


def has_name(code: str, locale: Locale) -> bool:
    """Return whether CLDR has a name of the currency ``code`` in the language of ``locale``."""
    return code in locale.currencies


def with_currency(spelled: str, count: Decimal, code: str, language: str) -> str:
    """Return ``spelled``, which stands for ``count``, with the name of the currency ``code`` in the plural form for the count."""
    locale = locale_of(language)
    name = profile_of(language).currency_names.get(code) or get_currency_name(code, count, locale)
    # CLDR allows a line break between number and currency here, unlike in its other patterns.
    pattern = get_currency_unit_pattern(code, count, locale).replace(" ", "\u00a0")
    return pattern.format(spelled, name)
