"""The workbook of a language, as a spreadsheet reads it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support.rain_tables import edit_descriptor, edit_rain
from support.small_books import replace

from press.citation.settings import load_citation
from press.directives.data_package import data_workbook
from press.edition.chapters import load_sources


def made(root: Path, language: str = "en") -> Path:
    edit_descriptor(root, lambda package: [each.pop("hash", None) for each in package["resources"]])
    return data_workbook(load_sources(root), load_citation(root), language)


def opened(root: Path, language: str = "en") -> Workbook:
    return openpyxl.load_workbook(made(root, language))


def rows(book: Workbook, name: str) -> list[list[object]]:
    """The rows of the one table of a sheet, headings first."""
    (table,) = book[name].tables.values()
    return [[cell.value for cell in row] for row in book[name][table.ref]]


def test_numbers_dates_and_texts_are_such_and_a_missing_value_is_an_empty_cell(root: Path) -> None:
    book = opened(root)
    assert rows(book, "rain") == [
        ["city", "country", "climate", "days", "mm", "since", "checked", "read_on"],
        ["Almaty", "kz", "wet", 120, 684.5, 1915, True, dt.datetime(2020, 1, 31)],
        ["Tallinn", "ee", "wet", 187, None, 1920, False, dt.datetime(2020, 2, 29)],
        ["Aktau", "kz", "dry", 40, 150.25, None, True, None],
    ]
    *_, first, _, last = book["rain"].iter_rows()
    shown = [cell.number_format for cell in first]
    # A year has no separator of thousands, and decimals stand as they were given.
    assert shown[3:] == ["#,##0", "#,##0.0", "0", "General", "yyyy-mm-dd"]
    assert last[4].number_format == "#,##0.00"


def test_what_a_spreadsheet_would_alter_stays_as_it_is(root: Path) -> None:
    edit_rain(
        root, "Almaty,kz,wet,120,684.5,1915,true,2020-01-31", "=1+1,kz,wet,120,9007199254740993,1915,true,1812-09-07"
    )
    edit_rain(root, "Tallinn", "0012")
    *_, first, second, _ = opened(root)["rain"].iter_rows()
    assert [first[at].value for at in (0, 4, 7)] == ["=1+1", "9007199254740993", "1812-09-07"]
    assert {first[at].data_type for at in (0, 4, 7)} == {"s"}
    assert second[0].value == "0012"


def test_headings_and_codes_are_in_words_and_links_lead_to_each_sheet_and_back(
    weather: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 9 March 2026, noon.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773057600")
    book = opened(weather, "ru")
    assert book.sheetnames == ["О таблицах", "Описание столбцов", "rain"]
    assert rows(book, "rain") == [["Город", "Сколько дней шёл дождь"], ["Северный", 12], ["Южный", 7]]
    assert [row[0].value for row in book["rain"].iter_rows(max_row=3)] == [
        "Дни с дождём по городам.",
        "Строк: 2",
        "Источник: вымышлено для этого примера",
    ]
    assert rows(book, "Описание столбцов")[1][:3] == ["rain", "city", "Город"]
    assert "north (Северный) | south (Южный)" in str(rows(book, "Описание столбцов")[1][5])
    links = {cell.value: cell.hyperlink.location for row in book["О таблицах"] for cell in row if cell.hyperlink}
    assert links == {"Описание столбцов": "'Описание столбцов'!A1", "rain": "'rain'!A1"}
    back = [cell.hyperlink.location for row in book["rain"] for cell in row if cell.hyperlink]
    assert back == ["'О таблицах'!A1"]
    told = book.properties
    assert (told.language, told.created) == ("ru", dt.datetime(2026, 3, 9))
    assert told.title == book["О таблицах"]["A1"].value == "Погода"


def test_codes_that_no_description_lists_are_in_words_if_all_have_some_but_names_of_rows_stay(weather: Path) -> None:
    (weather / "data" / "rain.csv").write_text(
        "city,days,place,near\nnorth,12,north,north\nsouth,7,south,nowhere\n", encoding="utf-8"
    )
    city = {"name": "city", "type": "string", "constraints": {"unique": True}}
    more = [{"name": name, "type": "string"} for name in ("place", "near")]

    def describe(package: dict[str, Any]) -> None:
        fields = package["resources"][0]["schema"]["fields"]
        fields[:] = [city, *(field for field in fields if field["name"] == "days"), *more]

    edit_descriptor(weather, describe)
    assert rows(opened(weather), "rain")[1:] == [
        ["north", 12, "Northern", "north"],
        ["south", 7, "Southern", "nowhere"],
    ]


def test_two_columns_with_the_same_words_keep_headings_of_their_own(weather: Path) -> None:
    replace(weather / "data" / "vocabulary" / "words.csv", "How often it rained", "THE CITY")
    assert rows(opened(weather), "rain")[0] == ["The city", "THE CITY (days)"]


def test_the_same_tables_give_the_same_bytes_and_are_written_once(root: Path) -> None:
    path = made(root)
    content, written = path.read_bytes(), path.stat().st_mtime_ns
    assert (made(root), path.stat().st_mtime_ns) == (path, written)
    path.unlink()
    assert made(root).read_bytes() == content
