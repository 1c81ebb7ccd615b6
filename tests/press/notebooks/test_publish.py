"""Results are published once for all languages, and what cannot be printed is told in the cell that publishes it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import nbformat
import numpy as np
import pandas as pd
import pytest

from press.core.caches import clear_caches
from press.core.errors import PressError
from press.directives.table_nodes import table_node
from press.make.checking import check_book
from press.notebooks import publish
from press.notebooks.publish import data_resource
from press.notebooks.results import HIDDEN_PREFIX, TABLE

FRAME = pd.DataFrame({"city": ["north", "south"], "days": [12, 7]})
# As data/vocabulary of the book has it.
NORTH = ("Northern", "Северный")


@pytest.fixture
def displayed(book: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What the functions of `press.publish` display in a notebook of the weather book: data and metadata."""
    found: list[dict[str, Any]] = []
    monkeypatch.chdir(book("weather") / "book" / "notebooks")
    monkeypatch.setattr(publish, "display", lambda data, *, raw, metadata: found.append({"data": data, **metadata}))
    clear_caches()
    yield found
    clear_caches()


def test_a_value_of_a_table_in_thousands_and_a_mean_of_its_values_are_published_with_their_scale_alone(
    displayed: list[dict[str, Any]],
) -> None:
    described, table = Path("../../data/datapackage.json"), Path("../../data/rain.csv")
    table.write_text("city,days,fee\nnorth,12,5\nsouth,7,8\n", encoding="utf-8")
    package = json.loads(described.read_text(encoding="utf-8"))
    (rain,) = package["resources"]
    rain["schema"]["fields"][1]["unit"] = "thousand-tenge"
    rain["schema"]["fields"].append({"name": "fee", "type": "integer", "unit": "tenge"})
    described.write_text(json.dumps(package), encoding="utf-8")
    publish.number("rate", 12, unit="tenge", scale="thousand", sources=["rain"])
    publish.number("sum", 19000, unit="tenge", sources=["rain"])
    # A fee, a mean of fees and more, and what is less than either.
    for value in (8, 7.5, 2):
        publish.number("fee", value, unit="tenge", sources=["rain"])
    # Two of the values, and their mean.
    for value in (12, 7, 9.5):
        with pytest.raises(PressError, match=f"'rate' is {value} tenge without a scale") as error:
            publish.number("rate", value, unit="tenge", sources=["rain"])
        assert error.value.remedy == 'add scale="thousand", or scale="" if the number is right without'
        publish.number("rate", value, unit="tenge", scale="", sources=["rain"])
    assert len(displayed) == 8


