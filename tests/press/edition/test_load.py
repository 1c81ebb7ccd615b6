"""What a book is loaded from."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.edition.load import load_sources


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    return copy_book("weather", tmp_path)


def test_each_language_has_its_own_chapters(weather: Path) -> None:
    (weather / "book" / "ru" / "numbers.md").unlink()
    sources = load_sources(weather)
    assert sources.chapters == {"en": ("index.md", "numbers.md", "rain.md"), "ru": ("index.md", "rain.md")}


def test_a_file_that_changes_while_a_book_is_built_counts_as_changed_in_the_next(weather: Path) -> None:
    sources, table = load_sources(weather), weather / "data" / "rain.csv"
    before = sources.digest(table)
    table.write_text("city,days\nnorth,1\n", encoding="utf-8")
    assert sources.digest(table) == before
    assert load_sources(weather).digest(table) != before


def test_settings_count_as_sources_and_the_contents_do_not_as_each_edition_has_its_own(weather: Path) -> None:
    named = {Path(path).name for path in load_sources(weather).digests}
    assert {"_config.yml", "rain.csv", "references.bib"} <= named
    assert not {"_toc.yml", "rain.md"} & named
