"""The dialog of the search, used as a reader does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.browser_pages import until

FIELD, STATUS = "#press-search-input", ".press-search-status"
RESULTS = ".press-search-results > li"


def ask(page: Page, text: str) -> None:
    """Type ``text`` as a reader does, and wait until all is said of it."""
    page.fill(FIELD, "")
    until(page, f"!document.querySelector('{STATUS}').textContent.trim()")
    page.fill(FIELD, text)
    until(page, f"/\\d|[«“]/.test(document.querySelector('{STATUS}').textContent)")
    settled(page)


def settled(page: Page) -> None:
    """Wait until no more results come."""
    until(page, "document.querySelector('.press-search-results').ariaBusy === 'false'")


def opened(page: Page, address: str, language: str, chapter: str) -> Page:
    page.goto(f"{address}/{language}/{chapter}.html")
    listens(page)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    return page


def listens(page: Page) -> None:
    """Wait until the page answers the keys of the search, which it does some slices of its script after it is loaded."""
    expect(page.locator("button[aria-keyshortcuts]").first).to_be_attached()
