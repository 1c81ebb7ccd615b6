"""Spell quantities in a language, numbers and dates: the unit decides the form, CLDR (through Babel) the spelling."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal, get_currency_name, get_currency_unit_pattern

from press.core.errors import PressError
from press.language.profile import DATE, DAY_MONTH, MONTH, MONTH_NAME, YEAR, Case
from press.language.registry import locale_of, profile_of
from press.language.units import SCALES, Kind, measure_pattern, unit_of, unit_of_column

# Parts of a date by the value of the option ``part``.
PARTS = {"year": YEAR, "month": MONTH_NAME, "day-month": DAY_MONTH}
_MONTH, _DATE = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}-\d{2}-\d{2}")
RANGE_SEPARATOR = "/"
MOST_DIGITS = 10
# Digits that Python's Decimal holds exactly (28), less those that a percentage and two decimals add.
_LONGEST = 24
# Holds more digits than any binary fraction has before the point and after it.
_LONG = Context(prec=1200)
# CLDR writes negative numbers with a hyphen; print has a minus sign.
_MINUS = "\u2212"


@dataclass(frozen=True)
class Quantity:
    """A value as text with exactly the digits to print, its unit code and its scale.

    ``value``: a decimal number ("1.60"), an ISO 8601 date ("2016-04-12") or month ("2019-08"), or two of these separated
    by a slash. ``scale``: empty, thousand, million or billion. ``exact``: a number before it was rounded to ``value``; empty
    where that is all that is known.
    """

    value: str
    unit: str
    scale: str = ""
    exact: str = field(default="", compare=False)

    @property
    def is_rounded(self) -> bool:
        """Return whether ``value`` is another number than ``exact``, and not the same with more zeros."""
        ends = zip(self.exact.split(RANGE_SEPARATOR), self.value.split(RANGE_SEPARATOR), strict=False)
        return self.exact not in ("", self.value) and any(Decimal(exact) != Decimal(value) for exact, value in ends)

    @property
    def kind(self) -> str:
        """Return how it is printed."""
        return unit_of_column(self.unit).kind

    @property
    def is_dated(self) -> bool:
        """Return whether it is a year, a month or a day, or a span of these."""
        return self.kind in (Kind.DATE, Kind.YEAR)


def spell(quantity: Quantity, language: str, *, form: str = "full", part: str = "") -> str:
    """Return ``quantity`` as it is written in ``language``.

    ``form="plain"`` omits unit and scale; ``part`` selects a part of a date or month (``PARTS``).
    Raises PressError for a value that does not fit its unit.
    """
    check_spelling(quantity, form=form, part=part)
    if quantity.kind == Kind.DATE:
        ends = quantity.value.split(RANGE_SEPARATOR)
        return "–".join(spell_date(end, quantity.unit, language, part) for end in ends)
    if form == "full" and quantity.scale and not scale_word(quantity.scale, language):
        # 398,000 for 398 thousand.
        full = (f"{_unscaled(decimal(value), quantity.scale):f}" for value in quantity.value.split(RANGE_SEPARATOR))
        quantity = Quantity(RANGE_SEPARATOR.join(full), quantity.unit)
    *firsts, last = quantity.value.split(RANGE_SEPARATOR)
    # Only the last of two ends has the unit: 27–54%.
    spelled = [_spell_one(value, quantity, language, form, is_last=False) for value in firsts]
    return "–".join([*spelled, _spell_one(last, quantity, language, form)])


def computed_quantity(values: Sequence[float], unit: str, scale: str = "", digits: int | None = None) -> Quantity:
    """Return a computed number, or the two ends of an interval, printed with ``digits`` decimals, by default as many as they need."""
    exact = [decimal(f"{decimal_of(value):f}") for value in values]
    quantity = Quantity("", unit, scale, RANGE_SEPARATOR.join(f"{number:f}" for number in exact))
    needed = _needed([number.scaleb(_shift(unit)) for number in exact])
    if digits is None and not needed:
        # 50% is 0.5, not 0.50.
        return replace(quantity, value=quantity.exact)
    return rounded(quantity, needed if digits is None else digits)


def quantity_of(value: str | float, unit: str, scale: str = "") -> Quantity:
    """Return a quantity with the digits of a text, or with those that a number needs."""
    return Quantity(value, unit, scale) if isinstance(value, str) else computed_quantity([value], unit, scale)


def rounded(quantity: Quantity, digits: int | None, form: str = "full") -> Quantity:
    """Return ``quantity`` with its exact value rounded so that ``form`` has ``digits`` decimals.

    As it is where that is None or it is a date.

    Raises PressError where more decimals are asked for than are known, as a zero that is added would say that it was measured, and where
    with so few a number becomes zero, or the ends of an interval become one number.
    """
    if digits is None or quantity.kind == Kind.DATE:
        return quantity
    shift = _shift(quantity.unit, form)
    numbers = [decimal(end).scaleb(shift) for end in (quantity.exact or quantity.value).split(RANGE_SEPARATOR)]
    known = max(0, *(-int(number.as_tuple().exponent) for number in numbers))
    if not quantity.exact and digits > known:
        message = f"digits={digits} is more than is known of {quantity.value}"
        raise PressError(message, remedy=f"use digits={known} at most")
    printed = [round_half_up(number, digits) for number in numbers]
    if len({0, *printed}) < len({0, *numbers}):
        exact, lost = ("–".join(f"{number:f}" for number in ends) for ends in (numbers, printed))
        raise PressError(
            f"digits={digits} makes {lost} of {exact}", remedy=f"use digits={_needed(numbers)}, or leave digits out"
        )
    return replace(quantity, value=RANGE_SEPARATOR.join(f"{number.scaleb(-shift):f}" for number in printed))


def _shift(unit: str, form: str = "full") -> int:
    """Return by how many places the decimal point moves in print: a share is printed as a percentage."""
    return unit_of_column(unit).shift if form != "plain" else 0


def _needed(numbers: Sequence[Decimal]) -> int:
    """Return how many decimals ``numbers`` need that are printed together: none if all are whole, else one, or more.

    More show the `first_digits` of a small one, and that two numbers differ.
    """
    digits = max(0 if number == number.to_integral_value() else max(1, first_digits(number)) for number in numbers)
    while len({round_half_up(number, digits) for number in numbers}) < len({*numbers}):
        digits += 1
    return digits


def first_digits(number: Decimal) -> int:
    """Return how many decimals show the first two significant digits of ``number``, or only the first if the second is zero."""
    return max(0, -int(number.normalize(Context(prec=2, rounding=ROUND_HALF_UP)).as_tuple().exponent))


def decimal_of(value: float) -> Decimal:
    """Return the number that is meant by a float.

    Twelve digits, or all before the point and three decimals, hide the error of binary fractions.
    """
    if float(value).is_integer():
        return Decimal(int(value))
    return Decimal(f"{float(value):.{max(12, Decimal(float(value)).adjusted() + 4)}g}")


def check_spelling(quantity: Quantity, *, form: str = "full", part: str = "", digits: int | None = None) -> None:
    """Raise PressError where one of the options does not exist or does not fit ``quantity``."""
    unit, is_dated = quantity.unit, quantity.kind == Kind.DATE
    known = f"use part={', part='.join(PARTS)}, form=plain, form=words or digits=N"
    for is_wrong, message, remedy in (
        (part not in ("", *PARTS), f"no such option: part={part}", known),
        (form not in ("full", "plain"), f"no such option: form={form}", known),
        (part and not is_dated, f"part={part} is for dates and months, not for {unit}", "leave the option out"),
        (digits is not None and (is_dated or digits > MOST_DIGITS), f"digits={digits} fits no {unit}", f"use 0 to {MOST_DIGITS}, on a number"),
    ):  # fmt: skip
        if is_wrong:
            raise PressError(message, remedy=remedy)


def _spell_one(value: str, quantity: Quantity, language: str, form: str, *, is_last: bool = True) -> str:
    unit, locale, has_unit = unit_of(quantity.unit), locale_of(language), is_last and form == "full"
    number = decimal(value).scaleb(_shift(quantity.unit, form))
    if unit.kind == Kind.YEAR:
        return str(number)
    is_percentage = unit.kind == Kind.PERCENTAGE
    spelled = spell_number(number, language, is_percent=has_unit and is_percentage)
    if not has_unit or is_percentage:
        return spelled
    if unit.kind == Kind.RANK:
        # 77th, in a language whose ending does not depend on the noun.
        endings = profile_of(language).ordinal_endings
        return spelled + endings.get(locale.ordinal_form(number), endings.get("other", ""))
    if quantity.scale:
        spelled += f"\u00a0{scale_word(quantity.scale, language)}"
    if unit.kind == Kind.MEASURE:
        return measure_pattern(quantity.unit, language).format(spelled)
    if unit.kind != Kind.MONEY:
        return spelled
    count = _unscaled(number, quantity.scale)
    name = profile_of(language).currency_names.get(unit.name) or get_currency_name(unit.name, count, locale)
    # CLDR allows a line break between number and currency here, unlike in its other patterns.
    return str(get_currency_unit_pattern(unit.name, count, locale).replace(" ", "\u00a0").format(spelled, name))


def decimal(value: str, digits: int | None = None) -> Decimal:
    """Return ``value`` as a Decimal, rounded to ``digits`` decimals; raise PressError where it is no number."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or max(len(number.as_tuple().digits), abs(number.adjusted())) > _LONGEST:
        remedy = f"write at most {_LONGEST} digits with a point, such as 1113.6"
        raise PressError(f"'{value}' is not a number that can be written", remedy=remedy)
    return number if digits is None else round_half_up(number, digits)


