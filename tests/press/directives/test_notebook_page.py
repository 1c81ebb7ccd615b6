"""Frames and folded code on the page of a notebook: tables in the language of the edition, whatever a frame is like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import nbformat
import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from support.small_books import append, copy_book, make_edition

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
CELLS = [
    "import pandas as pd\nfrom press.tables import load_table\nload_table('berths')",
    "pd.DataFrame({'berth': ['north', 'south'], 'ships': [1234.5, None], 'seen': [pd.Timestamp('2021-05-18'), pd.NaT]})",
    "pd.DataFrame({'n': [1, 2]}, index=pd.MultiIndex.from_product([['north', 'south'], [7]], names=['berth', 'pier']))",
    "pd.DataFrame({'tide': range(13)}, index=pd.RangeIndex(2000, 2013, name='hour'))",
    "pd.DataFrame({'raw': ['<b>bold</b> & <script>alert(1)</script>']})",
    "pd.DataFrame({'depth': [9]}).style.set_uuid('styled')",
    "pd.Series({'north': 2, 'south': 3})",
    "pd.DataFrame([range(21)])",
    "publish.number('ships', 1234, unit='count', sources=['berths'])\npublish.number('aside', 1, unit='count', sources=['berths'])",
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The page of the notebook in each language, parsed."""
    root = copy_book("harbour", tmp_path_factory.mktemp("frames"))
    append(root / "data" / "vocabulary" / "words.csv", "number.plan.ships,Ships of a year,Суда за год\n")
    path = root / "book" / "notebooks" / "plan.ipynb"
    source = nbformat.read(path, as_version=4)
    source.cells[:0] = [nbformat.v4.new_code_cell("1", metadata={"tags": ["remove-cell"]}), nbformat.v4.new_code_cell()]
    source.cells += [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbformat.write(source, path)
    found = {}
    for language in ("en", "ru"):
        assert make_edition(root, language).faults == []
        found[language] = html5lib.parse(page_of(root, language), namespaceHTMLElements=False)
    return found


def page_of(root: Path, language: str) -> str:
    (page,) = (root / "_build").glob(f"**/{language}/**/notebooks/plan.html")
    return page.read_text(encoding="utf-8")


def text(node: Any) -> str:
    return spaced("".join(node.itertext()).replace("\u00ad", "").strip())


def spaced(words: str) -> str:
    """Words with plain spaces, wherever a line may end."""
    return re.sub(r"\s", " ", words)


def table_of(page: Any, cell: int) -> Any:
    """The table in what one of ``CELLS`` gave, counted from 1."""
    tables = [table for box in cells(page)[cell - 1 - len(CELLS) :][:1] for table in box.iter("table")]
    (table,) = tables
    return table


def cells(page: Any) -> list[Any]:
    return [box for box in page.iter("div") if "cell" in box.get("class", "").split()]


def fold(page: Any, cell: int) -> str:
    """What the line says under which one of ``CELLS`` folds, after its number."""
    (line,) = cells(page)[cell - 1 - len(CELLS)].iter("summary")
    return text(line).partition(": ")[2]


def rows(table: Any) -> list[list[str]]:
    return [[text(part) for part in row] for row in table.iter("tr")]


def parts(table: Any) -> Iterator[Any]:
    return (part for row in table.iter("tr") for part in row)


@LANGUAGES
def test_a_frame_is_a_table_in_the_language_of_the_page(pages: dict[str, Any], language: str) -> None:
    words = {"en": ("Berth", "Northern", "Southern"), "ru": ("Причал", "Северный", "Южный")}[language]
    locale = {"en": "en_GB", "ru": "ru"}[language]
    day = spaced(format_date(dt.date(2021, 5, 18), "long", locale=locale))
    number = spaced(format_decimal(1234.5, locale=locale))
    assert rows(table_of(pages[language], 2)) == [
        [words[0], "ships", "seen"],
        [words[1], number, day],
        [words[2], "—", "—"],
    ]
    missing = [part for part in parts(table_of(pages[language], 2)) if text(part) == "—"]
    assert {part.get("aria-label") for part in missing} == {{"en": "no value", "ru": "нет значения"}[language]}


def test_each_header_says_what_it_heads(pages: dict[str, Any]) -> None:
    table = table_of(pages["en"], 3)
    assert [(part.tag, part.get("scope"), text(part)) for part in parts(table)] == [
        *(("th", "col", title) for title in ("Berth", "pier", "n")),
        *(("th", "row", "Northern"), ("th", "row", "7"), ("td", None, "1")),
        *(("th", "row", "Southern"), ("th", "row", "7"), ("td", None, "2")),
    ]


@LANGUAGES
def test_a_long_frame_is_folded_and_whole(pages: dict[str, Any], language: str) -> None:
    told = {"en": "code, 1 line · table, 13 rows", "ru": "код, 1 строка · таблица, 13 строк"}[language]
    assert fold(pages[language], 4) == told
    assert len(rows(table_of(pages[language], 4))) == 14


def test_what_looks_like_html_in_a_cell_is_text(pages: dict[str, Any]) -> None:
    table = table_of(pages["en"], 5)
    assert rows(table)[1] == ["<b>bold</b> & <script>alert(1)</script>"]
    assert not list(table.iter("b")) and not list(table.iter("script"))


@LANGUAGES
def test_a_cell_shows_numbers_that_it_publishes_and_the_book_describes(pages: dict[str, Any], language: str) -> None:
    locale = {"en": "en_GB", "ru": "ru"}[language]
    number = spaced(format_decimal(1234, locale=locale))
    heads = {"en": ["Published number", "Value"], "ru": ["Число, приведённое в главах", "Значение"]}[language]
    what = {"en": "Ships of a year", "ru": "Суда за год"}[language]
    assert rows(table_of(pages[language], 9)) == [heads, [what, number]]
    left_out, shown = 2, cells(pages[language])
    assert shown[-1].find("details/div").get("id") == f"cell-{len(shown) + left_out}"
    told = {"en": "code, 2 lines · 1 number for the chapters", "ru": "код, 2 строки · 1 число для глав"}[language]
    assert fold(pages[language], 9) == told
