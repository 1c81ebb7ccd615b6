"""The search in a real browser when its requests come late, twice, in another order or never."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from served import NEEDS_SITE
from test_search import FIELD, RESULTS, STATUS, ask, opened, settled

pytestmark = [*NEEDS_SITE, pytest.mark.usefixtures("no_errors")]
FAILED = "could not"


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} .press-search-page").evaluate_all("all => all.map(one => one.href.split('?')[0])")


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


@pytest.mark.parametrize("part", ["dialog.js", "pagefind.js", "*.pf_fragment"])
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
