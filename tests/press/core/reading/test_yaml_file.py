"""YAML is read as it was written, or told with its line, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.reading import line_in, load_yaml, parse_yaml

FILE = Path("settings.yml")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands here twice"),
        ("a: 1\nb: 2023-02-30\n", 2, "'2023-02-30' cannot be read"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "could not determine a constructor"),
        ("a: 1\nb\0: 1\n", 2, "character 0x0000 is not allowed"),
        ("a: 1\nb: [\n", 2, "malformed YAML"),
    ],
)
def test_yaml_that_says_nothing_certain_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(PressError) as caught:
        parse_yaml(text, FILE)
    assert (caught.value.line, told in caught.value.message) == (line, True), str(caught.value)
    assert caught.value.remedy


def test_the_line_of_a_setting_is_found_wherever_its_value_was(tmp_path: Path) -> None:
    # libyaml takes a tab within a key; PyYAML's own reader does not.
    (tmp_path / "_config.yml").write_text("na\tme: 1\ntitle: 2\n")
    assert load_yaml(tmp_path / "_config.yml") == {"na\tme": 1, "title": 2}
    assert line_in(tmp_path / "_config.yml", ["title"]) == 2
