"""Frames in the words of a language: labels where the book has them, the names as they are where it has not."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from press.charts.frames import Words, localise_frame
from press.charts.table import cell_text
from press.notebooks.frames import Measured, frame_content

LABELS = {
    "answer": "Жауап",
    "believe": "Сенемін",
    "not-believe": "Сенбеймін",
    "country": "Ел",
    "KAZ": "Қазақстан",
    "claim.users": "Пайдаланушылар саны",
    "users": "Пайдаланушылар",
    "gdp": "ЖІӨ, млрд теңге",
    "billion-tenge": "млрд теңге",
    "percent": "%",
    "count": "Саны",
}
WORDS = Words("kk", lambda code: LABELS.get(code, ""), lambda english: f"<{english}>")


def localised(frame: Any, *measured: Measured) -> tuple[list[str], list[list[str]]]:
    content = frame_content(frame, measured)
    assert content is not None
    resource = localise_frame(content, WORDS)
    fields = resource["schema"]["fields"]
    rows = [[cell_text(row[field["name"]], field, "kk") for field in fields] for row in resource["data"]]
    return [field["title"] for field in fields], rows


def test_columns_and_codes_have_labels_and_numbers_are_those_of_the_language() -> None:
    frame = pd.DataFrame({"answer": ["believe", None, "not-believe"], "count": [1234567.25, None, 3.5]})
    titles, rows = localised(frame)
    assert titles == ["Жауап", "Саны"]
    assert rows == [
        ["Сенемін", format_decimal(1234567.25, locale="kk")],
        ["—", "—"],
        ["Сенбеймін", format_decimal(3.5, format="0.00", locale="kk")],
    ]


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
    assert localised(frame)[0] == [title]


def test_years_are_not_grouped_and_dates_are_spelled() -> None:
    frame = pd.DataFrame({"year": [2019], "day": [pd.Timestamp("2021-05-18")], "month": ["2019-08"]})
    _, rows = localised(frame, Measured("year", "year"))
    day = format_date(frame["day"][0].date(), "long", locale="kk")
    assert rows[0][:2] == ["2019", day]
    assert rows[0][2] != "2019-08"
