"""What the search finds in this book, in three languages, and with how few bytes."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Response
from support.browser_pages import LANGUAGES, until
from support.built_site import NEEDS_SITE
from support.search_dialog import RESULTS, ask, opened

# No script throws, whatever is tried.
pytestmark = [NEEDS_SITE, pytest.mark.usefixtures("no_errors")]

MOST_BYTES = 100_000


def queries(language: str) -> list[dict[str, str]]:
    """What readers ask for, each with the page and the section that answer it."""
    with (Path(__file__).parent / "search_queries.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["language"] == language]


def found(page: Page) -> list[list[str]]:
    """The links of each result, as ``page.html#section`` within the edition."""
    hrefs = page.locator(RESULTS).evaluate_all(
        "items => items.map(item => [...item.querySelectorAll('a')].map(link => link.href))"
    )
    return [[within_edition(href) for href in links] for links in hrefs]


def within_edition(href: str) -> str:
    parts = urlsplit(href)
    return "/".join(parts.path.split("/")[4:]) + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_query_of_the_list_finds_its_page_among_the_first_three(page: Page, address: str, language: str) -> None:
    opened(page, address, language, "introduction")
    asked = queries(language)
    assert len(asked) >= 20
    missed = []
    for query in asked:
        ask(page, query["query"])
        first = found(page)[:3]
        wanted = f"{query['page']}#{query['section']}" if query["section"] else query["page"]
        if not any(wanted in links for links in first):
            missed.append((query["query"], wanted, first))
    assert missed == []


def test_a_result_in_a_fold_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/en/every-figure.html?found=facebook&found=users")
    tops = "[...CSS.highlights.get('press-found') || []].map(range => range.getBoundingClientRect().top)"
    until(page, f"{tops}.some(top => top > 0 && top < innerHeight)")


def transferred(response: Response | None) -> int:
    """Bytes of a response as a server sends them that compresses what can be compressed."""
    body = response.body() if response else b""
    return min(len(body), len(gzip.compress(body, 9)))


@pytest.mark.parametrize(("language", "word"), [("en", "ministers"), ("kk", "министрлердің"), ("ru", "министров")])
def test_the_first_result_comes_with_few_bytes_and_none_before_the_search_is_opened(
    page: Page, address: str, language: str, word: str
) -> None:
    page.goto(f"{address}/{language}/introduction.html")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert not [name for name in loaded if "pagefind" in name or "/search/" in name]
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: transferred(request.response())}))
    page.evaluate(
        """() => new MutationObserver((changes, observer) => {
          observer.disconnect();
          window.shownAt = performance.now();
        }).observe(document.querySelector(".press-search-results"), { childList: true })"""
    )
    page.keyboard.press("/")
    ask(page, word)
    until_shown = page.evaluate(
        "performance.getEntriesByType('resource').filter(entry => entry.responseEnd <= shownAt).map(entry => entry.name)"
    )
    needed = {url.rsplit("/", 1)[-1]: size for url, size in sizes.items() if url in until_shown}
    assert {"pagefind.js", "dialog.js", "engine.js"} <= set(needed)
    assert [name for name in needed if name.endswith(".pf_fragment")]
    assert sum(needed.values()) <= MOST_BYTES, needed
