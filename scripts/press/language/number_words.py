"""Write numbers from one to nine in words, and dates in a grammatical case, where the language has them."""

from __future__ import annotations

from collections.abc import Sequence

from press.core.errors import PressError
from press.language.dates import RANGE_SEPARATOR, spell_date
from press.language.profile import NOMINATIVE
from press.language.quantities import COUNTED, YEARS, Quantity, check_spelling, decimal
from press.language.registry import profile_of

# The value of the role's option ``form``.
IN_WORDS = "words"
_LEAST, _MOST = 1, 9


def in_words(quantity: Quantity, language: str, *, case: str = "", gender: str = "", part: str = "") -> str:
    """Return ``quantity`` as a word: ``three``, or ``third`` for a rank; by default in the first case and gender of the language.

    Raises PressError where it is no whole number from 1 to 9, or the language has no words for numbers.
    """
    check_spelling(quantity, part=part)
    profile = profile_of(language)
    in_form = profile.ordinal if quantity.unit == "rank" else profile.cardinal
    if quantity.unit not in (*COUNTED, "rank"):
        message = f"form=words is for what is counted and for ranks, not for {quantity.unit}"
        raise PressError(message, remedy="leave form=words out")
    if in_form is None:
        raise PressError(f"'{language}' has no words for numbers", remedy="leave form=words out")
    if not can_be_in_words(quantity):
        message = f"{' '.join([quantity.value, quantity.scale]).strip()} has no word (words go from one to nine)"
        raise PressError(message, remedy="leave form=words out, or write the sentence anew")
    number = int(decimal(quantity.value))
    return in_form(number, case or NOMINATIVE, gender or next(iter(profile.genders), ""))


def can_be_in_words(quantity: Quantity, digits: int | None = None) -> bool:
    """Return whether there is a word for ``quantity``, which is counted or a rank, rounded to ``digits`` decimals."""
    if quantity.scale or RANGE_SEPARATOR in quantity.value:
        return False
    number = decimal(quantity.value, digits)
    return number == int(number) and _LEAST <= number <= _MOST


def dated_in_case(quantity: Quantity, language: str, case: str, part: str = "") -> str:
    """Return a date, a month, a year or a span of years in ``case``: ``2018–2022 годах``."""
    check_spelling(quantity, part=part)
    spans = RANGE_SEPARATOR in quantity.value
    decline_years = profile_of(language).years_in_case
    if spans and quantity.unit in YEARS and decline_years is not None:
        return decline_years(quantity.value.replace(RANGE_SEPARATOR, "–"), case)
    if spans:
        raise PressError(f"case={case} fits no span of dates", remedy="leave case out, or name the dates one by one")
    return spell_date(quantity.value, "year" if quantity.unit in YEARS else quantity.unit, language, part, case)


def check_known(option: str, value: str, known: Sequence[str], language: str) -> None:
    """Raise PressError where ``value`` of an option is no case or gender that is ``known`` for the language."""
    if value and value not in known:
        remedy = f"use one of {', '.join(known)}" if known else f"leave {option} out: it has none"
        raise PressError(f"'{language}' has no {option} '{value}' here", remedy=remedy)
