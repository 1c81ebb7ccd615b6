"""Values of a chart in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from press.charts.values import sentence, trend, value_sentences
from press.language.catalogues import get_translation


@pytest.mark.parametrize(
    ("values", "phrase"),
    [
        ([1, 2, 2, 5], "increases throughout"),
        ([1, 3, 2], "increases with fluctuations"),
        ([9, 4, 1], "decreases throughout"),
        ([9, 1, 4], "decreases with fluctuations"),
        ([3, 3], "does not change"),
        ([3, 8, 3], "ends where it began"),
        ([18, 28, 14, 21], "varies without a lasting direction"),
    ],
)
def test_the_course_of_values_is_named(values: list[float], phrase: str) -> None:
    assert trend(values) == phrase
    assert all(get_translation(language, strict=True)(phrase) != phrase for language in ("kk", "ru"))


@pytest.mark.parametrize(
    ("values", "phrase"),
    [
        ([9, 4, 1], "moves up throughout"),
        ([83, 21, 24], "moves up with fluctuations"),
        ([1, 2, 5], "moves down throughout"),
        ([1, 9, 4], "moves down with fluctuations"),
        ([3, 3], "does not change"),
    ],
)
def test_a_rank_that_improves_does_not_fall(values: list[float], phrase: str) -> None:
    assert trend(values, is_inverted=True) == phrase
    assert all(get_translation(language, strict=True)(phrase) != phrase for language in ("kk", "ru"))


def resource(rows: list[dict[str, Any]], *fields: tuple[str, str]) -> dict[str, Any]:
    return {
        "schema": {"fields": [{"name": name, "title": name.title(), "type": kind} for name, kind in fields]},
        "data": rows,
    }


def told(table: dict[str, Any], language: str = "en") -> list[str]:
    return list(value_sentences(table, {}, language, get_translation(language)))


CITY, DAYS = ("city", "string"), ("days", "number")


def test_the_highest_and_the_lowest_are_named_from_four_values_on() -> None:
    rows = [{"city": city, "days": days} for city, days in (("A", 4), ("B", 9), ("C", 2), ("D", 3))]
    assert told(resource(rows, CITY, DAYS)) == ["Days.", "A: 4; B: 9; C: 2; D: 3.", "Highest: B (9).", "Lowest: C (2)."]
    assert told(resource(rows[:3], CITY, DAYS)) == ["Days.", "A: 4; B: 9; C: 2."]


def test_two_at_the_top_are_named_and_three_are_not() -> None:
    rows = [{"city": city, "days": days} for city, days in (("A", 9), ("B", 9), ("C", 1), ("D", 1), ("E", 1))]
    assert told(resource(rows, CITY, DAYS))[2:] == ["Highest: A and B (9)."]


def test_of_equal_values_none_is_the_highest() -> None:
    rows = [{"city": city, "days": 3} for city in "ABCD"]
    assert told(resource(rows, CITY, DAYS)) == ["Days.", "A: 3; B: 3; C: 3; D: 3."]


def test_a_row_without_a_value_is_not_told() -> None:
    assert told(resource([{"city": "A", "days": None}, {"city": "B", "days": 2}], CITY, DAYS)) == ["Days.", "B: 2."]
    assert told(resource([{"city": "A", "days": None}], CITY, DAYS)) == []


def test_values_of_three_years_have_a_trend_in_the_order_of_time() -> None:
    rows = [{"year": str(year), "days": days} for year, days in ((2003, 9), (2001, 2), (2002, 5))]
    assert told(resource(rows, ("year", "string"), DAYS)) == [
        "Days.",
        "2003: 9; 2001: 2; 2002: 5; increases throughout.",
    ]


def test_of_a_value_that_does_not_change_the_ends_are_told() -> None:
    rows = [{"year": str(year), "days": 4} for year in (2001, 2002, 2003)]
    assert told(resource(rows, ("year", "string"), DAYS)) == ["Days.", "2001: 4; 2003: 4; does not change."]


# Names such as eGov begin with a small letter before a capital.
@pytest.mark.parametrize(
    ("text", "written"),
    [("rain", "Rain."), ("eGov: 5", "eGov: 5."), ("Rain.", "Rain."), ("5 days...", "5 days."), ("", ".")],
)
def test_a_sentence_has_a_capital_and_one_full_stop(text: str, written: str) -> None:
    assert sentence(text) == written


def test_a_column_of_years_is_named_in_a_sentence_and_an_abbreviation_keeps_its_capitals() -> None:
    fields = [
        {"name": name, "title": title, "type": "year"} for name, title in (("a", "Year given"), ("b", "GDP year"))
    ]
    table = {"schema": {"fields": [{"name": "city", "title": "City", "type": "string"}, *fields]}}
    table["data"] = [{"city": "North", "a": 2021, "b": 2019}]
    assert told(table) == ["North – year given: 2021; GDP year: 2019."]
