"""The blocks of a page have ids that are the same in every edition, whatever stands elsewhere on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_pages import parsed, words
from support.small_books import append, make_edition, replace

FIRST = {"en": "(first)=\n## First\n\nOne.\n", "ru": "(first)=\n## Первый раздел\n\nРаз.\n"}
SECOND = {
    "en": "(second)=\n## Second\n\nTwo.\n\n- a\n- b\n\nTerm\n: What it is.\n\n> Quoted.\n\n$$x$$\n",
    "ru": "(second)=\n## Второй раздел\n\nДва.\n\n- а\n- б\n\nСлово\n: Что это.\n\n> Цитата.\n\n$$x$$\n",
}


@pytest.fixture
def root(weather: Path) -> Path:
    """The weather book with two sections of all kinds of blocks at the end of its chapter."""
    for language in ("en", "ru"):
        append(weather / "book" / language / "rain.md", f"\n{FIRST[language]}\n{SECOND[language]}")
    return weather


def build(root: Path, *languages: str) -> None:
    for language in languages:
        assert make_edition(root, language).faults == []


def identifiers(root: Path, language: str) -> dict[str, str]:
    """The ids of the chapter with the words that stand there."""
    tree = parsed(root / "_build" / "press" / language / "html" / "rain.html")
    return {one.get("id", ""): words(one) for one in tree.iter() if one.get("id")}


def of_section(found: dict[str, str], label: str) -> list[str]:
    return [identifier for identifier in found if identifier.startswith(f"{label}.")]


def test_blocks_are_numbered_within_the_label_of_their_section_in_all_editions(root: Path) -> None:
    build(root, "en", "ru")
    english, russian = identifiers(root, "en"), identifiers(root, "ru")
    assert of_section(english, "second") == [f"second.{number}" for number in range(1, 8)]
    assert of_section(russian, "second") == of_section(english, "second")
    assert (english["second.1"], russian["second.1"]) == ("Two.", "Два.")
    assert (english["second.3"], russian["second.3"]) == ("b", "б")
    assert (english["second.4"], russian["second.4"]) == ("Term", "Слово")
    assert {"second", "fig-rain-days", "tab-rain-days"} <= set(english) & set(russian)


def test_an_edit_in_one_section_moves_no_id_of_another(root: Path) -> None:
    build(root, "en")
    before = identifiers(root, "en")
    chapter = root / "book" / "en" / "rain.md"
    replace(chapter, "\nOne.\n", "\nNought.\n\nOne.\n")
    build(root, "en")
    after = identifiers(root, "en")
    assert (before["first.1"], after["first.1"], after["first.2"]) == ("One.", "Nought.", "One.")
    assert [(name, after[name]) for name in of_section(after, "second")] == [
        (name, before[name]) for name in of_section(before, "second")
    ]
