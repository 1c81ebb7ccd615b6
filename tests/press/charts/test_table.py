"""The data of a chart as a table: its columns, numbers and dates."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pandas as pd
import pytest
from support.drawn_charts import LABELS, chart

from press.charts.description import description
from press.charts.draw import draw_svg
from press.charts.localise import localise_chart
from press.charts.table import cell_text, chart_csv, chart_table, time_field


def test_the_data_of_a_chart_have_a_heading_each_and_no_false_precision() -> None:
    spec = localise_chart(chart().to_dict(), LABELS.__getitem__)
    table = chart_table(spec)
    assert table is not None
    fields = table["schema"]["fields"]
    assert [field["title"] for field in fields] == ["Город", "Дни", "Не меньше", "Не больше"]
    assert [field.get("digits") for field in fields] == [None, None, 1, 1]


def spec_of(rows: list[dict[str, object]], **encoding: dict[str, object]) -> dict[str, Any]:
    """A chart of ``rows`` as Altair writes it, localised with the names of its fields for titles."""
    spec = {"mark": "point", "data": {"name": "rows"}, "datasets": {"rows": rows}, "encoding": encoding}
    return localise_chart(spec, str)


X, Y = {"field": "when", "type": "temporal"}, {"field": "days", "type": "quantitative"}


def texts(spec: dict[str, Any], language: str = "en") -> list[list[str]]:
    table = chart_table(spec)
    assert table is not None
    fields = table["schema"]["fields"]
    return [[cell_text(row.get(field["name"]), field, language) for field in fields] for row in table["data"]]


def test_days_as_pandas_writes_them_are_dates() -> None:
    rows = [{"when": "2021-05-18T00:00:00", "days": 1}, {"when": "2021-05-19T12:30:00", "days": 2}]
    spec = spec_of(rows, x=X, y=Y)
    assert texts(spec) == [["18 May 2021", "1"], ["2021-05-19T12:30:00", "2"]]
    assert chart_csv(spec).decode("utf-8-sig").splitlines()[1:] == ["2021-05-18,1", "2021-05-19T12:30:00,2"]
    assert time_field(chart_table(spec_of(rows[:1], x=X, y=Y)) or {}) == "when"


def test_a_missing_value_is_a_dash_to_readers_and_an_empty_cell_in_the_file() -> None:
    spec = spec_of([{"when": "2021", "days": None}, {"when": "2022", "days": 1234.5}], x=X, y=Y)
    assert texts(spec, "ru") == [["2021", "—"], ["2022", "1\u00a0234,5"]]
    assert chart_csv(spec).decode("utf-8-sig").splitlines()[1:] == ["2021,", "2022,1234.5"]


# 0.1 + 0.2 is 0.30000000000000004 as a binary fraction (IEEE 754).
def test_the_file_hides_the_error_of_binary_fractions_and_nothing_more() -> None:
    rows = [{"when": "2021", "days": 0.1 + 0.2}, {"when": "2022", "days": 123456.789012}, {"when": "2023", "days": 3.0}]
    assert chart_csv(spec_of(rows, x=X, y=Y)).decode("utf-8-sig").splitlines()[1:] == [
        "2021,0.3",
        "2022,123456.789012",
        "2023,3",
    ]


def test_a_chart_without_fields_has_no_table_and_an_empty_file() -> None:
    spec = spec_of([{"days": 1}], y={"value": 3})
    assert (chart_table(spec), chart_csv(spec)) == (None, b"")


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1.5, {"digits": 0}, "2"),
        (0.0, {"digits": 1}, "0.0"),
        # One that would be zero has digits of its own.
        (-0.04, {"digits": 1}, "\u22120.04"),
        (0.0996, {"digits": 0}, "0.1"),
        (1200.0, {"most_digits": 2}, "1,200"),
        (1.234e-12, {"most_digits": 9}, "0.0000000000012"),
        # More digits than Python's decimal numbers have by themselves.
        (1e19, {"digits": 1}, "10,000,000,000,000,000,000.0"),
        (1e30, {"most_digits": 9}, "1,000,000,000,000,000,019,884,624,838,656"),
        # Not drawn, and as a binary fraction below the middle; half of an even decimal is rounded up as well.
        (0.32715, {"digits": 4, "is_drawn": False}, "0.3272"),
        (61.45, {"digits": 1, "is_drawn": False}, "61.5"),
    ],
)
def test_a_number_has_the_decimals_of_its_column(value: float, digits: dict[str, int], text: str) -> None:
    assert cell_text(value, {"name": "days", "type": "number", "is_drawn": True, **digits}, "en") == text


@pytest.mark.threads
@pytest.mark.parametrize("written", [".0f", ".1f", "+.2f", ",.0~f", ".1~f", ".0%", ".1~%"])
def test_numbers_are_rounded_as_the_labels_that_are_drawn(written: str) -> None:
    # Halves, halves that are none as binary fractions, zero, and a thousand that ends with zeros.
    values = [62.5, 1.25, 2.675, 1.005, 0.0, 0.5, -2.5, 1200.0]
    frame = pd.DataFrame({"city": list("abcdefgh"), "days": values})
    labels = alt.Chart(frame).mark_text().encode(y=alt.Y("city:N").axis(None), text=alt.Text("days:Q").format(written))
    spec = localise_chart(labels.to_dict(), str)
    drawn = re.findall(r"<text[^>]*>([^<]+)</text>", draw_svg(spec, "en"))
    assert [days.replace(",", "") for _, days in texts(spec)] == [label.replace(",", "").lstrip("+") for label in drawn]


@pytest.mark.parametrize("kind", ["quantitative", "ordinal"])
def test_years_are_not_grouped_on_the_axis_in_the_table_or_in_words(kind: str) -> None:
    spec = {"mark": "point", "data": {"name": "rows"}, "encoding": {"x": {"field": "since", "type": kind}, "y": Y}}
    spec = localise_chart({**spec, "datasets": {"rows": [{"since": 2019.0, "days": 2019}]}}, str, years=["since"])
    assert texts(spec, "de") == [["2019", "2.019"]]
    assert "2019: 2.019" in description(spec, "de", str)
    assert (spec["encoding"]["x"].get("axis") or {}).get("format") == ("d" if kind == "quantitative" else None)
