"""Editions are compared block by block, by the lists that each has written of its pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.builders.html.block_ids import list_file
from press.core.errors import PressError
from press.core.formats import PAGES
from press.core.outputs import edition_output
from press.core.settings import Edition, Settings
from press.site.block_parity import built_pages, prove_blocks

SECTION, FIRST, SECOND = ("rain", "section"), ("rain.1", "paragraph"), ("rain.2", "list_item")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    names = (("en", "English"), ("kk", "Қазақша"), ("ru", "Русский"))
    return Settings(tmp_path, tuple(Edition(tag, name, "Rain") for tag, name in names), "rain")


def build(settings: Settings, language: str, page: str, *blocks: tuple[str, str], has_page: bool = True) -> None:
    """Write the list of a page whose blocks stand in the lines 1, 2, 3, and the page."""
    path = list_file(settings, language, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    source = f"book/{language}/{page}.md"
    records = [[*block, f"{source}:{line}"] for line, block in enumerate(blocks, start=1)]
    path.write_text(json.dumps(records), encoding="utf-8")
    if has_page:
        html = edition_output(settings, language, PAGES) / f"{page}.html"
        html.parent.mkdir(parents=True, exist_ok=True)
        html.touch()


def faults(settings: Settings) -> list[str]:
    try:
        prove_blocks(settings)
    except PressError as error:
        *told, _remedy = str(error).splitlines()
        return told
    return []


def test_the_first_difference_of_each_edition_is_told_with_both_places(settings: Settings) -> None:
    build(settings, "en", "rain", SECTION, FIRST, SECOND)
    build(settings, "kk", "rain", SECTION, ("rain.1", "list_item"), ("rain.2", "paragraph"))
    build(settings, "ru", "rain", SECTION, FIRST)
    kazakh, russian = faults(settings)
    assert kazakh == (
        "book/en/rain.md:2 and book/kk/rain.md:2 are different blocks: "
        "the one is the paragraph rain.1, the other the list item rain.1"
    )
    assert russian == "book/en/rain.md:3: has a block more than book/ru/rain.md:2, rain.2"


@pytest.mark.parametrize(
    ("english", "place"), [((SECTION,), "book/en/rain.md:1"), ((), "the other edition, which has none")]
)
def test_a_block_more_in_another_edition_is_told_also_where_the_first_has_none(
    settings: Settings, english: tuple[tuple[str, str], ...], place: str
) -> None:
    build(settings, "en", "rain", *english)
    build(settings, "kk", "rain", SECTION, FIRST)
    (fault,) = faults(settings)
    assert fault.startswith("book/kk/rain.md:") and f": has a block more than {place}, rain" in fault


def test_a_page_that_an_edition_lacks_or_has_lost_is_not_compared(settings: Settings) -> None:
    build(settings, "en", "rain", SECTION, FIRST)
    build(settings, "kk", "rain", SECTION, has_page=False)
    build(settings, "en", "notebooks/gone", SECTION, has_page=False)
    assert built_pages(settings, "en") == ["rain"]
    assert faults(settings) == []
