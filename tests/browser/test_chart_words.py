"""The words of every chart of the book as a browser draws them: none on another, none cut off, none too small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from support.browser_fonts import WIDE
from support.browser_pages import DESKTOP, LANGUAGES, PHONE
from support.built_site import NEEDS_SITE, SITE

pytestmark = NEEDS_SITE

# On a desk words are as large as notes and sources, on a phone hardly smaller.
LEAST_TYPE = {390: 12, 1440: 13}
# The words of the drawings that are shown: where they are, how large their letters are, and where their figure ends. Letters
# fill about the middle three fifths of their line.
WORDS = """() => [...document.querySelectorAll(".press-picture svg")].filter((svg) => svg.getBoundingClientRect().width).map((svg) => {
  svg.closest(".press-picture").style.contentVisibility = "visible";
  const edge = svg.closest(".press-chart").getBoundingClientRect();
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim()).map((text) => {
    const { left, right, top, bottom, height } = text.getBoundingClientRect();
    const lines = Math.max(1, text.querySelectorAll("tspan").length), spare = height / lines / 5;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    return { said: text.textContent, left, right, top: top + spare, bottom: bottom - spare, size };
  });
  return { name: svg.closest("[id]").id, left: edge.left, right: edge.right, words };
})"""


def pages_with_charts(language: str) -> list[str]:
    paths = (SITE / language).rglob("*.html")
    return sorted(
        p.relative_to(SITE).as_posix() for p in paths if re.search(r'<svg class="press-wide"', p.read_text("utf-8"))
    )


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


def faults(page: Page, names: set[str]) -> Iterator[str]:
    """What is wrong with the words of the drawings that are shown; the ``names`` of their figures are added to those given."""
    assert page.viewport_size is not None
    least = LEAST_TYPE[page.viewport_size["width"]]
    for chart in page.evaluate(WORDS):
        words, place = chart["words"], f"{page.url} {chart['name']}"
        names.add(chart["name"])
        for number, word in enumerate(words):
            yield from (
                f"{place}: {word['said']} on {other['said']}" for other in words[number + 1 :] if meet(word, other)
            )
            if word["left"] < chart["left"] or word["right"] > chart["right"]:
                yield f"{place}: {word['said']} is cut"
            if word["size"] < least:
                yield f"{place}: {word['said']} is small"


@WIDE
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_charts_are_apart_whole_and_large_enough(page: Page, address: str, language: str) -> None:
    wrong: list[str] = []
    names: set[str] = set()
    for path in pages_with_charts(language):
        page.goto(f"{address}/{path}")
        for viewport in (PHONE, DESKTOP):
            page.set_viewport_size(viewport)
            wrong += faults(page, names)
    assert len(names) > 5
    assert wrong == []
