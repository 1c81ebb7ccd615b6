"""YAML is read as it was written, or told with its line, whatever stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from damaged import damaged
from hypothesis import given
from hypothesis import strategies as st
from small_books import BOOKS

from press.core.errors import PressError
from press.core.reading.yaml_file import line_in, load_yaml, parse_yaml
from press.core.settings import load_settings
from press.edition.chapters import TOC, localised_toc

FILE = Path("settings.yml")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**50), 10**50) | st.floats(allow_nan=False) | st.dates() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT | st.integers(), inner, max_size=4),
    max_leaves=12,
)
LAUGHS = "a: &a [1]\n" + "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9))


@given(VALUES)
def test_what_is_written_as_yaml_is_read_as_it_was(value: Any) -> None:
    assert parse_yaml(yaml.safe_dump(value, allow_unicode=True), FILE) == value


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands here twice"),
        ("a: 1\nb: 2023-02-30\n", 2, "'2023-02-30' is no date"),
        ("a: 1\nb: !!int x\n", 2, "'x' is no whole number"),
        ("a: 1\nb: " + "1:" * 5000 + "1\n", 2, "is no number of reasonable length"),
        ("a: 1\nb: " + "9" * 5000 + "\n", 2, "is no number of reasonable length"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "could not determine a constructor"),
        ("a: 1\nb: &b [*b]\n", 2, "an alias (*) stands within what it repeats"),
        (LAUGHS, 7, "aliases (*) repeat one another too often here"),
        ("".join(f"{' ' * depth}- \n" for depth in range(60)), 51, "deeper than 50"),
        ("[" * 100_000, 1, "nesting depth"),
        ("a:\n" + "  - 1\n" * 60_000, 50_001, "from this line on more than 100000, and is not read"),
        ("a: !" + "!" * 10_000, 1, "…"),
        ("a: 1\nb\0: 1\n", 2, "character 0x0000 is not allowed"),
        ("a: 1\nb: [\n", 2, "malformed YAML"),
        ("a: 1\n? [b]\n: 2\n", 2, "unhashable key"),
        ('a: 1\nb: "\\ud800"\n', 2, "invalid Unicode"),
        ("a: 1\nb: {<<: [1]}\n", 2, "expected a mapping for merging"),
    ],
    ids=lambda value: str(value)[:20].replace("\0", "0"),
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
