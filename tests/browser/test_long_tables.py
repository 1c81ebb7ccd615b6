"""A chapter with long tables and many charts: tables on a phone, sorted, and what gets its tools when it comes near."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize
from support.browser_pages import DESKTOP, PHONE, NewPage, until
from support.built_site import NEEDS_SITE
from support.page_loads import OBSERVE

pytestmark = NEEDS_SITE

# Scripts make tabs of the faces, one chart after the other.
MADE = "!document.querySelector('.press-faces-bar:not(:has([role=tab]))')"
HEIGHT = "document.documentElement.scrollHeight"


def test_tables_name_their_columns_and_rows_and_scroll_by_keyboard_on_a_phone(new_page: NewPage, address: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{address}/kk/since-2019.html")
    until(page, MADE)
    for table in page.locator("table.press-table:visible").all():
        caption = table.locator("caption").inner_text()
        region = page.get_by_role("region", name=caption).first
        assert table.locator("thead th:not([scope=col])").count() == 0
        assert table.locator("tbody tr").count() == table.locator("tbody tr > th[scope=row]:first-child").count()
        is_wider = region.evaluate("region => region.scrollWidth > region.clientWidth")
        until(page, "([r, wide]) => (r.tabIndex === 0) === wide", [region.element_handle(), is_wider])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_long_table_is_sorted_by_its_values_and_comes_back_to_its_order(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/since-2019.html")
    until(page, MADE)
    table = page.locator("table.press-sortable", has=page.locator("caption")).last
    table.scroll_into_view_if_needed()
    before = table.locator("tbody tr > :first-child").all_inner_texts()
    head = table.locator("thead th.num").first
    column = head.evaluate("head => head.cellIndex")
    head.get_by_role("button").click()
    values = table.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()
    numbers = [float(value.replace(",", ".").replace("\xa0", "")) for value in values]
    assert numbers == sorted(numbers) and len(set(numbers)) > 3
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    assert table.locator("tbody tr > :first-child").all_inner_texts() == before


def scroll(page: Page, screens: float) -> None:
    """Turn the wheel by so many screens, and let the browser draw what came near."""
    before = page.evaluate("scrollY")
    page.mouse.move(200, 400)
    page.mouse.wheel(0, screens * page.evaluate("innerHeight"))
    moved = "(before) => scrollY !== before || scrollY <= 0 || scrollY + innerHeight >= document.body.scrollHeight - 1"
    until(page, moved, before)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_a_reader_scrolls_the_page(new_page: NewPage, address: str, viewport: ViewportSize) -> None:
    page = new_page(viewport=viewport)
    page.add_init_script(OBSERVE)
    # A chapter with long tables as well, which get their tools when they come near.
    page.goto(f"{address}/en/since-2019.html")
    until(page, MADE)
    while page.evaluate(f"scrollY + innerHeight < {HEIGHT} - 1"):
        scroll(page, 0.8)
    # Tables that came near have their tools now.
    height = page.evaluate(HEIGHT)
    while page.evaluate("scrollY > 0"):
        scroll(page, -0.8)
    assert page.evaluate(HEIGHT) == height
    assert page.evaluate("seen.shift") == 0
