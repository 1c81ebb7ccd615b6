"""The card of a cited work, as a page of the weather book has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from reading import cards, key_of, parsed, with_class, words
from small_books import Built


@pytest.fixture(scope="module")
def pages(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").site


@pytest.mark.parametrize(
    ("language", "foot"),
    [
        ("en", "Found in public records. In the list of references"),
        ("ru", "Полное описание найдено. В списке литературы"),
    ],
)
def test_a_citation_opens_the_reference_that_it_leads_to(pages: Path, language: str, foot: str) -> None:
    page = pages / language / "rain.html"
    citation = next(link for link in parsed(page).iter("a") if "press-citation" in link.get("class", "").split())
    name, card = cards(page)[key_of(citation)]
    assert name == "Doe, 2001"
    reference, last = card.iter("p")
    assert words(reference).startswith("Doe")
    assert words(last) == foot
    assert [link.get("href") for link in last.iter("a")] == [citation.get("href")]


def test_within_a_card_a_citation_opens_no_other(pages: Path) -> None:
    page = pages / "en" / "rain.html"
    found: list[Element] = [card for _, card in cards(page).values()]
    assert found
    assert [with_class(card, "press-citation") for card in found] == [[] for _ in found]
