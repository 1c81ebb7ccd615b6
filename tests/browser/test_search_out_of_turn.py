"""The search in a real browser when its requests come late, twice, in another order or never."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from served import NEEDS_SITE
from test_search import FIELD, LINKS, RESULTS, STATUS, ask, opened, settled, until_held

pytestmark = [*NEEDS_SITE, pytest.mark.usefixtures("no_errors")]
FAILED = "could not"
MORE = ".press-search-more"
FRAGMENTS = "**/*.pf_fragment"


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} .press-search-page").evaluate_all("all => all.map(one => one.href.split('?')[0])")


def hold(page: Page) -> list[Route]:
    """Hold back what is asked for of the pages that are found, the first of them; the others wait for it."""
    held: list[Route] = []
    page.route(FRAGMENTS, lambda route: held.append(route) if not held else route.continue_())
    return held


def test_enter_leads_to_what_was_typed_not_to_what_was_found_before(page: Page, address: str) -> None:
    opened(page, address, "en")
    ask(page, "survey")
    old = titles(page)[0]
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 1)
    page.fill(FIELD, "Zhanaozen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*found=*")
    assert "zhanaozen" in page.url.lower()
    assert old not in page.url


def test_a_query_that_fails_late_takes_nothing_from_the_next_one(page: Page, address: str) -> None:
    held = hold(page)
    page.clock.install()
    opened(page, address, "en")
    page.fill(FIELD, "survey")
    until_held(page, held)
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 1)
    page.fill(FIELD, "Telegram")
    # It has been searched for, and waits for the page that is held back.
    page.clock.run_for(1000)
    held[0].abort()
    settled(page)
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d"))
    assert "found=" in str(page.locator(LINKS).first.get_attribute("href"))


def test_more_that_does_not_come_is_told_and_can_be_asked_for_again(page: Page, address: str) -> None:
    opened(page, address, "en")
    ask(page, "Telegram")
    before = titles(page)
    asked: list[str] = []

    def second_fails(route: Route) -> None:
        asked.append(route.request.url)
        route.abort() if len(asked) == 2 else route.continue_()

    page.route(FRAGMENTS, second_fails)
    page.locator(MORE).click()
    settled(page)
    expect(page.locator(STATUS)).to_contain_text(FAILED)
    page.unroute(FRAGMENTS)
    for _ in range(2):
        page.locator(MORE).click()
        settled(page)
    shown = titles(page)
    assert len(shown) > len(before) + 1
    assert len(set(shown)) == len(shown)
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d"))


@pytest.mark.parametrize("part", ["dialog.js", "engine.js", "pagefind.js", "*.pf_meta", "*.pf_index", "*.pf_fragment"])
def test_a_search_that_could_not_be_loaded_says_so_and_can_be_tried_again(page: Page, address: str, part: str) -> None:
    page.route(f"**/{part}*", lambda route: route.abort())
    opened(page, address, "en")
    page.fill(FIELD, "Telegram")
    expect(page.locator(STATUS)).to_contain_text(FAILED)
    page.unroute(f"**/{part}*")
    page.locator(".press-search-close").click()
    page.locator(".press-search-open").first.click()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d"))
    settled(page)
    assert len(titles(page)) > 1
