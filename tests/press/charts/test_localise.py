"""Codes become words: charts, tables and frames in the language of a reader."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from press.charts.localise import Words, localise_chart, localise_frame, localise_table, with_numbers
from press.core.errors import PressError
from press.language.number_phrases import number_phrase
from press.notebooks.frames import frame_content

WORDS = {
    "wet": "Дождь",
    "dry": "Сухо",
    "weather": "Погода",
    "days": "Дни",
    "month": "Месяц",
    "mm": "мм",
    "rain": "Осадки",
}
label = WORDS.__getitem__


def chart() -> alt.Chart:
    frame = pd.DataFrame({"weather": ["wet", "dry"], "days": [12, 18]})
    return alt.Chart(frame).mark_bar().encode(x="days:Q", y=alt.Y("weather:N", sort=["dry", "wet"]))


def test_titles_categories_and_orders_of_a_chart_are_labelled() -> None:
    spec = localise_chart(chart().to_dict(), label)
    (rows,) = spec["datasets"].values()
    assert [row["weather"] for row in rows] == ["Дождь", "Сухо"]
    assert spec["encoding"]["x"]["title"] == "Дни"
    assert spec["encoding"]["y"] == {
        "field": "weather",
        "type": "nominal",
        "title": "Погода",
        "sort": ["Сухо", "Дождь"],
    }


def test_categories_without_an_order_have_that_of_their_codes_in_every_language() -> None:
    bars = chart().encode(y="weather:N", color="weather:N")
    encoding = localise_chart(bars.to_dict(), label)["encoding"]
    # "dry" before "wet", though "Дождь" is before "Сухо".
    assert encoding["y"]["sort"] == encoding["color"]["sort"] == ["Сухо", "Дождь"]


def test_every_layer_is_labelled_and_an_empty_title_stays_empty() -> None:
    base = chart()
    spec = localise_chart((base + base.encode(y=alt.Y("weather:N").title(None))).to_dict(), label)
    assert spec["layer"][0]["encoding"]["y"]["title"] == "Погода"
    assert spec["layer"][1]["encoding"]["y"]["title"] is None


def test_rows_and_columns_of_a_faceted_chart_are_labelled() -> None:
    frame = pd.DataFrame({"weather": ["wet"], "days": [1], "month": ["2020"]})
    bars = alt.Chart(frame).mark_bar().encode(x="days:Q")
    spec = localise_chart(bars.facet(row="weather:N", column="month:O").to_dict(), label)
    assert [spec["facet"][side]["title"] for side in ("row", "column")] == ["Погода", "Месяц"]
    (rows,) = spec["datasets"].values()
    assert rows[0]["weather"] == "Дождь"


def test_a_label_takes_the_numbers_that_it_has_places_for() -> None:
    filled = with_numbers(lambda code: f"{code} {{year}}: {{share}}", {"year": "2019", "share": "1,60 %"})
    assert filled("wet") == "wet 2019: 1,60 %"


def test_a_place_without_a_number_is_told_with_the_label_and_the_numbers_that_there_are() -> None:
    with pytest.raises(PressError, match="'wet' has a place for a number 'month'") as caught:
        with_numbers(lambda code: "in {month}", {"year": "2019", "share": "2 %"})("wet")
    assert caught.value.remedy == "call it one of year, share, or give the number with the chart"


def test_a_quantity_column_has_its_hedges_where_the_language_has_them() -> None:
    fields = [{"name": "rain", "type": "string", "quantity": ["month", "days", "weather"]}]
    fields += [{"name": name, "type": "string"} for name in ("month", "days", "weather")]
    rows: list[dict[str, str | None]] = [
        {"rain": "1.5", "month": "persons", "days": "million", "weather": "more-than"},
        {"rain": "12", "month": "count", "days": None, "weather": None},
        {"rain": None, "month": "percent", "days": None, "weather": None},
    ]
    resource = {"schema": {"fields": fields}, "data": rows}
    localised = localise_table(resource, label, lambda quantity, hedge: number_phrase(quantity, "kk", {}, approx=hedge))
    # Астам stands behind its number, which has the ablative.
    assert [row["rain"] for row in localised["data"]] == ["1,5\u00a0млн-нан астам", "12", None]
    assert [field["name"] for field in localised["schema"]["fields"]] == ["rain"]


LABELS = {
    "users": "Пайдаланушылар",
    "gdp": "ЖІӨ, млрд теңге",
    "billion-tenge": "млрд теңге",
    "percent": "%",
    "count": "Саны",
}
KAZAKH = Words("kk", lambda code: LABELS.get(code, ""), lambda english: f"<{english}>")


@pytest.mark.parametrize(
    ("unit", "name", "title"),
    [
        ("percent", "users", "Пайдаланушылар, %"),
        ("billion-tenge", "gdp", "ЖІӨ, млрд теңге"),
        ("count", "users", "Пайдаланушылар"),
        ("furlong", "users", "Пайдаланушылар"),
    ],
)
def test_a_heading_tells_the_unit_once(unit: str, name: str, title: str) -> None:
    frame = pd.DataFrame({name: [1.5]})
    frame.attrs["units"] = {name: unit}
    content = frame_content(frame)
    assert content is not None
    assert [field["title"] for field in localise_frame(content, KAZAKH)["schema"]["fields"]] == [title]
