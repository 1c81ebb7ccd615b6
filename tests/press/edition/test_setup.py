"""A book may call its figures otherwise than press does, in each language by a catalogue of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book, make_edition

CATALOGUE = 'msgid "Figure %s"\nmsgstr "Chart %s"\n\nmsgid "Figures"\nmsgstr "Charts"\n'


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    root = copy_book("weather", tmp_path)
    path = root / "book" / "locale" / "en" / "LC_MESSAGES" / "press.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return root


def made(root: Path, language: str, builder: str, name: str) -> str:
    assert make_edition(root, language, builder) == ([], [])
    return (root / "_build" / "press" / language / builder / name).read_text(encoding="utf-8")


def test_captions_and_references_have_the_books_word(weather: Path) -> None:
    page = made(weather, "en", "html", "rain.html")
    assert "Chart 1" in page
    assert "Figure 1" not in page


def test_another_language_keeps_the_word_of_press(weather: Path) -> None:
    assert "Рисунок 1" in made(weather, "ru", "html", "rain.html")


def test_what_the_configuration_says_wins(weather: Path) -> None:
    with (weather / "_config.yml").open("a", encoding="utf-8") as file:
        file.write('    numfig_format: {figure: "Drawing %s"}\n')
    assert "Drawing 1" in made(weather, "en", "html", "rain.html")
