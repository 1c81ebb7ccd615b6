"""A table is what its file says, cell by cell, or its fault is told with a line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from damaged import damaged
from hypothesis import given
from hypothesis import strategies as st
from small_books import BOOKS, copy_book

from press.core.errors import PressError
from press.core.text import record_lines
from press.data.descriptor import read_package
from press.data.tables import load_table
from press.data.validation import checked_rows
from press.data.vocabulary import load_vocabulary
from press.language.number_phrases import NOUNS_FILE, load_nouns

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)
ROWS = st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6)
# Nothing is a missing value, and so is what else the standard takes for one.
WORD = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1
)


def written(rows: list[tuple[str, ...]], path: Path, end: str = "\n") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)
    path.write_bytes(text.getvalue().encode())
    return path


@given(ROWS, st.sampled_from(("\n", "\r\n")))
def test_each_record_has_the_line_on_which_it_begins(tmp_path: Path, rows: list[tuple[str, str]], end: str) -> None:
    path = written([*rows], tmp_path / "table.csv", end)
    # Lines are counted independently: those of a record are its line ends and those within its cells.
    begins, line = [], 1
    for row in rows:
        begins.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    assert record_lines(path) == begins


@given(
    st.lists(
        st.tuples(WORD, st.integers(-(2**53), 2**53), st.decimals(-(10**6), 10**6, places=2)), min_size=1, max_size=5
    )
)
def test_a_table_has_the_cells_that_were_written(tmp_path: Path, rows: list[tuple[str, int, object]]) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "_config.yml").touch()
    written([("name", "whole", "part"), *(tuple(map(str, row)) for row in rows)], tmp_path / "data" / "t.csv")
    fields = [
        {"name": name, "type": kind} for name, kind in (("name", "string"), ("whole", "integer"), ("part", "number"))
    ]
    package = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": fields, "missingValues": [""]}}]}
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    frame = load_table("t", tmp_path)
    assert list(frame["name"]) == [name for name, _, _ in rows]
    assert list(frame["whole"]) == [whole for _, whole, _ in rows]
    assert list(frame["part"]) == [float(str(part)) for _, _, part in rows]


@given(damaged((BOOKS / "orchard" / "data" / "harvest.csv").read_bytes()))
def test_a_damaged_table_is_read_or_told_with_its_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "harvest.csv").write_bytes(content)
    said = (BOOKS / "orchard" / "data" / "datapackage.json").read_bytes()
    (tmp_path / "data" / "datapackage.json").write_bytes(said)
    try:
        assert checked_rows(read_package(tmp_path), "harvest")
    except PressError as error:
        assert "harvest.csv" in str(error)


@given(damaged((BOOKS / "pasture" / NOUNS_FILE).read_bytes()))
def test_damaged_counted_nouns_are_read_or_told_with_their_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NOUNS_FILE).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / NOUNS_FILE).write_bytes(content)
    try:
        load_nouns(tmp_path, ["en", "ky"])
    except PressError as error:
        assert error.file == tmp_path / NOUNS_FILE


@given(damaged((BOOKS / "orchard" / "data" / "vocabulary" / "words.csv").read_bytes()))
def test_damaged_labels_are_read_or_told_with_their_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "data" / "vocabulary" / "words.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        words = load_vocabulary(tmp_path, ["en", "kk", "ru"]).words
        assert all(row[language].strip() for row in words.values() for language in ("en", "kk", "ru"))
    except PressError as error:
        assert error.file == path


def test_a_quotation_mark_that_stays_open_in_counted_nouns_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / NOUNS_FILE).parent.mkdir(parents=True)
    (tmp_path / NOUNS_FILE).write_text('code,language,one,few,many,other\ncow,en,"cow,,,cows\n', encoding="utf-8")
    with pytest.raises(PressError) as caught:
        load_nouns(tmp_path, ["en"])
    assert caught.value.line == 2


def test_a_row_of_far_too_many_cells_is_told_at_once(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    (root / "data" / "rain.csv").write_text("city,days\nnorth,3\nsouth" + "," * 100_000 + "\n", encoding="utf-8")
    with pytest.raises(PressError) as caught:
        checked_rows(read_package(root), "rain")
    assert caught.value.message == "a row has more than 1000 cells"


def test_of_a_key_as_long_as_a_book_the_beginning_is_told(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    (root / "data" / "rain.csv").write_text(f"city,days\n{'a' * 100_000},x\n", encoding="utf-8")
    with pytest.raises(PressError) as caught:
        checked_rows(read_package(root), "rain")
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize(
    ("pattern", "told"), [("(" * 5000, "stand too deep"), ("a" * 6000, "is not read"), ("a{99999999999}", "too large")]
)
def test_a_pattern_that_cannot_be_compiled_is_told(tmp_path: Path, pattern: str, told: str) -> None:
    root = copy_book("weather", tmp_path)
    file = root / "data" / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["fields"][0]["constraints"]["pattern"] = pattern
    file.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(PressError, match=told):
        read_package(root)