def test_a_number_is_hidden_with_its_rounded_and_its_exact_value(displayed: list[dict[str, Any]]) -> None:
    publish.number("share", 200 / 3, unit="percent", sources=["rain"])
    publish.number("days", 7.0, unit="count", sources=["rain"])
    publish.interval("range", 27, 54.25, unit="percent", sources=["rain"], digits=1)
    publish.date("begun", "2019-08", sources=["rain"])
    assert [(one["press"]["value"], one["press"]["exact"], one["press"]["unit"]) for one in displayed] == [
        ("66.7", "66.6666666667", "percent"),
        ("7", "7", "count"),
        ("27.0/54.3", "27/54.25", "percent"),
        ("2019-08", "2019-08", "month"),
    ]
    assert {mime for one in displayed for mime in one["data"]} == {f"{HIDDEN_PREFIX}text/plain"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: publish.number("a", math.nan, unit="count", sources=[]), "the number 'a' is nan"),
        (lambda: publish.interval("a", 1, math.inf, unit="tenge", sources=[]), "the number 'a' is inf"),
        (lambda: publish.interval("a", 2, 1, unit="tenge", sources=[]), "the interval 'a' runs from 2 to 1"),
        (lambda: publish.number("a", 140, unit="percent", sources=[]), "the number 'a': 140 is no value of the unit 'percent'"),
        (lambda: publish.number("a", 3, unit="tengee", sources=[]), "there is no unit 'tengee'"),
        (lambda: publish.table("a", FRAME.assign(days=[12, -3.9]), units={"days": "percent"}, sources=[]), "the table 'a', column 'days': -3.9 is no value of the unit 'percent'"),
        (lambda: publish.table("a", FRAME.assign(days=[1.5, math.inf]), sources=[]), "the table 'a', column 'days' holds inf"),
        (lambda: publish.table("a", FRAME.assign(days=[1.5, Decimal("-Infinity")]), sources=[]), "the table 'a', column 'days' holds -Infinity"),
        (lambda: publish.date("a", "2019-13", sources=[]), "'2019-13' is not a month"),
        (lambda: publish.chart("a", alt.Chart(FRAME).mark_bar(), sources=[], claims=["b"]), "the chart 'a' names the claim 'b'"),
        (lambda: publish.chart("a", alt.Chart(FRAME).mark_bar().encode(x="dys:Q", y="city:N"), sources=[]), "the vocabulary has no label for 'dys' in 'en'"),
        (lambda: publish.result("globe", "a", {}, sources=[]), "no extension of the book registers the kind of result 'globe'"),
        (lambda: publish.result("table", "a", {}, sources=[]), "no extension of the book registers the kind of result 'table'"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_told_by_its_name(
    displayed: list[dict[str, Any]], call: Callable[[], None], message: str
) -> None:
    with pytest.raises((PressError, ValueError), match=message):
        call()
    assert displayed == []


def test_the_first_language_is_shown_and_the_others_are_hidden(displayed: list[dict[str, Any]]) -> None:
    publish.table("wet", FRAME, sources=["rain"])
    english, russian = displayed
    assert {*english["data"]} == {TABLE.mime, "text/html"}
    assert {*russian["data"]} == {f"{HIDDEN_PREFIX}{TABLE.mime}", f"{HIDDEN_PREFIX}text/html"}
    assert [one["scrapbook"]["name"] for one in displayed] == ["table-wet", "table-wet.ru"]
    assert [one["press"]["language"] for one in displayed] == ["en", "ru"]
    rows = [
        one["data"][mime]["data"] for one, mime in ((english, TABLE.mime), (russian, f"{HIDDEN_PREFIX}{TABLE.mime}"))
    ]
    assert (rows[0][0]["city"], rows[1][0]["city"]) == NORTH


def test_missing_words_are_told_with_the_cell_and_the_lines_to_add(weather: Path) -> None:
    notebook = weather / "book" / "notebooks" / "rain.ipynb"
    content = nbformat.read(notebook, 4)
    code = "publish.table('wet', rain.rename(columns={'days': 'wet_days', 'city': 'town'}), sources=['rain'])"
    content.cells.append(nbformat.v4.new_code_cell(code))
    nbformat.write(content, notebook)
    with pytest.raises(PressError) as error:
        check_book(weather)
    assert "rain.ipynb: cell 2, at 'publish.table('wet'" in str(error.value)
    assert "\n    town,,\n    wet_days,,\n" in str(error.value)


def test_truth_is_in_words_of_the_language(displayed: list[dict[str, Any]]) -> None:
    publish.table("a", pd.DataFrame({"city": ["north", "south"], "days": [True, False]}), sources=[])
    resource = next(content for mime, content in displayed[0]["data"].items() if mime.endswith(TABLE.mime))
    texts = {language: table_node(resource, language).astext().split() for language in ("en", "ru")}
    assert [texts[language][-1] for language in texts] == ["No", "Нет"]


@pytest.mark.parametrize("given", [{"value": None}, {"value": "12"}, {"value": pd.NA}, {"digits": 1.5}, {"digits": -1}, {"digits": 11}])  # fmt: skip
def test_what_is_no_number_and_digits_that_none_can_have_are_told(displayed: list[dict[str, Any]], given: Any) -> None:
    with pytest.raises(PressError, match=r"the number 'a' (is|has digits=)"):
        publish.number(**{"key": "a", "value": 12.5, "unit": "index", "sources": []} | given)
    with pytest.raises(PressError, match=r"the number 'a' (is|has digits=)"):
        publish.interval("a", 1, given.get("value", 2), unit="index", digits=given.get("digits"), sources=[])


COLUMNS = pd.DataFrame(
    {
        "city": ["Almaty", None],
        "days": pd.array([12, None], dtype="Int64"),
        "share": [0.5, np.nan],
        "wet": [True, False],
        "since": [1915.0, np.nan],
        "kind": pd.Categorical(["dry", None]),
    }
)


def test_columns_have_the_types_of_table_schema_and_missing_values_are_null() -> None:
    found = data_resource("rain", COLUMNS, {}, {"since"})
    assert {field["name"]: field["type"] for field in found["schema"]["fields"]} == {
        "city": "string",
        "days": "integer",
        "share": "number",
        "wet": "boolean",
        "since": "year",
        "kind": "string",
    }
    assert found["data"] == [
        {"city": "Almaty", "days": 12, "share": 0.5, "wet": True, "since": 1915, "kind": "dry"},
        dict.fromkeys(COLUMNS.columns) | {"wet": False},
    ]
    # Nothing of NumPy is left, of which JSON knows nothing.
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def keyed(described: Path) -> None:
    """Give the table of rain a primary key."""
    package = json.loads(described.read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["primaryKey"] = ["city"]
    described.write_text(json.dumps(package), encoding="utf-8")
    clear_caches()


def test_a_number_names_the_rows_and_the_numbers_that_went_in(displayed: list[dict[str, Any]]) -> None:
    keyed(Path("../../data/datapackage.json"))
    publish.number("north", 12, unit="count", sources={"rain": "north"})
    publish.number("both", 19, unit="count", sources={"rain": ["north", ("south",)]}, inputs=["rain/north"])
    publish.date("begun", "2019-08", sources=["rain"], card=False)
    said = [{name: one["press"].get(name) for name in ("sources", "rows", "inputs", "card")} for one in displayed]
    assert said == [
        {"sources": ["rain"], "rows": {"rain": [("north",)]}, "inputs": None, "card": None},
        {"sources": ["rain"], "rows": {"rain": [("north",), ("south",)]}, "inputs": ["rain/north"], "card": None},
        {"sources": ["rain"], "rows": None, "inputs": None, "card": False},
    ]


def test_a_row_that_its_table_lacks_is_told_where_the_number_is_published(displayed: list[dict[str, Any]]) -> None:
    keyed(Path("../../data/datapackage.json"))
    with pytest.raises(PressError, match="the number 'north': the table 'rain' has no row 'nrth'") as error:
        publish.number("north", 12, unit="count", sources={"rain": "nrth"})
    assert "north" in str(error.value.remedy)
    assert displayed == []
