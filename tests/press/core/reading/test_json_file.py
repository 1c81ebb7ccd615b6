"""A description of tables is read as it was written, or told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from damaged import damaged
from hypothesis import given
from small_books import BOOKS

from press.core.errors import PressError
from press.core.reading.json_file import read_json
from press.data.descriptor import read_package


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            '{"a": 1,\n "b": [{"x": 1,\n "x": 2}]}',
            3,
            """key 'x' stands twice in the object that begins with {"x": 1}""",
        ),
        ('{"a": {"x": 1},\n "b": {"x": 1,\n "x": 2}}', None, "the key 'x' stands twice"),
        ('{"a": 1\n "b": 2}', 2, "malformed JSON: Expecting ','"),
        ("", 1, "malformed JSON"),
    ],
)
def test_json_that_says_nothing_certain_is_told(tmp_path: Path, text: str, line: int | None, told: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as caught:
        read_json(tmp_path / "a.json")
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
