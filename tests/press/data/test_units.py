"""Units: what value each allows, and the message where one lies outside."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import pytest

from press.core.errors import PressError
from press.data.validation import check_range
from press.language.quantities import Quantity
from press.language.units import UNITS

ROLES = Path(__file__).parents[3] / "docs" / "reference" / "roles.md"


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (Quantity("0", "percent"), ""),
        (Quantity("27/54", "percent"), ""),
        (Quantity("-9.0", "percent-change"), ""),
        (Quantity("109.9", "percent-of-base"), ""),
        (Quantity("-3.5", "points"), ""),
        (Quantity("1", "rank"), ""),
        (Quantity("1.5", "persons", "million"), ""),
        (Quantity("2016-04-12", "date"), ""),
        (Quantity("-45.5", "tenge", "billion"), ""),
        (
            Quantity("100.1", "percent"),
            "100.1 is no value of the unit 'percent': a percentage of a whole lies between 0 and 100; the unit of growth is percent-change",
        ),
        (Quantity("54/27", "percent"), "the lower end of a range comes first"),
        (Quantity("101", "points"), "100 percentage points apart"),
        # What was rounded; a mean of counts may be.
        (Quantity("1.00", "share", exact="1.004"), "1.004 is no value"),
        (Quantity("2", "rank", exact="2.4"), "2.4 is no value"),
        (Quantity("2016", "year", exact="2016.5"), "2016.5 is no value"),
        (Quantity("4013", "count", exact="4013.137"), ""),
        (Quantity("1.2", "share"), "between 0 and 1"),
        (Quantity("0", "rank"), "a rank is a whole number from 1"),
        (Quantity("-5", "persons"), "people are counted in whole numbers from 0"),
        (Quantity("-1", "count"), "things are counted"),
        (Quantity("-9999", "°C"), "no temperature lies below"),
        (Quantity("-3.5", "kg"), ""),
        (Quantity("999", "year"), "a year has four digits"),
        (Quantity("0216-04-12", "date"), "a year has four digits"),
    ],
)
def test_a_value_outside_the_range_of_its_unit_is_told_with_the_reason(quantity: Quantity, told: str) -> None:
    with pytest.raises(PressError, match=told) if told else nullcontext():
        check_range(quantity)


def test_the_reference_lists_each_unit() -> None:
    chapter = ROLES.read_text(encoding="utf-8").split("### Units")[1].split("## ")[0]
    listed = {
        code for row in re.findall(r"^\| (`.*?) \|", chapter, re.MULTILINE) for code in re.findall("`(.+?)`", row)
    }
    assert listed == {*UNITS}
