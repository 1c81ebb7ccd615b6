"""YAML is read as it was written, or told with its line, whatever stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from damaged import damaged
from hypothesis import given
from small_books import BOOKS

from press.core.errors import PressError
from press.core.reading.yaml_file import line_in, load_yaml, parse_yaml
from press.core.settings import load_settings
from press.edition.chapters import TOC, localised_toc

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


@given(damaged((BOOKS / "orchard" / "_config.yml").read_bytes()))
def test_damaged_settings_are_read_or_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "_config.yml").write_bytes(content)
    try:
        assert load_settings(tmp_path).languages
    except PressError as error:
        assert error.file == tmp_path / "_config.yml"


def test_the_line_of_a_setting_is_found_wherever_its_value_was(tmp_path: Path) -> None:
    # libyaml takes a tab within a key; PyYAML's own reader does not.
    (tmp_path / "_config.yml").write_text("na\tme: 1\ntitle: 2\n")
    assert load_yaml(tmp_path / "_config.yml") == {"na\tme": 1, "title": 2}
    assert line_in(tmp_path / "_config.yml", ["title"]) == 2


@given(damaged((BOOKS / "weather" / TOC).read_bytes()))
def test_damaged_contents_are_read_or_told(content: bytes) -> None:
    settings = load_settings(BOOKS / "weather")
    try:
        toc = parse_yaml(content.decode("utf-8", errors="replace"), FILE)
    except PressError as error:
        assert error.line
    else:
        assert localised_toc(toc, settings, "en", {}) == with_plain_paths(toc)


def with_plain_paths(toc: Any) -> Any:
    """Return the contents with each path as a person would write it: ``./a//b/`` as ``a/b``."""
    if isinstance(toc, list):
        return [with_plain_paths(item) for item in toc]
    if not isinstance(toc, dict):
        return toc
    return {
        key: plain(value) if key in ("root", "file", "glob") and isinstance(value, str) else with_plain_paths(value)
        for key, value in toc.items()
    }


def plain(path: str) -> str:
    parts = "/".join(part for part in path.split("/") if part not in ("", "."))
    root = "//" if re.match("//(?!/)", path) else "/" if path.startswith("/") else ""
    return f"{root}{parts}" or ("." if path else "")
