"""Spell dates, months and years: by CLDR, whole or in part, or in a grammatical case."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from babel.dates import format_date, format_skeleton, get_month_names

from press.core.errors import PressError
from press.language.profile import NOMINATIVE, DatePart
from press.language.registry import locale_of, profile_of

DATED = ("date", "month")
# Parts of a date by the value of the option ``part``, and those that a month lacks.
PARTS = {"year": DatePart.YEAR, "month": DatePart.MONTH_NAME, "day-month": DatePart.DAY_MONTH}
_OF_DAYS = (DatePart.DATE, DatePart.DAY_MONTH)
_MONTH, _DATE = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}-\d{2}-\d{2}")
RANGE_SEPARATOR = "/"


def spell_iso(text: str, language: str) -> str:
    """Return ``text`` spelled if it is an ISO 8601 date (2016-04-12) or month (2019-08); otherwise an empty string.

    Raises PressError for a date that no calendar has (2016-02-30).
    """
    if _MONTH.fullmatch(text):
        with suppress(PressError):  # 2019-20 is a school year, not a month
            return spell_date(text, "month", language)
    return spell_date(text, "date", language) if _DATE.fullmatch(text) else ""


def spell_date(value: str, unit: str, language: str, part: str = "", case: str = "") -> str:
    """Return a ``value`` of the ``unit`` date, month or year, or a ``part`` of it (`PARTS`), spelled by CLDR or in a grammatical ``case``.

    Raises PressError where the value does not fit the unit, or has no such part.
    """
    date_part = PARTS[part] if part else DatePart(unit)
    if date_part in _OF_DAYS and unit == "month":
        raise PressError(f"a month has no part={part}", remedy="use part=year or part=month")
    date = _date(value, unit)
    decline = profile_of(language).date_in_case
    # CLDR's stand-alone names of months are those of a calendar, capitalised in some languages.
    if decline is not None and (case or date_part is DatePart.MONTH_NAME):
        return decline(date, date_part, case or NOMINATIVE)
    locale = locale_of(language)
    if date_part is DatePart.DATE:
        return str(format_date(date, "long", locale=locale))
    if date_part is DatePart.MONTH_NAME:
        return str(get_month_names("wide", context="stand-alone", locale=locale)[date.month])
    if date_part is DatePart.YEAR:
        return value.split("-", maxsplit=1)[0]
    return str(format_skeleton("yMMMM" if date_part is DatePart.MONTH else "MMMMd", date, locale=locale))


def _date(value: str, unit: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value + {"date": "", "month": "-01", "year": "-01-01"}[unit])
    except ValueError:
        remedy = "write 2016-04-12 for a date, 2019-08 for a month"
        raise PressError(f"'{value}' is not a {unit}", remedy=remedy) from None
