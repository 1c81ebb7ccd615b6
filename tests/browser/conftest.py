"""The built site in a real browser, served under a sub-path as on a project page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from support.browser_fonts import fontconfig
from support.built_site import BROWSER, BROWSER_OPTIONS, DESKTOP, SITE, NewPage, serving

# The script of a page yields after some milliseconds, on a busy machine in the middle of what a test is about to use. Until all
# that a page defers has run no time passes for it.
AT_ONCE = """(() => {
  const clock = performance, now = clock.now, still = () => 0;
  clock.now = still;
  addEventListener("DOMContentLoaded", () => { if (clock.now === still) clock.now = now; });
})()"""


class Chromium:
    """A browser for each width of fonts, started once for the tests that follow one another here."""

    def __init__(self) -> None:
        self._running = ExitStack()
        self._playwright: Playwright | None = None
        self._browsers: dict[str, Browser] = {}

    def start(self, width: str) -> Browser:
        """Return the browser whose fonts are of ``width``, which is started if it does not run."""
        if self._playwright is None:
            self._playwright = self._running.enter_context(sync_playwright())
        if width not in self._browsers:
            environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": fontconfig(width)}
            browser = self._playwright.chromium.launch(executable_path=BROWSER, args=BROWSER_OPTIONS, env=environment)
            self._running.callback(browser.close)
            self._browsers[width] = browser
        return self._browsers[width]

    def stop(self) -> None:
        """End the browsers, and the loop of asyncio that they are steered by, beside which no other can run."""
        self._playwright = None
        self._browsers = {}
        self._running.close()


CHROMIUM = Chromium()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """End the browser before tests of another kind."""
    if nextitem is None or not nextitem.path.is_relative_to(Path(__file__).parent):
        CHROMIUM.stop()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served: below a path, so that links from the root of the host would break."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "some").mkdir()
    (folder / "some" / "book").symlink_to(SITE)
    with serving(folder) as host:
        yield f"{host}/some/book"


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Browser:
    """The browser, in which each test opens a context of its own; its fonts are narrow unless a test asks for wide ones (``WIDE``)."""
    return CHROMIUM.start(getattr(request, "param", "narrow"))


@pytest.fixture(autouse=True)
def _scripts_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what a page does at its beginning done when it is loaded, however slow the machine is."""
    new_context = Browser.new_context

    def with_scripts_at_once(browser: Browser, **options: Any) -> BrowserContext:
        context = new_context(browser, **options)
        context.add_init_script(AT_ONCE)
        return context

    monkeypatch.setattr(Browser, "new_context", with_scripts_at_once)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages in contexts of their own with the options of these, which are closed after the test."""
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    # Without the worker, which would load what a test changes or holds back in its own way.
    return new_page(viewport=DESKTOP, service_workers="block")


@pytest.fixture
def no_errors(page: Page) -> Iterator[None]:
    """No script throws, and no promise is broken that nobody waits for."""
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error.stack)))
    yield
    assert thrown == []
