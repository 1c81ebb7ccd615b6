"""What an edition is loaded from, and what a book may call otherwise than press does."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book, make_edition

from press.edition.load import load_sources

CATALOGUE = 'msgid "Figure %s"\nmsgstr "Chart %s"\n\nmsgid "Figures"\nmsgstr "Charts"\n'


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    return copy_book("weather", tmp_path)


def test_each_language_has_its_own_chapters(weather: Path) -> None:
    (weather / "book" / "ru" / "numbers.md").unlink()
    sources = load_sources(weather)
    assert sources.chapters == {"en": ("index.md", "numbers.md", "rain.md"), "ru": ("index.md", "rain.md")}


def test_settings_count_as_sources_and_the_contents_do_not_as_each_edition_has_its_own(weather: Path) -> None:
    named = {Path(path).name for path in load_sources(weather).digests}
    assert {"_config.yml", "rain.csv", "references.bib"} <= named
    assert not {"_toc.yml", "rain.md"} & named


def made(root: Path, language: str) -> str:
    path = root / "book" / "locale" / "en" / "LC_MESSAGES" / "press.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    assert make_edition(root, language, "html") == ([], [])
    return (root / "_build" / "press" / language / "html" / "rain.html").read_text(encoding="utf-8")


def test_figures_have_the_word_of_the_book(weather: Path) -> None:
    page = made(weather, "en")
    assert "Chart 1" in page and "Figure 1" not in page
