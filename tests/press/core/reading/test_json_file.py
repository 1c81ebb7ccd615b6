"""A description of tables is read as it was written, or told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.reading import read_json


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