def round_visibly(number: Decimal, digits: int) -> Decimal:
    """Return ``number`` with ``digits`` decimals.

    One that is not zero, but would be with these, with its `first_digits`.
    """
    printed = round_half_up(number, digits)
    return printed if printed or not number else round_half_up(number, first_digits(number))


def round_half_up(number: Decimal, digits: int) -> Decimal:
    """Return ``number`` with ``digits`` decimals; halves are rounded away from zero, and no zero has a minus."""
    return _LONG.plus(number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _LONG))


def spell_number(number: Decimal | float, language: str, *, is_percent: bool = False) -> str:
    """Return ``number`` with the separators of ``language`` and as many decimals as it has."""
    exact, locale = number if isinstance(number, Decimal) else decimal_of(number), locale_of(language)
    places = max(0, -int(exact.as_tuple().exponent))
    pattern = locale.percent_formats[None].pattern if is_percent else "#,##0"
    pattern = pattern.replace("#,##0", "#,##0." + "0" * places) if places else pattern
    exact = exact / 100 if is_percent else exact
    return str(format_decimal(exact, format=pattern, locale=locale)).replace("-", _MINUS)


def _unscaled(number: Decimal, scale: str) -> Decimal:
    """Return ``number`` without its scale: 1,800,000 for 1.8 million."""
    return (number * SCALES[scale]).normalize() if scale else number


