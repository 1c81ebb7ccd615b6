"""Money: which currency a unit is (by ISO 4217 code or English name) and its word after a number, from CLDR through Babel."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, get_currency_unit_pattern

from press.language.profiles.en import ENGLISH
from press.language.registry import locale_of, profile_of

# Short codes of units, for the currencies that they mean where nothing else is said.
_SHORT = {"tenge": "KZT", "dollars": "USD"}


def currency_of(unit: str) -> str:
    """Return the ISO code of the currency that ``unit`` names: ``EUR`` for ``EUR``, ``eur``, ``euro``; empty where it is no currency."""
    return _codes().get(unit.lower(), "")


@cache
def _codes() -> dict[str, str]:
    """ISO codes by what a unit may be called: the code itself, its English name in one or in many, or a short word."""
    english = Locale(ENGLISH.tag)
    codes: dict[str, str] = {}
    for code in map(str, english.currencies):
        names = [code, *(get_currency_name(code, count, english) for count in (None, 1, 2))]
        codes |= dict.fromkeys((name.lower().replace(" ", "-") for name in names), code)
    return codes | _SHORT


def has_name(code: str, locale: Locale) -> bool:
    """Tell whether CLDR names the currency ``code`` in the language of ``locale``."""
    return code in locale.currencies


def with_currency(spelled: str, count: Decimal, code: str, language: str) -> str:
    """Return ``spelled``, which stands for ``count``, with the name of the currency ``code`` in the form that the count asks for."""
    locale = locale_of(language)
    name = profile_of(language).currency_names.get(code) or get_currency_name(code, count, locale)
    # CLDR lets a line end between the number and its currency, which its other patterns do not.
    pattern = get_currency_unit_pattern(code, count, locale).replace(" ", "\u00a0")
    return pattern.format(spelled, name)
