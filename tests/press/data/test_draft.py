"""A new table, or a new column, is described as far as its file tells, and what remains is told in one go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.small_books import copy_book, replace

from press.cli import main
from press.core.errors import PressError
from press.data.validation import load_table
from press.make.checking import check_book

# Years, whole numbers, numbers, days, words and months, one with a gap.
SNOW = (
    "city,year,days,depth,read_on,note,told\n"
    "north,2019,12,3.5,2020-01-31,first,2020-02\n"
    "north,2020,9,,2021-01-31,second,2021-02\n"
    "south,2019,1,0.5,2020-01-31,third,2020-02\n"
)
TYPES = {
    "city": "string",
    "year": "year",
    "days": "integer",
    "depth": "number",
    "read_on": "date",
    "note": "string",
    "told": "yearmonth",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The weather book with a table that nothing describes."""
    root = copy_book("weather", tmp_path / "weather")
    (root / "data" / "snow.csv").write_text(SNOW, encoding="utf-8")
    return root


def run(root: Path, *arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["--root", str(root), *arguments])
    return found.exit_code, found.output


def described(root: Path, name: str = "snow") -> dict[str, Any]:
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(each for each in package["resources"] if each["name"] == name)
    return found


def test_a_new_table_is_drafted_with_types_key_and_checksum(root: Path) -> None:
    status, told = run(root, "accept", str(root / "data" / "snow.csv"))
    assert status == 0, told
    assert "write in data/datapackage.json what each TODO asks for" in told
    snow = described(root)
    assert {field["name"]: field["type"] for field in snow["schema"]["fields"]} == TYPES
    assert snow["schema"]["primaryKey"] == ["city", "year"]
    required = [field["name"] for field in snow["schema"]["fields"] if field.get("constraints") == {"required": True}]
    assert required == ["city", "year", "days", "read_on", "note", "told"]
    assert [*load_table("snow", root)["told"]] == ["2020-02", "2021-02", "2020-02"]
    assert (snow["bytes"], snow["licenses"]) == (len(SNOW), [{"name": "notspecified"}])
    assert snow["hash"].startswith("sha256:")


def test_a_draft_stops_the_book_until_it_is_written(root: Path) -> None:
    run(root, "accept", str(root / "data" / "snow.csv"))
    with pytest.raises(PressError, match=r"data/datapackage\.json:\d+: this is a draft"):
        check_book(root, ["drafts"])
    path = root / "data" / "datapackage.json"
    replace(path, "TODO: ", "")
    check_book(root, ["drafts"])
    with pytest.raises(PressError, match=r"\(code,en,ru\):\n    about-snow,,\n    source-snow,,\n    snow\.city,,\n"):
        check_book(root, ["words-of-tables"])


def add_column(root: Path, name: str, cells: list[str]) -> Path:
    """Put a column called ``name`` before the last of a table that is described, with these cells again and again."""
    path = root / "data" / "rain.csv"
    head, *rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    head.insert(-1, name)
    for at, row in enumerate(rows):
        row.insert(-1, cells[at % len(cells)])
    path.write_text("".join(",".join(row) + "\n" for row in [head, *rows]), encoding="utf-8")
    return path


def test_a_new_column_is_drafted_at_its_place_and_what_remains_is_told(root: Path) -> None:
    before = described(root, "rain")
    status, told = run(root, "accept", str(add_column(root, "depth", ["3", ""])))
    assert status == 0, told
    after = described(root, "rain")
    assert [field["name"] for field in after["schema"]["fields"]] == ["city", "depth", "days"]
    drafted = after["schema"]["fields"].pop(1)
    assert drafted["type"] == "integer" and "constraints" not in drafted
    assert after["hash"] != before["hash"]
    assert {**after, "bytes": 0, "hash": ""} == {**before, "bytes": 0, "hash": ""}
    assert "drafted in data/datapackage.json: rain;" in told
    assert "press check data" in told.partition("what remains:")[2]
    check_book(root, ["tables"])


def test_a_column_that_has_another_name_is_not_described_as_a_new_one(root: Path) -> None:
    path = root / "data" / "rain.csv"
    replace(path, "city,days", "city,rainy")
    before = (root / "data" / "datapackage.json").read_bytes()
    status, told = run(root, "accept", str(path))
    assert (status, "rainy" in told) == (1, True)
    assert (root / "data" / "datapackage.json").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "a table has a first line with a name for each column"),
        ("\n\n", 1, "a table has a first line with a name for each column"),
        ("city,city\nnorth,1\n", 1, "no two alike"),
        ("city, days\nnorth,1\n", 1, "no spaces around them"),
        ('city,days\n"north\nend",1\nsouth,1,2\n', 4, "the row has 3 cells for 2 columns"),
    ],
    ids=["empty", "empty lines", "a name twice", "a space", "a row too long"],
)
def test_what_is_no_table_yet_is_told_with_its_line_and_leaves_the_descriptor_as_it_was(
    root: Path, text: str, line: int, message: str
) -> None:
    before = (root / "data" / "datapackage.json").read_bytes()
    (root / "data" / "snow.csv").write_text(text, encoding="utf-8")
    status, told = run(root, "accept", str(root / "data" / "snow.csv"))
    assert (status, f"snow.csv:{line}: " in told, message in told) == (1, True, True), told
    assert (root / "data" / "datapackage.json").read_bytes() == before
