"""Pages in a real browser when things come late, twice, in another order or never: the reader goes on reading all the while."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from served import DESKTOP, NEEDS_SITE, until

pytestmark = [*NEEDS_SITE, pytest.mark.usefixtures("no_errors")]

TABLES, PROGRAMS = "every-figure", "notebooks/survey"
CHAPTER, BLOCK, FURTHER = "digital-state", "digital-state-payment.2", "digital-state-innovation.1"
CARD = "article .press-card"
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


def test_the_card_of_the_link_that_was_clicked_last_is_the_one_that_opens(page: Page, address: str) -> None:
    held = Held(page, "**/_cards/**")
    page.goto(f"{address}/en/january.html")
    link = page.locator("article p a.press-number").first
    link.focus()
    held.wait()
    link.press("Enter")
    link.press("Enter")
    page.evaluate(
        "window.opened = 0; new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach("
        "(node) => { if (node.className === 'press-card') opened += 1 }))).observe(document.body, { childList: true, subtree: true })"
    )
    held.give()
    expect(page.locator(CARD)).to_be_focused()
    settled(page)
    assert page.evaluate("opened") == 1


@pytest.mark.parametrize("key", ["Escape", "/"])
def test_a_reader_who_has_turned_away_is_led_nowhere_by_cards_that_do_not_come(
    page: Page, address: str, key: str
) -> None:
    Held(page, "**/_cards/**")
    page.clock.install()
    page.goto(f"{address}/en/january.html")
    expect(page.locator("button[aria-keyshortcuts]").first).to_be_attached()
    page.locator("article p a.press-number").first.press("Enter")
    page.keyboard.press(key)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    page.clock.run_for(5000)
    settled(page)
    assert asked == []


def test_a_card_that_is_open_in_a_table_is_none_of_its_rows(page: Page, address: str) -> None:
    held = Held(page, "**/table.*.js")
    page.goto(f"{address}/en/{TABLES}.html")
    table = page.locator("table.press-sortable:has(td a.press-number)").first
    rows = table.locator("tbody > tr").count()
    table.locator("td a.press-number").first.click()
    expect(table.locator("tr.press-card-row")).to_have_count(1)
    held.give()
    status = page.locator(".press-table-status").first
    expect(status).to_contain_text(str(rows))
    assert str(rows + 1) not in status.inner_text()
    sort = table.locator(".press-table-sort").nth(1)
    sort.click()
    expect(table.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert table.locator("tbody > tr").count() == rows


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


def test_text_beside_takes_the_focus_from_no_link(page: Page, address: str) -> None:
    held = Held(page, f"**/ru/{CHAPTER}.html")
    page.goto(f"{address}/en/{CHAPTER}.html")
    page.locator(".press-beside button[data-language=ru]").click()
    held.wait()
    link = page.locator("article p a.press-number").first
    link.focus()
    held.give()
    page.locator(".press-twin").first.wait_for()
    expect(link).to_be_focused()


def test_marks_that_are_taken_away_leave_the_text_beside_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html?found=digital&beside=kk")
    page.locator(".press-twin").first.wait_for()
    until(page, "CSS.highlights.has('press-found')")
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{address}/en/{CHAPTER}.html?beside=kk")


def test_a_page_that_cannot_mark_what_was_found_breaks_no_promise(page: Page, address: str) -> None:
    with page.expect_event("requestfailed"):
        page.route("**/found.*.js", lambda route: route.abort())
        page.goto(f"{address}/en/{CHAPTER}.html?found=digital")
    settled(page)


def test_marks_that_come_late_leave_the_reader_where_they_are(page: Page, address: str) -> None:
    held = Held(page, "**/found.*.js")
    page.goto(f"{address}/en/{CHAPTER}.html?found=payment")
    held.wait()
    before = scroll_to(page, FURTHER)
    held.give()
    until(page, "CSS.highlights.has('press-found')")
    settled(page)
    assert abs(top_of(page, FURTHER) - before) < STILL


def test_what_is_said_of_a_copy_stays_as_long_after_the_second_as_after_the_first(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport=DESKTOP)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}/en/{PROGRAMS}.html#cell-1")
    block = page.locator("#cell-1 div.highlight").first
    button, status = block.get_by_role("button"), block.get_by_role("status")
    button.click()
    expect(status).not_to_be_empty()
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 0.5)
    status.evaluate("status => { status.textContent = '' }")
    button.click()
    expect(status).not_to_be_empty()
    page.clock.run_for(1700)
    expect(status).not_to_be_empty()
    page.clock.run_for(1000)
    expect(status).to_be_empty()
    context.close()


def test_a_panel_that_is_opened_again_says_of_no_copy(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/en/january.html")
    page.locator(".press-cite-open").click()
    page.locator("button[data-press-copy='press-cite-chapter-1']").click()
    status = page.locator(".press-cite-status")
    expect(status).to_have_text("Copied")
    page.keyboard.press("Escape")
    expect(page.locator("#press-cite")).to_be_hidden()
    page.locator(".press-cite-open").click()
    expect(page.locator("#press-cite")).to_be_visible()
    expect(status).to_be_empty()
    context.close()
