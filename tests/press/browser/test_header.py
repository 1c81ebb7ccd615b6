"""The header of the pages in a real browser: on narrow screens and in large letters."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page
from support.browser_fonts import WIDE
from support.browser_pages import DESKTOP, LANGUAGES, LARGE, NewPage

WIDTHS = (320, 340, 360, 390, 768, 1024)
CHAPTERS = ("index", "year")
# Left, top, right and bottom of all that can be operated in the header, of the header and of the title.
BOXES = """() => {
  const box = (one) => { const { left, top, right, bottom } = one.getBoundingClientRect(); return [left, top, right, bottom]; };
  const header = document.querySelector(".page-header");
  const controls = [...header.querySelectorAll("a, button")].filter((one) => one.checkVisibility());
  return { header: box(header), title: box(document.querySelector("h1")), wide: document.documentElement.scrollWidth,
    controls: controls.map((one) => [one.ariaLabel || one.textContent.trim(), box(one)]) };
}"""
Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than the rounding of a pixel."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5


def within(one: Box, other: Box) -> bool:
    return all(one[side] >= other[side] - 0.5 for side in (0, 1)) and all(
        one[side] <= other[side] + 0.5 for side in (2, 3)
    )


def faults(seen: dict[str, Any], width: int) -> list[str]:
    """What is wrong with the header of a window of ``width``."""
    boxes = [*seen["controls"], ("the title", seen["title"])]
    found = [f"{name} sticks out" for name, box in seen["controls"] if not within(box, seen["header"])]
    found += [f"{one} overlaps {two}" for (one, a), (two, b) in combinations(boxes, 2) if overlap(a, b)]
    return found + ([f"the page is {seen['wide']} wide"] if seen["wide"] > width else [])


@WIDE
@pytest.mark.parametrize("large", [False, True], ids=["usual", "twice the size"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_header_is_cut_or_covered_on_a_narrow_screen_or_in_large_letters(
    page: Page, address: str, language: str, large: bool
) -> None:
    found = {}
    for chapter in CHAPTERS:
        page.goto(f"{address}/{language}/{chapter}.html")
        if large:
            page.evaluate(LARGE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            seen = page.evaluate(BOXES)
            assert len(seen["controls"]) >= 5
            if wrong := faults(seen, width):
                found[chapter, width] = wrong
    assert found == {}


@pytest.mark.parametrize("large", [False, True], ids=["usual", "twice the size"])
def test_what_an_address_names_is_not_behind_the_header(new_page: NewPage, address: str, large: bool) -> None:
    page = new_page(viewport=DESKTOP, reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({**DESKTOP, "width": width})  # type: ignore[typeddict-item]
        page.goto(f"{address}/ru/year.html")
        if large:
            page.evaluate(LARGE)
        page.evaluate("location.hash = 'year-summer'")
        header, top = page.evaluate(
            """() => [document.querySelector(".page-header").getBoundingClientRect().bottom,
            document.querySelector("#year-summer h2").getBoundingClientRect().top]"""
        )
        assert max(header, 0) <= top < DESKTOP["height"] / 3, width
