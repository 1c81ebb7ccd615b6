"""A page of a book that is being edited, in a browser: it follows what is saved, and tells what is wrong."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Error, Page
from support.browser_pages import PHONE
from support.served_book import PATIENCE, serving
from support.small_books import replace

BAR = "document.getElementById('press-live')"


def until(page: Page, condition: str) -> None:
    """Wait until ``condition`` holds of the page, which may be reloaded meanwhile."""
    end = time.monotonic() + PATIENCE
    while True:
        with suppress(Error):
            if page.evaluate(condition):
                return
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(20)


def test_a_page_follows_what_is_saved_keeps_its_place_and_tells_what_is_wrong(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size(PHONE)
    with serving(tmp_path) as book:
        chapter = book.root / "book" / "ru" / "rain.md"
        page.goto(f"{book.address()}/ru/rain.html")
        page.evaluate("scrollTo(0, 400)")
        replace(chapter, "Дождь шёл", "Снег шёл")
        until(page, "document.body.textContent.includes('Снег шёл') && scrollY === 400")
        replace(chapter, "Снег шёл", "Снег {number}`no/such` шёл")
        until(page, f"{BAR}?.getAttribute('role') === 'alert'")
        assert "book/ru/rain.md:4" in str(page.evaluate(f"{BAR}.textContent"))
        # The words below are to be read as well.
        assert page.evaluate(f"parseFloat(getComputedStyle(document.body).paddingBottom) >= {BAR}.offsetHeight")
        assert page.evaluate("document.body.textContent.includes('Снег шёл')")
        # Who comes later is told as well, and reaches what is long by keyboard.
        later = page.context.new_page()
        later.goto(f"{book.address()}/en/rain.html")
        until(later, f"{BAR}?.tabIndex === 0 && {BAR}.textContent.startsWith('Not built')")
        later.close()
        replace(chapter, "Снег {number}`no/such` шёл", "Град шёл")
        until(page, f"!{BAR} && document.body.textContent.includes('Град шёл')")