def scale_word(scale: str, language: str) -> str:
    """Return the word for ``scale`` from CLDR's compact number formats, in the first of the profile's widths that has one.

    Empty where the language has none, such as one that counts in ten thousands, or writes the number in full.
    """
    if scale not in SCALES:
        raise PressError(f"unknown scale '{scale}'", remedy=f"use one of {', '.join(SCALES)}")
    if scale in profile_of(language).scales_in_full:
        return ""
    formats = locale_of(language).compact_decimal_formats
    for style in profile_of(language).scale_words:
        pattern = formats.get(style, {}).get("other", {}).get(str(SCALES[scale]))
        word = str(pattern.pattern).replace("0", "").replace("'", "").strip("\u00a0 ") if pattern else ""
        if word and pattern.pattern.count("0") == 1:
            return word
    return ""


def size_in_words(size: int, language: str) -> str:
    """Return ``size`` in bytes as ``2.3 MB`` or ``127 kB`` in ``language``."""
    unit, divisor, digits = ("MB", 1_000_000, 1) if size >= 1_000_000 else ("kB", 1_000, 0)
    return spell(Quantity(f"{round_visibly(Decimal(size) / divisor, digits):f}", unit), language)


def spell_iso(text: str, language: str) -> str:
    """Return ``text`` spelled if it is an ISO 8601 date (2016-04-12) or month (2019-08); otherwise an empty string.

    Raises PressError for a date that no calendar has (2016-02-30).
    """
    if _MONTH.fullmatch(text):
        with suppress(PressError):  # 2019-20 is a school year, not a month
            return spell_date(text, MONTH, language)
    return spell_date(text, DATE, language) if _DATE.fullmatch(text) else ""


def spell_date(value: str, unit: str, language: str, part: str = "", case: str = "") -> str:
    """Return a date, month or year (``unit``), or a ``part`` of it (`PARTS`), spelled by CLDR or in a grammatical ``case``.

    Raises PressError where the value does not fit the unit, or has no such part.
    """
    part = PARTS[part] if part else unit
    if part == DAY_MONTH and unit == MONTH:
        raise PressError(f"a month has no part={part}", remedy="use part=year or part=month")
    try:
        date = dt.date.fromisoformat(value + {DATE: "", MONTH: "-01", YEAR: "-01-01"}[unit])
    except ValueError:
        remedy = "write 2016-04-12 for a date, 2019-08 for a month"
        raise PressError(f"'{value}' is not a {unit}", remedy=remedy) from None
    decline, locale = profile_of(language).date_in_case, locale_of(language)
    # CLDR's stand-alone names of months are those of a calendar, capitalised in some languages.
    if decline is not None and (case or part == MONTH_NAME):
        return decline(date, part, case or Case.NOMINATIVE)
    if part == DATE:
        return str(format_date(date, "long", locale=locale))
    if part == MONTH_NAME:
        return str(get_month_names("wide", context="stand-alone", locale=locale)[date.month])
    if part == YEAR:
        return value.split("-", maxsplit=1)[0]
    return str(format_skeleton("yMMMM" if part == MONTH else "MMMMd", date, locale=locale))
