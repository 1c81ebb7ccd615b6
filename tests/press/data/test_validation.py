"""Tables are validated with what their keys refer to; sound ones are kept for the next build, as long as nothing that they were checked against is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rain_tables import RAIN, edit_descriptor, edit_rain, point_to_cities, refusal, schema_of
from support.small_books import copy_book, replace

from press.core.errors import PressError
from press.edition.chapters import load_sources


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    """The weather book with a table of cities, to which the table of rain points; both were checked and kept."""
    root = copy_book("weather", tmp_path)
    point_to_cities(root)
    assert len(load_sources(root).rows("rain")) == 2
    return root


def test_a_table_is_checked_again_when_one_that_it_points_to_has_changed(weather: Path) -> None:
    (weather / "data" / "cities.csv").write_text("name\nnorth\n", encoding="utf-8")
    with pytest.raises(PressError, match="south"):
        load_sources(weather).rows("rain")


def test_a_table_is_checked_again_when_its_description_has_changed(weather: Path) -> None:
    descriptor = weather / "data" / "datapackage.json"
    replace(descriptor, '"maximum": 31', '"maximum": 1')
    with pytest.raises(PressError, match="maximum"):
        load_sources(weather).rows("rain")


# An edit that breaks the table of rain, the line it breaks, and words that the message must hold.
BREAKS = [
    ("120", "many", 2, ["days", "many"]),
    ("684.5", "684,5", 2, ["extra"]),
    ("187", "400", 3, ["days", "400", "366"]),
    ("ee,wet", "ee,wett", 3, ["climate", "wett", "dry"]),
    ("Tallinn,ee", "Tallinn,fi", 3, ["country", "fi", "countries"]),
    ("Tallinn,ee", ",ee", 3, ["city", "required"]),
    ("Tallinn", "Almaty", 3, ["city", "unique"]),
    ("2020-02-29", "2021-02-29", 3, ["read_on", "2021-02-29"]),
    ("40,150.25,,true,", "40", 4, ["mm"]),
    ("city,", "town,", 1, ["town", "city"]),
    (",read_on", ",read_on,note", 1, ["note"]),
    (",", ";", 1, ["semicolons"]),
]


@pytest.mark.parametrize(("old", "new", "line", "told"), BREAKS)
def test_a_broken_cell_row_or_column_is_told_with_its_line(
    root: Path, old: str, new: str, line: int, told: list[str]
) -> None:
    path = edit_rain(root, old, new)
    error = refusal(root)
    assert (error.file, error.line) == (path, line)
    assert [words for words in told if words not in error.message] == []


def test_a_value_that_its_unit_does_not_allow_is_told_with_the_reason(root: Path) -> None:
    edit_descriptor(root, lambda package: schema_of(package)["fields"][4].update(unit="percent"))
    error = refusal(root)
    assert error.line == 2
    assert "the cell '684.5' in the column 'mm': a percentage of a whole lies between" in error.message


def test_of_many_problems_the_first_are_told_with_their_lines(root: Path) -> None:
    header = RAIN.splitlines()[0]
    rows = [f"city{number},kz,wet,{'none' * 200},1.0,2000,true,2020-01-01" for number in range(40)]
    (root / "data" / "rain.csv").write_text("\n".join([header, *rows]) + "\n")
    told = refusal(root).message.splitlines()
    assert told[0] == "40 problems"
    assert [line.split(":")[0].strip() for line in told[1:-1]] == [f"line {number}" for number in range(2, 12)]
    assert (told[-1].strip(), max(map(len, told)) < 400) == ("and 30 more", True)


@pytest.mark.parametrize(
    ("file", "content", "line", "told"),
    [
        ("rain.csv", b"", 1, "empty"),
        ("rain.csv", RAIN.replace("Aktau", "Актау").encode("cp1251"), 4, "not UTF-8"),
        ("rain.csv", None, None, "missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    root: Path, file: str, content: bytes | None, line: int | None, told: str
) -> None:
    path = root / "data" / file
    path.unlink() if content is None else path.write_bytes(content)
    error = refusal(root)
    assert (error.file, error.line, told in error.message) == (path, line, True)


def test_a_valid_change_asks_to_be_accepted_with_the_command_to_run(root: Path) -> None:
    path = edit_rain(root, "187", "188")
    error = refusal(root)
    assert error.file == path
    assert ".venv/bin/press accept data/rain.csv" in str(error.remedy)
    assert "on purpose" in str(error.remedy)


def test_broken_content_is_told_before_the_changed_checksum(root: Path) -> None:
    edit_rain(root, "187", "wet")
    assert "checksum" not in refusal(root).message
