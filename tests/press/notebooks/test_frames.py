"""What is told of a frame beside the forms in which pandas shows it: types, units, what the index means, how much there is."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from press.notebooks.frames import frame_content, shown_digits


def told(frame: Any, *years: str) -> dict[str, Any]:
    content = frame_content(frame, years)
    assert content is not None
    json.dumps(content, allow_nan=False)
    return content


def names(content: dict[str, Any]) -> list[str]:
    return [column["name"] for column in content["columns"]]


def test_values_are_what_json_has_for_them_and_missing_ones_are_nothing() -> None:
    frame = pd.DataFrame(
        {
            "whole": pd.Series([1, pd.NA], dtype="Int64"),
            "part": [1.5, np.nan],
            "endless": [np.inf, -np.inf],
            "is": pd.Series([True, pd.NA], dtype="boolean"),
            "word": pd.Series(["a", pd.NA], dtype="string"),
            "kind": pd.Categorical(["x", None]),
            "day": [pd.Timestamp("2021-05-18"), pd.NaT],
            "moment": [pd.Timestamp("2021-05-18 19:27:16"), pd.NaT],
            "date": [dt.date(2021, 5, 18), None],
            "exact": [Decimal("2.50"), None],
            "list": [[1, 2], None],
        }
    )
    content = told(frame)
    assert content["rows"] == [
        [1, 1.5, "∞", True, "a", "x", "2021-05-18", "2021-05-18 19:27", "2021-05-18", 2.5, "[1, 2]"],
        [None, None, "−∞", *[None] * 8],
    ]
    assert [column["type"] for column in content["columns"]] == [
        *("integer", "number", "string", "boolean", "string", "string", "string", "string", "string", "number"),
        "string",
    ]


@pytest.mark.parametrize(
    ("frame", "heads"),
    [
        (pd.DataFrame({"a": [1, 2, 3]}), []),
        (pd.DataFrame({"a": [1, 2, 3]}).query("a != 2"), []),
        (pd.DataFrame({"a": [1]}, index=["x"]), [""]),
        (pd.DataFrame({"a": [1]}, index=pd.Index([2019], name="year")), ["year"]),
        (pd.DataFrame({"a": [1]}, index=pd.RangeIndex(1, name="place")), ["place"]),
        (pd.DataFrame({"a": [1], "b": [2], "c": [3]}).set_index(["a", "b"]), ["a", "b"]),
        (pd.Series([4, 5], name="n"), []),
        (pd.Series({2019: 4, 2020: 5}, name="n"), [""]),
    ],
)
def test_an_index_heads_the_rows_unless_it_only_counts_them(frame: Any, heads: list[str]) -> None:
    content = told(frame)
    assert names(content)[: content["heads"]] == heads


@pytest.mark.parametrize(
    "frame",
    [pd.DataFrame(), pd.DataFrame([range(21)]), pd.DataFrame({"n": range(201)}), pd.DataFrame({("a", "x"): [1]})],
)
def test_a_frame_that_is_no_table_to_read_is_left_to_pandas(frame: pd.DataFrame) -> None:
    assert frame_content(frame) is None


def test_an_author_says_units_and_digits_on_the_frame() -> None:
    frame = pd.DataFrame({"share": [33.333], "seen": [2019.0], "note": ["a"]})
    frame.attrs = {"units": {"share": "percent", "seen": "year", "note": "percent"}, "digits": {"share": 0}}
    share, seen, note = told(frame)["columns"]
    assert (share["unit"], share["digits"]) == ("percent", 0)
    assert seen["type"] == "year" and "unit" not in note


def test_columns_of_years_hold_whole_numbers() -> None:
    (column,) = told(pd.DataFrame({"year": [2019.0, 2020.0]}), "year")["columns"]
    assert column["type"] == "year"
    (column,) = told(pd.DataFrame({"year": [2019.5]}), "year")["columns"]
    assert column["type"] == "number"


@pytest.mark.parametrize(
    ("values", "digits"),
    [
        ([18.0, 15.0], 0),
        ([0.1 + 0.2], 1),
        ([1113.6, 4.9], 1),
        ([54.76, 1.8], 2),
        ([0.6968, 0.38661], 4),
        ([100 / 3], 2),
        ([61819.543], 2),
        ([0.000123456], 7),
        ([0.0], 0),
        ([], 0),
    ],
)
def test_numbers_keep_the_digits_of_a_source_and_of_a_computed_one_four(values: list[float], digits: int) -> None:
    assert shown_digits(values) == digits
