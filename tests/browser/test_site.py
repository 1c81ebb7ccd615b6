"""The built site in a real browser, served under a sub-path as on a project page."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "site"
BROWSER = os.environ.get("PRESS_BROWSER") or next(
    (path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None
)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LANGUAGES = ("en", "kk", "ru")
KINDS = ("index", "digital-state", "references", "data", "notebooks/survey", "search")

pytestmark = [
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine"),
    pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)"),
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served: below a path, so that links from the root of the host would break."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "some").mkdir()
    (folder / "some" / "book").symlink_to(SITE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/book"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=BROWSER, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_ask_no_other_host_and_report_no_error(page: Page, address: str, language: str) -> None:
    problems: list[str] = []
    page.on("request", lambda request: problems.append(request.url) if foreign(request.url) else None)
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}.html")
        page.wait_for_load_state("networkidle")
    assert problems == []


def foreign(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1"


def test_the_header_leads_to_the_same_page_in_another_language(page: Page, address: str) -> None:
    page.goto(f"{address}/en/january.html")
    page.get_by_role("link", name="Қазақша").click()
    assert page.url == f"{address}/kk/january.html"
    assert page.locator("html").get_attribute("lang") == "kk"
    page.get_by_role("link", name="Русский").click()
    assert page.url == f"{address}/ru/january.html"


def test_the_root_page_leads_into_each_edition(page: Page, address: str) -> None:
    for language, name in {"en": "English", "kk": "Қазақша", "ru": "Русский"}.items():
        page.goto(f"{address}/index.html")
        page.get_by_role("link", name=name, exact=True).click()
        assert page.url == f"{address}/{language}/index.html"


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_and_tables_are_there_without_scripts(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}/{language}/officials-online.html")
    charts = page.locator("figure.press-chart svg.press-narrow")
    assert charts.count() == 4
    assert all(charts.nth(index).is_visible() for index in range(charts.count()))
    details = page.locator(".press-faces details").first
    details.locator("summary").click()
    assert details.locator("table").is_visible()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_of_a_phone(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], kind
    context.close()


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [("en", "referendum", "concept"), ("kk", "референдум", "concept"), ("ru", "референдум", "concept")],
)
def test_the_search_finds_a_chapter_by_its_word(
    page: Page, address: str, language: str, query: str, found: str
) -> None:
    page.goto(f"{address}/{language}/search.html?q={query}")
    link = page.locator(f"#search-results a[href*='{found}.html']").first
    link.wait_for(timeout=10_000)
    link.click()
    assert urlsplit(page.url).path.endswith(f"/{language}/{found}.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_to_object_to(browser: Browser, address: str, language: str, scheme: str) -> None:
    found = []
    for viewport in (PHONE, DESKTOP):
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        page = context.new_page()
        for kind in KINDS:
            page.goto(f"{address}/{language}/{kind}.html")
            page.wait_for_load_state("networkidle")
            results = Axe().run(page)
            found += [
                (kind, viewport["width"], violation["id"], violation["nodes"][0]["html"][:120])
                for violation in results.response["violations"]
            ]
        context.close()
    assert found == []
