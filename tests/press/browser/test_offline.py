"""Reading without a network, after the site has been open once; and a release that replaces another."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.browser_pages import LANGUAGES, NewPage, serving, until

from press.core.formats import WORKER
from press.site.join import write_service_worker

KEPT = "async (url) => Boolean(await caches.match(url))"
GONE = "async (name) => !(await caches.keys()).includes(name)"


@pytest.fixture
def host(tmp_path: Path, site: Path) -> Iterator[tuple[str, Path]]:
    """A copy of the site that can be changed, below a path, and its address."""
    copy = tmp_path / "some" / "book"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("pdf"))
    write_service_worker(copy, "book")
    with serving(tmp_path) as host:
        yield f"{host}/some/book", copy


def visit(page: Page, url: str) -> None:
    """Open a page and wait until the worker keeps it with its styles, scripts and cards."""
    page.goto(url)
    parts = page.evaluate(
        """() => [...document.querySelectorAll('link[rel=stylesheet], script[src], article .press-number')].map((part) => part.href || part.src)"""
    )
    for part in (url, *filter(None, parts)):
        until(page, KEPT, part)


def test_a_page_that_was_opened_is_read_again_without_network(new_page: NewPage, host: tuple[str, Path]) -> None:
    address, _ = host
    page = new_page()
    visit(page, f"{address}/kk/year.html")
    page.wait_for_load_state("networkidle")
    shown = page.locator("article").inner_text()
    failed: list[str] = []
    page.on(
        "console",
        lambda message: failed.append(f"{message.text} {message.location}") if message.type == "error" else None,
    )
    page.context.set_offline(True)
    page.goto(f"{address}/kk/year.html")
    assert page.locator("article").inner_text() == shown
    assert page.evaluate("getComputedStyle(document.querySelector('article')).fontFamily") != "serif"
    page.locator("article a.press-number").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert failed == []


def test_a_page_that_is_not_kept_says_so_in_every_language(new_page: NewPage, host: tuple[str, Path]) -> None:
    address, _ = host
    page = new_page()
    visit(page, f"{address}/en/year.html")
    page.context.set_offline(True)
    page.goto(f"{address}/ru/no-such-page.html")
    assert page.locator("section").evaluate_all("parts => parts.map(part => part.lang)") == list(LANGUAGES)
    assert page.locator("section[lang=ru] h2").inner_text() == "Нет сети"


def replace_release(site: Path) -> None:
    """Put another release in the place of the one that is served: every heading is another."""
    for path in (site / "en").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("<h1>", "<h1>Release two: "), encoding="utf-8")
    (site / WORKER).unlink()
    write_service_worker(site, "book")
    # Dates of HTTP have whole seconds: what is replaced within one looks unchanged to who asks for what is newer.
    later = time.time() + 10
    for path in (site / WORKER, *(site / "en").glob("*.html")):
        os.utime(path, (later, later))


def test_a_new_release_takes_the_place_of_the_old_one_whole(new_page: NewPage, host: tuple[str, Path]) -> None:
    address, site = host
    page = new_page()
    visit(page, f"{address}/en/year.html")
    until(page, KEPT, f"{address}/en/harvest.html")
    (before,) = page.evaluate("caches.keys()")
    replace_release(site)
    page.goto(f"{address}/en/year.html")
    until(page, GONE, before)
    visit(page, f"{address}/en/accounts.html")
    until(page, KEPT, f"{address}/en/year.html")
    page.context.set_offline(True)
    for name in ("year", "accounts"):
        page.goto(f"{address}/en/{name}.html")
        assert page.locator("h1").first.inner_text().startswith("Release two")
