"""Spells quantities for a language: the unit decides the form, CLDR (through Babel) the spelling."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

from press.errors import PressError

# English is written with day before month and no comma, as in British use.
_LOCALES = {"en": "en_GB"}
_RANGE_SEPARATOR = "/"
_THOUSANDS = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# The one national currency whose CLDR name is not what people write: "42,500 Kazakhstani tenges".
_PLAIN_CURRENCY_WORDS = {"tenge": {"en": "tenge", "kk": "теңге", "ru": "тенге"}}
_DOLLARS = "USD"
_MOST_DIGITS = 10
# CLDR writes negative numbers with a hyphen; print has a minus sign.
_MINUS = "\u2212"

_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")

Word = Callable[[str], str]


@dataclass(frozen=True)
class Quantity:
    """A value as text with exactly the digits to print, its unit code and its scale.

    ``value``: a decimal number ("1.60"), an ISO date ("2016-04-12"), a month ("2019-08") or two of these with a slash
    between, as ISO 8601 has it. ``scale``: empty, thousand, million or billion.
    """

    value: str
    unit: str
    scale: str = ""


def spell(quantity: Quantity, language: str, *, form: str = "full", part: str = "", digits: int | None = None) -> str:
    """``quantity`` as it is written in ``language``.

    ``form="plain"`` leaves out unit and scale; ``part="year"`` gives the year of a date or month alone; ``digits`` rounds
    to that many decimals. A value that does not fit its unit raises PressError.
    """
    if part not in ("", "year") or form not in ("full", "plain"):
        raise PressError(f"no such option: {part or form}", remedy="use part=year, form=plain or digits=N")
    is_dated = quantity.unit in ("date", "month")
    if part and not is_dated:
        raise PressError(f"part=year is for dates and months, not for {quantity.unit}", remedy="leave the option out")
    if digits is not None and (is_dated or digits > _MOST_DIGITS):
        raise PressError(f"digits={digits} fits no {quantity.unit}", remedy=f"use 0 to {_MOST_DIGITS}, on a number")
    if part == "year":
        return quantity.value.split("-")[0]
    *firsts, last = quantity.value.split(_RANGE_SEPARATOR)
    # Of two ends only the last carries the unit: 27–54%.
    first_form = form if is_dated else "plain"
    spelled = [_spell_one(value, quantity, language, first_form, digits) for value in firsts]
    return "–".join([*spelled, _spell_one(last, quantity, language, form, digits)])


def _spell_one(value: str, quantity: Quantity, language: str, form: str, digits: int | None) -> str:
    if quantity.unit in ("date", "month"):
        return _spell_date(value, quantity.unit, language)
    number = _decimal(value, digits)
    if quantity.unit in ("year", "years"):
        return str(number)
    if form == "plain":
        return spell_number(number, language)
    return _with_unit(number, quantity, language)


def _decimal(value: str, digits: int | None) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise PressError(f"'{value}' is not a number", remedy="write digits with a point, such as 1113.6") from None
    return number if digits is None else round(number, digits)


def spell_number(number: Decimal | float, language: str) -> str:
    """``number`` with the separators of ``language`` and as many decimals as it carries."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    places = max(0, -int(exact.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(exact, format=pattern, locale=_locale(language))).replace("-", _MINUS)


def _with_unit(number: Decimal, quantity: Quantity, language: str) -> str:
    if quantity.unit in ("percent", "share"):
        return _spell_percent(number.scaleb(2) if quantity.unit == "share" else number, language)
    if quantity.unit == "rank":
        return _spell_rank(number, language)
    if quantity.unit == "dollars" and not quantity.scale:
        pattern = "#,##0" if number == number.to_integral() else None
        named = format_currency(
            number, _DOLLARS, format=pattern, locale=_locale(language), format_type="name", currency_digits=False
        )
        # CLDR lets a line end between the number and its currency, which its other patterns do not.
        return str(named).replace(" ", "\u00a0", 1)
    spelled = _scaled(number, quantity.scale, language)
    word = _PLAIN_CURRENCY_WORDS.get(quantity.unit, {}).get(language)
    return f"{spelled}\u00a0{word}" if word else spelled


def _spell_percent(number: Decimal, language: str) -> str:
    places = max(0, -int(number.as_tuple().exponent))
    pattern = _locale(language).percent_formats[None].pattern
    with_digits = pattern.replace("#,##0", "#,##0" + ("." + "0" * places if places else ""))
    return str(format_percent(number / 100, format=with_digits, locale=_locale(language))).replace("-", _MINUS)


def _spell_rank(number: Decimal, language: str) -> str:
    """English ranks carry their ending (77th); elsewhere it hangs on the noun and is written with it."""
    spelled = spell_number(number, language)
    if language != "en":
        return spelled
    endings = {"one": "st", "two": "nd", "few": "rd"}
    return spelled + endings.get(_locale(language).ordinal_form(number), "th")


def _scaled(number: Decimal, scale: str, language: str) -> str:
    spelled = spell_number(number, language)
    return f"{spelled}\u00a0{scale_word(scale, language)}" if scale else spelled


def scale_word(scale: str, language: str) -> str:
    """The word for ``scale`` from CLDR's compact numbers: in full in English, else the short form, which never inflects."""
    if scale not in _THOUSANDS:
        raise PressError(f"unknown scale '{scale}'", remedy=f"use one of {', '.join(_THOUSANDS)}")
    style = "long" if language == "en" else "short"
    pattern = _locale(language).compact_decimal_formats[style]["other"][str(_THOUSANDS[scale])]
    return str(pattern.pattern).replace("0", "").replace("'", "").strip("\u00a0 ")


def spell_iso(text: str, language: str) -> str:
    """``text`` spelled, if it is an ISO date (2016-04-12) or month (2019-08); otherwise nothing."""
    if not _ISO.fullmatch(text):
        return ""
    return _spell_date(text, "month" if text.count("-") == 1 else "date", language)


def _spell_date(value: str, unit: str, language: str) -> str:
    try:
        date = dt.date.fromisoformat(value if unit == "date" else f"{value}-01")
    except ValueError:
        raise PressError(
            f"'{value}' is not a {unit}", remedy="write 2016-04-12 for a date, 2019-08 for a month"
        ) from None
    if unit == "date":
        return str(format_date(date, "long", locale=_locale(language)))
    return str(format_skeleton("yMMMM", date, locale=_locale(language)))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(locale_name(language))


def locale_name(language: str) -> str:
    """The locale whose conventions ``language`` follows here."""
    return _LOCALES.get(language, language)
