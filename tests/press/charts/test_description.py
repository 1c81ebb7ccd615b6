"""Charts in words."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest
from support.drawn_charts import LABELS, chart

from press.charts.description import Sentences, description, short_alt_text, trend
from press.charts.localise import localise_chart
from press.language.catalogues import get_translation


@pytest.mark.parametrize(
    ("values", "phrase"),
    [
        ([1, 2, 2, 5], "increases throughout"),
        ([1, 3, 2], "increases with fluctuations"),
        ([9, 4, 1], "decreases throughout"),
        ([9, 1, 4], "decreases with fluctuations"),
        ([3, 8, 3], "varies without a lasting direction"),
        ([3, 3], "does not change"),
    ],
)
def test_the_course_of_values_is_named(values: list[float], phrase: str) -> None:
    assert trend(values) == phrase
    assert all(get_translation(language)(phrase) != phrase for language in ("kk", "ru"))


def resource(rows: list[dict[str, Any]], *fields: tuple[str, str]) -> dict[str, Any]:
    return {
        "schema": {"fields": [{"name": name, "title": name.title(), "type": kind} for name, kind in fields]},
        "data": rows,
    }


def told(table: dict[str, Any], language: str = "en") -> list[str]:
    return list(Sentences(table, {}, language, get_translation(language)).of_values())


CITY, DAYS = ("city", "string"), ("days", "number")


def test_the_highest_and_the_lowest_are_named_from_four_values_on() -> None:
    rows = [{"city": city, "days": days} for city, days in (("A", 4), ("B", 9), ("C", 2), ("D", 3))]
    assert told(resource(rows, CITY, DAYS)) == ["Days.", "A: 4; B: 9; C: 2; D: 3.", "Highest: B (9).", "Lowest: C (2)."]
    assert told(resource(rows[:3], CITY, DAYS)) == ["Days.", "A: 4; B: 9; C: 2."]


def test_a_row_without_a_value_is_not_told() -> None:
    assert told(resource([{"city": "A", "days": None}, {"city": "B", "days": 2}], CITY, DAYS)) == ["Days.", "B: 2."]
    assert told(resource([{"city": "A", "days": None}], CITY, DAYS)) == []


def test_values_of_three_years_have_a_trend_in_the_order_of_time() -> None:
    rows = [{"year": str(year), "days": days} for year, days in ((2003, 9), (2001, 2), (2002, 5))]
    assert told(resource(rows, ("year", "string"), DAYS)) == [
        "Days.",
        "2003: 9; 2001: 2; 2002: 5; increases throughout.",
    ]


def test_the_alternative_names_kind_caption_measure_and_each_value_with_its_bounds() -> None:
    spec = localise_chart(chart().to_dict(), LABELS.__getitem__)
    assert short_alt_text(spec, "Где шёл дождь.", "ru", get_translation("ru")) == "Столбчатая диаграмма. Где шёл дождь."
    assert description(spec, "ru", get_translation("ru")) == "Дни. Север: 12 (от 10,1 до 15,0); Юг: 7 (от 5,5 до 9,3)."


def lines(cities: list[str], years: range) -> dict[str, object]:
    """Two straight courses: one city gains a day a year from 10, the other loses two from 100."""
    rows = [
        {"city": city, "year": year, "days": (10 + step if city == "north" else 100 - 2 * step)}
        for city in cities
        for step, year in enumerate(years)
    ]
    figure = alt.Chart(pd.DataFrame(rows)).mark_line()
    encoded = figure.encode(x=alt.X("year:Q").axis(format="d"), y="days:Q", color="city:N")
    return localise_chart(encoded.to_dict(), LABELS.__getitem__)


def test_of_many_values_over_time_each_series_is_told_by_its_ends_and_its_course() -> None:
    text = description(lines(["north", "south"], range(1999, 2010)), "ru", get_translation("ru"))
    assert text.startswith("Дни. ") and "Север: от 10 (1999) до 20 (2009); всё время растёт." in text
    assert "Юг: " in text and "80 (2009)" in text


@pytest.mark.parametrize("scale", [{"domain": [180, 1]}, {"reverse": True}])
def test_ranks_with_the_best_on_top_are_told_as_drawn(scale: dict[str, object]) -> None:
    known = {2001: 83, 2006: 90, 2012: 20}
    rows = [{"city": "north", "year": year, "days": known.get(year, 24)} for year in range(2001, 2025)]
    figure = alt.Chart(pd.DataFrame(rows)).mark_line()
    encoded = figure.encode(x=alt.X("year:Q").axis(format="d"), y=alt.Y("days:Q").scale(**scale), color="city:N")
    text = description(localise_chart(encoded.to_dict(), LABELS.__getitem__), "en", get_translation("en"))
    told = "Север: rank 83 (2001), then 24 (2024); best 20 (2012)."
    assert told in text


def test_the_short_alternative_has_the_period_with_years_as_years() -> None:
    spec = lines(["north"], range(1999, 2010))
    assert short_alt_text(spec, "Дождь.", "ru", get_translation("ru")) == "Линейный график. Дождь. 1999–2009."
    told = short_alt_text(spec, "Дождь с 1999 по 2009 год.", "ru", get_translation("ru"))
    assert told == "Линейный график. Дождь с 1999 по 2009 год."


def test_values_of_several_categories_are_told_in_groups_with_the_greatest_and_the_least() -> None:
    frame = pd.DataFrame(
        {"city": ["north", "north", "south", "south"], "year": ["2001", "2002"] * 2, "days": [4, 9, 2, 3]}
    )
    figure = alt.Chart(frame).mark_bar().encode(x="year:O", y="days:Q", color="city:N")
    text = description(localise_chart(figure.to_dict(), LABELS.__getitem__), "en", get_translation("en"))
    assert text == (
        "Дни. Север – 2001: 4; 2002: 9. Юг – 2001: 2; 2002: 3. Highest: Север, 2002 (9). Lowest: Юг, 2001 (2)."
    )


def test_a_composed_chart_is_told_by_its_first_telling_mark_and_the_rows_it_draws_first() -> None:
    frame = pd.DataFrame({"city": ["north"], "days": [12], "low": [10.5], "high": [14.5]})
    notes = pd.DataFrame({"city": ["south"], "days": [1]})
    band = alt.Chart(frame).mark_area().encode(x="days:Q", y="low:Q", y2="high:Q")
    line = alt.Chart(frame).mark_line().encode(x="days:Q", y="high:Q")
    words_on_it = alt.Chart(notes).mark_text().encode(text="city:N")
    spec = localise_chart(alt.vconcat(band + line, words_on_it).to_dict(), LABELS.__getitem__)
    assert short_alt_text(spec, "Дождь", "ru", get_translation("ru")) == "Линейный график. Дождь."
    assert description(spec, "ru", get_translation("ru")) == "Дни. Север: 12 (от 10,5 до 14,5)."


def test_of_two_columns_of_years_each_year_is_told_with_the_title_of_its_column() -> None:
    frame = pd.DataFrame({"city": ["north", "south"], "year": [2021, 2020], "other": [2019, 2019]})
    across = {name: alt.X(f"{name}:Q").axis(format="d") for name in ("year", "other")}
    base = alt.Chart(frame).encode(y="city:N")
    drawn = base.mark_point().encode(x=across["year"]) + base.mark_point().encode(x=across["other"])
    spec = localise_chart(drawn.to_dict(), LABELS.__getitem__)
    assert description(spec, "ru", get_translation("ru")) == (
        "Север – год: 2021; другой год: 2019. Юг – год: 2020; другой год: 2019."
    )
    assert short_alt_text(spec, "Наводнения", "ru", get_translation("ru")) == "Точечная диаграмма. Наводнения."


PLACED = alt.Chart(pd.DataFrame([{"city": "north", "low": 1, "days": 2, "high": 3}])).encode(y="city:N")
SPANNED = PLACED.mark_rule().encode(x="low:Q", x2="high:Q")


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        (SPANNED + PLACED.mark_point().encode(x="days:Q"), "Interval chart"),
        (
            SPANNED + PLACED.mark_point().encode(x="low:Q") + PLACED.mark_circle().encode(x="high:Q"),
            "Range chart",
        ),
        (
            SPANNED + PLACED.mark_point().encode(x="low:Q") + PLACED.mark_point(shape="arrow").encode(x="high:Q"),
            "Arrow chart",
        ),
        (
            PLACED.mark_line().encode(x="days:Q", detail="city:N") + PLACED.mark_circle().encode(x="days:Q"),
            "Range chart",
        ),
        (PLACED.mark_bar().encode(x="days:Q") + SPANNED, "Bar chart"),
        (PLACED.mark_text().encode(x="days:Q"), "Chart"),
    ],
)
def test_a_chart_is_called_by_how_its_marks_stand_to_one_another(figure: alt.LayerChart, kind: str) -> None:
    spec = localise_chart(figure.to_dict(), {**LABELS, "low": "Low", "high": "High"}.__getitem__)
    assert short_alt_text(spec, "Rain.", "en", get_translation("en")) == f"{kind}. Rain."
