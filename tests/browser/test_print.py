"""Chapters printed from a real browser: the sizes of their letters, and whether all of them are on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pymupdf
import pytest
from playwright.sync_api import Page
from support.browser_fonts import WIDE
from support.browser_pages import LANGUAGES
from support.built_site import NEEDS_SITE

pytestmark = NEEDS_SITE

SMALLEST = 9.5  # points
ROUNDING = 0.05


class Words(NamedTuple):
    """What stands on a page of paper in letters of one size."""

    size: float
    text: str
    within: bool


def printed(page: Page) -> Iterator[Words]:
    """All that Chromium prints of ``page`` on A4, with the letters of charts as wide as they are high."""
    page.evaluate("document.querySelectorAll('[textLength]').forEach((text) => text.removeAttribute('textLength'))")
    for paper in pymupdf.open(stream=page.pdf(format="A4", prefer_css_page_size=True)):
        lines = (line for block in paper.get_text("dict")["blocks"] for line in block.get("lines", []))
        for span in (span for line in lines for span in line["spans"] if span["text"].strip()):
            within = span["bbox"][0] >= 0 and span["bbox"][2] <= paper.rect.width
            yield Words(span["size"], span["text"], within)


@WIDE
@pytest.mark.parametrize("chapter", ["since-2019", "every-figure"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_wide_tables_make_no_letter_of_a_printed_chapter_smaller_than_nine_and_a_half_points(
    page: Page, address: str, language: str, chapter: str
) -> None:
    page.goto(f"{address}/{language}/{chapter}.html")
    cells = page.locator("table td, table th").all_text_contents()
    words = list(printed(page))
    assert len(words) > 500
    assert {(round(one.size, 1), one.text) for one in words if one.size < SMALLEST - ROUNDING} == set()
    assert [one.text for one in words if not one.within] == []
    # Nor is a number divided at the end of a line.
    years = {word for cell in cells for word in cell.split() if word.isdecimal() and len(word) == 4}
    assert (len(years) > 5 or chapter != "since-2019") and years <= set(" ".join(one.text for one in words).split())


def test_what_a_fold_holds_begins_on_the_page_with_its_head(page: Page, address: str) -> None:
    page.goto(f"{address}/en/every-figure.html")
    heads = [
        head.partition("\u00a0·")[0] for head in page.locator(".press-findings-folded > summary").all_text_contents()
    ]
    papers = pymupdf.open(stream=page.pdf(format="A4", prefer_css_page_size=True))
    texts = [" ".join(paper.get_text(sort=True).split()) for paper in papers]
    below = [text.partition(head)[2] for head in heads for text in texts if head in text]
    assert len(below) >= len(heads) > 5 and all("Verdict" in text for text in below)


def test_tables_behind_charts_are_printed_before_a_slow_machine_has_made_tabs_of_them(page: Page, address: str) -> None:
    page.add_init_script("window.setTimeout = () => 0; let now = 0; performance.now = () => (now += 100);")
    page.goto(f"{address}/en/since-2019.html")
    tables = page.locator("details.press-face table")
    headings = tables.locator("thead th").all_text_contents()
    assert tables.count() > 1
    words = " ".join(one.text for one in printed(page)).split()
    assert {word for heading in headings for word in heading.split() if word.islower()} <= set(words)
