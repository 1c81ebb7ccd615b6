"""Prose of a language stands in chapters, labels, catalogues and, of the first language, notebooks; each file knows its lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.check import Material
from press.checks.style.files import ProseFile, prose_files
from press.edition.load import load_sources


@pytest.fixture
def root(book: Callable[[str], Path]) -> Path:
    return book("weather")


def files(root: Path, language: str) -> dict[str, ProseFile]:
    return {file.path.as_posix(): file for file in prose_files(Material(load_sources(root)), language)}


def test_each_language_has_its_own_files(root: Path) -> None:
    chapters = [f"book/{{}}/{name}.md" for name in ("index", "numbers", "rain")]
    words, notebook = "data/vocabulary/words.csv", "book/notebooks/rain.ipynb"
    assert list(files(root, "en")) == [*(path.format("en") for path in chapters), words, notebook]
    catalogue = "book/locale/ru/LC_MESSAGES/notebooks.po"
    assert list(files(root, "ru")) == [*(path.format("ru") for path in chapters), words, catalogue]


@pytest.mark.parametrize(
    ("language", "path", "words"),
    [
        ("ru", "data/vocabulary/words.csv", "Дни с дождём"),
        ("en", "book/notebooks/rain.ipynb", "Days of rain, city by city."),
        ("ru", "book/locale/ru/LC_MESSAGES/notebooks.po", "Измерения"),
        ("ru", "book/ru/rain.md", "Дождь"),
    ],
)
def test_a_passage_stands_on_the_line_of_its_file(root: Path, language: str, path: str, words: str) -> None:
    (passage,) = [found for found in files(root, language)[path].read() if found.whole == words]
    assert words in (root / path).read_text(encoding="utf-8").splitlines()[passage.line - 1]


def test_lines_of_a_cell_may_end_with_a_carriage_return(root: Path) -> None:
    path = root / "book" / "notebooks" / "rain.ipynb"
    text = path.read_text(encoding="utf-8").replace("Days of rain, city by city.", "One.\\r\\rTwo days.")
    path.write_text(text, encoding="utf-8")
    (passage,) = [
        found for found in files(root, "en")["book/notebooks/rain.ipynb"].read() if found.whole == "Two days."
    ]
    assert "Two days." in text.splitlines()[passage.line - 1]


def test_the_state_of_a_file_follows_its_content_and_the_extensions_of_the_book(root: Path) -> None:
    before = files(root, "en")
    path = root / "data" / "vocabulary" / "words.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Days of rain,", "Wet days,"), encoding="utf-8")
    after = files(root, "en")
    assert [name for name in before if before[name].state != after[name].state] == ["data/vocabulary/words.csv"]
    config = root / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("[colon_fence]", "[colon_fence, deflist]"), "utf-8")
    assert all(file.state != after[name].state for name, file in files(root, "en").items())
