"""JSON is read as it was written, or told with its line; what Python alone takes for JSON is told, too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from damaged import damaged
from hypothesis import given
from hypothesis import strategies as st
from small_books import BOOKS

from press.core.errors import PressError
from press.core.reading.json_file import parse_json
from press.data.descriptor import read_package

FILE = Path("datapackage.json")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_what_is_written_as_json_is_read_as_it_was(value: Any, ascii_alone: bool) -> None:
    assert parse_json(json.dumps(value, ensure_ascii=ascii_alone, indent=1), FILE) == value


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('{"a": 1,\n "b": [{"x": 1,\n "x": 2}]}', 3, "the key 'x' stands twice in one object"),
        ('{"a": 1,\n "\\u0061": 2}', 1, "the key 'a' stands twice in one object"),
        ("{" + "".join(f'"k{n}": 1,' for n in range(50_000)) + '\n"k49999": 2}', 2, "the key 'k49999' stands twice"),
        ('{"a":\n NaN}', 2, "NaN is no number in JSON"),
        ('\nNaN{"a": 1}', 2, "NaN is no number in JSON"),
        ('{"a":\n -Infinity}', 2, "-Infinity is no number in JSON"),
        ('{"a":\n 1e999}', 2, "1e999 is no number in JSON"),
        ('{"a":\n "\\ud800"}', 2, "is half a sign"),
        ('{"a":\n ' + "9" * 5000 + "}", 2, "a number has 5000 digits"),
        ("[" * 100_000, 1, "too deep within one another"),
        ("[" * 60 + "]" * 60, 1, "too deep within one another"),
        ('{"a": 1\n "b": 2}', 2, "malformed JSON: Expecting ','"),
        ("", 1, "malformed JSON"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_json_that_says_nothing_certain_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(PressError) as caught:
        parse_json(text, FILE)
    assert (caught.value.line, told in caught.value.message) == (line, True), str(caught.value)


@given(damaged((BOOKS / "orchard" / "data" / "datapackage.json").read_bytes()))
def test_a_damaged_description_of_tables_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "datapackage.json").write_bytes(content)
    try:
        package = read_package(tmp_path)
        assert all(package.file(name).parent == tmp_path / "data" for name in package.names if "/" not in name)
    except PressError as error:
        assert error.file == tmp_path / "data" / "datapackage.json"
