"""YAML and JSON are read as they were written, or told with their line, whatever stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.reading import line_in, load_yaml, read_json


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("a.yml", "a: 1\nb: 2\na: 3\n", 3, "the key 'a' is here twice"),
        ("a.yml", "a: 1\nb: 2023-02-30\n", 2, "'2023-02-30' cannot be read"),
        ("a.yml", "a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "could not determine a constructor"),
        ("a.yml", "a: Қала\nb\x07: 1\n", 2, "control characters are not allowed"),
        ("a.yml", "a: 1\nb: [\n", 2, "malformed YAML"),
        ("a.yml", "- a\n", 1, "no mapping"),
        ("a.json", '{"a": 1\n "b": 2}', 2, "malformed JSON: Expecting ','"),
        ("a.json", "", 1, "malformed JSON"),
        ("a.json", '{"b": [{"name": "rain", "a": 1, "a": 2}]}', None, "twice: [('name', 'rain'), ('a', 1), ('a', 2)]"),
    ],
)
def test_what_says_nothing_certain_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, line: int | None, told: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as caught:
        (load_yaml if name.endswith("yml") else read_json)(tmp_path / name)
    assert (caught.value.line, told in caught.value.message) == (line, True), str(caught.value)
    assert caught.value.remedy


def test_the_line_of_a_setting_is_found_wherever_its_value_was(tmp_path: Path) -> None:
    # libyaml takes a tab within a key; PyYAML's own reader does not.
    (tmp_path / "_config.yml").write_text("na\tme: 1\ntitle: 2\n")
    assert load_yaml(tmp_path / "_config.yml") == {"na\tme": 1, "title": 2}
    assert line_in(tmp_path / "_config.yml", ["title"]) == 2
