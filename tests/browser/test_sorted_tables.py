"""Tables that can be sorted get their tools when they come near: nobody waits for those of others, and nobody misses any."""

from __future__ import annotations

import pytest
from loading import OBSERVE
from playwright.sync_api import Locator, Page, ViewportSize, expect
from served import DESKTOP, NEEDS_SITE, PHONE, NewPage, until

pytestmark = NEEDS_SITE

TOOLS, SORTS = ".press-table-tools input", "button.press-table-sort"
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
# A browser that does not see to it that what is read stays where it is.
UNANCHORED = """
const supports = CSS.supports.bind(CSS);
CSS.supports = (name, ...rest) => name !== "overflow-anchor" && supports(name, ...rest);
document.addEventListener("DOMContentLoaded", () => { document.documentElement.style.overflowAnchor = "none"; });
"""
# Where an element is once the browser has told the page what came near.
TOP = "(one) => new Promise((done) => setTimeout(() => done(one.getBoundingClientRect().top), 200))"


@pytest.fixture
def opened(new_page: NewPage, address: str, viewport: ViewportSize, request: pytest.FixtureRequest) -> Page:
    """A chapter with charts and long tables, all of which are far from its beginning."""
    page = new_page(viewport=viewport, service_workers="block")
    page.add_init_script(OBSERVE + getattr(request, "param", ""))
    page.goto(f"{address}/en/since-2019.html", wait_until="load")
    until(page, """() => !document.querySelector(".press-faces-bar:not([role])")""")
    return page


def seen_tables(page: Page) -> Locator:
    """The tables that stand in the text, not in a face of a chart."""
    return page.locator("table.press-sortable:visible")


@VIEWPORTS
def test_a_table_has_its_tools_before_it_is_seen_and_nothing_moves(opened: Page) -> None:
    table = seen_tables(opened).last
    table.evaluate(
        "(table) => scrollTo({ top: scrollY + table.getBoundingClientRect().top - 1.8 * innerHeight, behavior: 'instant' })"
    )
    expect(table.locator(SORTS).first).to_be_attached()
    assert table.evaluate("(table) => table.getBoundingClientRect().top > innerHeight")
    assert opened.evaluate("seen.shift") == 0


@VIEWPORTS
@pytest.mark.parametrize("opened", [UNANCHORED], indirect=True)
def test_what_is_read_stays_where_it_is_when_a_table_above_gets_its_tools(opened: Page) -> None:
    table = seen_tables(opened).first
    after = table.locator("xpath=following::p[1]")
    before = after.evaluate(
        "(one) => { one.scrollIntoView({ behavior: 'instant' }); return one.getBoundingClientRect().top }"
    )
    expect(table.locator(SORTS).first).to_be_attached()
    assert abs(after.evaluate(TOP) - before) <= 1
