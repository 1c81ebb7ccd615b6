"""Units (`units.yml`): how numbers of each are printed, what values it allows, and its symbol in each language.

Symbols of measures are CLDR's short forms (through Babel), which no case changes, or those of the language's profile.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from babel.numbers import is_currency
from babel.units import format_unit

from press.core.errors import PressError
from press.core.reading import load_yaml
from press.core.registry import Registry
from press.core.resources import press_path
from press.core.text import near_names
from press.language.catalogues import get_translation
from press.language.registry import locale_of, profile_of

# How numbers of a unit are printed; units.yml says what each is.
Kind = StrEnum("Kind", "COUNTED DATE MEASURE MONEY PERCENTAGE RANK YEAR")


@dataclass(frozen=True)
class Unit:
    """A unit of a ``kind`` (`Kind`); units.yml says what the fields are.

    ``low`` and ``high`` are the least and the greatest allowed value, ``name`` is that of a measure in CLDR, or of a currency in ISO 4217.
    """

    kind: str
    name: str = ""
    low: float = -inf
    high: float = inf
    is_whole: bool = False
    rule: str = ""
    shift: int = 0
    is_measured: bool = True
    is_in_words: bool = False


_RECORDS = load_yaml(press_path("language/units.yml"))
UNITS: Registry[Unit] = Registry("unit", {code: Unit(**record) for code, record in _RECORDS.items()})
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# A column may be in a unit that only the vocabulary of the book knows, such as thousand-persons.
_ANY = Unit(Kind.MEASURE)
# Any number whose form of the pattern is that of most numbers.
_SAMPLE = 5


def unit_of_column(code: str) -> Unit:
    """Return the unit called ``code``, or one that allows any number."""
    return UNITS.get(code, _ANY)


def is_year(code: str) -> bool:
    """Return whether the unit of a column is a year."""
    return unit_of_column(code).kind == Kind.YEAR


def unit_of(code: str) -> Unit:
    """Return the unit called ``code``, which may be the ISO 4217 code of a currency.

    Raise PressError where there is none.
    """
    if code in UNITS:
        return UNITS[code]
    if is_currency(code.upper()):
        return Unit(Kind.MONEY, code.upper())
    remedy = f"use one such as {near_names(code, UNITS)}, for money an ISO 4217 code (EUR), for what is counted count; docs/reference/roles.md of press lists all"
    raise PressError(f"there is no unit '{code}'", remedy=remedy)


def measure_pattern(code: str, language: str) -> str:
    """Return how a number of the measure ``code`` is written, with ``{0}`` for the number: ``{0} km``."""
    name, symbol = UNITS[code].name, profile_of(language).unit_symbols.get(code, "")
    pattern = format_unit(_SAMPLE, name, "short", locale=locale_of(language)) if name and not symbol else ""
    # Babel writes the name where CLDR has no symbol in the language.
    if not pattern or name in pattern:
        return f"{{0}}\u00a0{symbol or code}"
    return pattern.replace(str(_SAMPLE), "{0}", 1).replace(" ", "\u00a0")


def unit_symbol(code: str, language: str) -> str:
    """Return the symbol of the unit ``code`` for headings and axes, ``thousand ha`` with its scale.

    Empty where it has none.
    """
    scale, _, scaled = code.partition("-")
    if scale in SCALES and (symbol := unit_symbol(scaled, language)):
        return f"{get_translation(language)(scale)} {symbol}"
    unit = UNITS.get(code)
    if unit and unit.kind == Kind.MEASURE:
        return measure_pattern(code, language).format("").strip()
    return "%" if unit and unit.kind == Kind.PERCENTAGE and not unit.shift else ""
