"""The table of contents: entries of other editions, and chapters that it forgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book, replace

from press.core.errors import PressError
from press.core.settings import load_settings
from press.edition.chapters import contents, localised_toc
from press.make.checking import check_book

LANGUAGES = ("en", "ru")


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    return copy_book("weather", tmp_path)


def add(root: Path, name: str, head: str = "") -> None:
    """A chapter in each language that the contents do not name."""
    for language in LANGUAGES:
        file = root / "book" / language / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{head}# Snow\n\nSnow.\n", encoding="utf-8")


def told(root: Path) -> list[str]:
    try:
        check_book(root, ["contents"])
    except PressError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize("typed", ["./book/en/rain", "book//en/./rain"])
def test_an_entry_is_the_same_document_however_its_path_is_typed(weather: Path, typed: str) -> None:
    plain = contents(load_settings(weather))
    replace(weather / "_toc.yml", "book/en/rain\n", f"{typed}\n")
    assert contents(load_settings(weather)) == plain
    assert told(weather) == []


def test_a_pattern_names_the_chapters_that_match_it(weather: Path) -> None:
    replace(weather / "_toc.yml", "- file: book/en/numbers", "- glob: book/en/n*")
    settings = load_settings(weather)
    assert contents(settings)[1:3] == ["book/en/rain", "book/en/numbers"]
    assert localised_toc({"glob": "book/en/n*"}, settings, "ru", {}) == {"glob": "book/ru/n*"}
    assert told(weather) == []


def test_a_chapter_of_another_edition_is_told_with_its_line(weather: Path) -> None:
    replace(weather / "_toc.yml", "book/en/rain", "book/ru/rain")
    entry, forgotten = told(weather)
    assert entry.startswith("_toc.yml:6: the contents name 'book/ru/rain', a chapter of the edition 'ru'")
    assert forgotten.startswith("book/en/rain.md: the contents do not name this chapter")


@pytest.mark.parametrize(
    "head",
    [
        "",
        "---\ntitle: Snow\n---\n\n    orphan: true\n\norphan: true\n\n---\n\n",
    ],
)
def test_a_chapter_that_the_contents_do_not_name_is_told(weather: Path, head: str) -> None:
    add(weather, "snow.md", head)
    (fault,) = told(weather)
    assert fault.startswith("book/en/snow.md: the contents do not name this chapter; name it in _toc.yml")


@pytest.mark.parametrize(
    ("name", "head", "excluded"),
    [
        ("rain.draft.md", "", ""),
        ("snow.md", "---\norphan: true\n---\n", ""),
        ("snow.md", "", "book/*/snow.md"),
        ("snow.md", "", "book/en/snow.md"),
        ("later/snow.md", "", "book/en/later"),
        ("snow.md", "", "**/snow.*"),
    ],
)
def test_a_chapter_may_be_left_out_on_purpose(weather: Path, name: str, head: str, excluded: str) -> None:
    add(weather, name, head)
    replace(weather / "_config.yml", "execute:\n", f'exclude_patterns: ["{excluded}", ".*"]\nexecute:\n')
    assert told(weather) == []
