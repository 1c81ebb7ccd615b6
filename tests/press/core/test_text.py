"""Text files that people edit are read as editors show them, or told with the line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.text import csv_file, lines_of, read_utf8, record_lines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.txt"


@pytest.mark.parametrize(
    ("content", "line", "position"),
    [
        ("дождь".encode("cp1251"), 1, 1),
        ("rain\nсухо ".encode() + b"\xff", 2, 10),
        (b"a\nb\n\xe9t\xe9", 3, 1),
        (b"\xef\xbb\xbfa\n\xff", 2, 1),
    ],
    ids=["Windows", "within a line", "Latin", "behind a mark"],
)
def test_another_encoding_is_told_with_line_and_byte(file: Path, content: bytes, line: int, position: int) -> None:
    file.write_bytes(content)
    with pytest.raises(PressError, match="not UTF-8") as caught:
        read_utf8(file)
    assert (caught.value.file, caught.value.line) == (file, line)
    assert f"at position {position} of the line" in caught.value.message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["a", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c", ""]),
        # Python's splitlines ends a line at these.
        ("a\u2028b\x0cc\x85d\x1ce", ["a\u2028b\x0cc\x85d\x1ce"]),
        ("", [""]),
    ],
)
def test_lines_are_those_that_an_editor_counts(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    ("text", "lines", "with_empty"),
    [
        ("a,b\n1,2\n", [1, 2], [1, 2]),
        ('a,b\n"1\n1",2\n3,4\n', [1, 2, 4], [1, 2, 4]),
        ("a\n\n1\n", [1, 3], [1, 2, 3]),
        ("a\r\n1\r\n2", [1, 2, 3], [1, 2, 3]),
        ("", [], []),
    ],
    ids=["plain", "a line end in a cell", "an empty line", "of Windows", "empty"],
)
def test_a_record_is_found_on_its_first_line(file: Path, text: str, lines: list[int], with_empty: list[int]) -> None:
    file.write_bytes(text.encode())
    assert record_lines(file) == lines
    assert record_lines(file, empty=True) == with_empty


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('a,b\n"1,2\n3,4\n', 2, "a quotation mark in this row is not closed"),
        ('a,b\n"1"x,2\n', 2, "is not closed, or closes before its cell ends"),
    ],
)
def test_a_quotation_mark_that_is_left_open_is_told_where_it_opens(file: Path, text: str, line: int, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as caught:
        record_lines(file)
    assert (caught.value.line, told in caught.value.message) == (line, True), str(caught.value)


# OWASP, "CSV Injection": what readers open in a spreadsheet holds text and numbers, and no formula.
@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((cell, f"'{cell}") for cell in ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "＝1+1")),
        *((cell, cell) for cell in ("-3.5", "+7", "-1 234,5", "-12 %", "-1e-05", "-", "a=b", "-\u00a01", "−3", 'a,"b"\nж')),
    ],
)  # fmt: skip
def test_a_cell_that_would_be_a_formula_is_text(cell: str, written: str) -> None:
    content = csv_file([["head"], [cell]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""))) == [["head"], [written]]
