"""Define the range of values that each unit allows, with a sentence for the person whose value is outside."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from press.core.errors import PressError
from press.language.quantities import Quantity


class Range(NamedTuple):
    """The least and the greatest allowed value, whether it must be whole, and the sentence that says so."""

    low: int
    high: int | None
    whole: bool
    rule: str


_YEAR = Range(1000, 2999, True, "a year has four digits and lies between 1000 and 2999")
_HEADS = Range(0, None, True, "people are counted in whole numbers from 0")
_POINTS = Range(-100, 100, False, "two percentages are at most 100 percentage points apart")

# A unit that is not listed allows any number: money may be owed, an index may fall below 0.
RANGES = {
    "percent": Range(0, 100, False, "a percentage of a whole lies between 0 and 100"),
    "share": Range(0, 1, False, "a share of a whole lies between 0 and 1"),
    "points": _POINTS,
    "percentage-points": _POINTS,
    "rank": Range(1, None, True, "a rank is a whole number from 1"),
    "persons": _HEADS,
    "respondents": _HEADS,
    "count": Range(0, None, True, "things are counted in whole numbers from 0"),
    "year": _YEAR,
    "years": _YEAR,
}
_DATED = ("date", "month")


def range_fault(value: Decimal, unit: str, scale: str = "") -> str:
    """Return why ``value`` is not allowed in ``unit``; empty where it is. With a ``scale`` whole numbers may have decimals."""
    known = RANGES.get(unit)
    if known is None:
        return ""
    is_outside = value < known.low or (known.high is not None and value > known.high)
    is_broken = known.whole and not scale and value != value.to_integral_value()
    return known.rule if is_outside or is_broken else ""


def check_range(quantity: Quantity, name: str = "") -> None:
    """Raise PressError where a value of ``quantity`` is outside the range of its unit.

    ``name`` is the name of the number, for errors whose place does not show it.
    """
    values = quantity.value.split("/")
    if quantity.unit in _DATED:
        values = [value.split("-")[0] for value in values]
    unit = "year" if quantity.unit in _DATED else quantity.unit
    for value in values:
        if fault := range_fault(Decimal(value), unit, quantity.scale):
            raise _error(name, value, quantity.unit, fault)
    if len(values) == 2 and Decimal(values[0]) > Decimal(values[1]):
        raise _error(name, quantity.value, quantity.unit, "the lower end of a range stands first")


def _error(name: str, value: str, unit: str, fault: str) -> PressError:
    what = f"the number '{name}': " if name else ""
    return PressError(
        f"{what}{value} is no value of the unit '{unit}': {fault}", remedy="correct the value, or choose another unit"
    )
