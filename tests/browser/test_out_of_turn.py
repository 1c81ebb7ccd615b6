"""Pages in a real browser when things come late, twice, in another order or never: the reader goes on reading all the while."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, Route
from served import NEEDS_SITE, until

pytestmark = [*NEEDS_SITE, pytest.mark.usefixtures("no_errors")]

CHAPTER, BLOCK, FURTHER = "digital-state", "digital-state-payment.2", "digital-state-innovation.1"
# How far a place may move by rounding.
STILL = 3


class Held:
    """Requests that are held back until they are given or refused."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route(address, self._hold)

    def _hold(self, route: Route) -> None:
        self._routes.append(route)

    def wait(self) -> None:
        """Wait until something has been asked for."""
        end = time.monotonic() + 15
        while not self._routes:
            assert time.monotonic() < end, "nothing was asked for"
            self._page.wait_for_timeout(20)

    def give(self) -> None:
        """Let all through that is held back."""
        self.wait()
        while self._routes:
            self._routes.pop(0).continue_()


def settled(page: Page) -> None:
    """Wait until the browser has laid out what has changed, and told the page of it."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


def scroll_to(page: Page, block: str) -> float:
    """Scroll to a block as a reader does, and return where it stands."""
    page.evaluate("block => document.getElementById(block).scrollIntoView({ behavior: 'instant' })", block)
    settled(page)
    return top_of(page, block)


def top_of(page: Page, block: str) -> float:
    return page.evaluate("block => document.getElementById(block).getBoundingClientRect().top", block)


def test_another_page_turns_to_the_colours_that_are_chosen_on_one(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/en/index.html")
    other = page.context.new_page()
    other.goto(f"{address}/en/january.html")
    other.locator(".press-mode").click()
    other.locator(".press-mode").click()
    until(page, "document.documentElement.dataset.theme === 'dark'")
    assert "dark" in str(page.locator(".press-mode").get_attribute("aria-label"))


def test_text_beside_that_comes_late_leaves_the_reader_where_they_are(page: Page, address: str) -> None:
    held = Held(page, f"**/kk/{CHAPTER}.html")
    page.goto(f"{address}/en/{CHAPTER}.html?beside=kk#{BLOCK}")
    held.wait()
    before = scroll_to(page, FURTHER)
    held.give()
    page.locator(".press-twin").first.wait_for()
    settled(page)
    assert abs(top_of(page, FURTHER) - before) < STILL
