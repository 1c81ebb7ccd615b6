"""The browser of the tests, and pages in it. The folders of browser tests import the fixtures in their conftest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from support.browser_fonts import fontconfig
from support.browser_pages import BROWSER, DESKTOP, NewPage

# Chromium renders two pages of its own address bar, which nobody sees, for each context: more work than most tests. The option that
# leaves them out takes the place of what Playwright switches off, which is therefore repeated.
_OF_PLAYWRIGHT = (
    "AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,AimEnabled,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,"
    "PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning"
)
BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    f"--disable-features={_OF_PLAYWRIGHT},WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
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
    """End the browser before a test that needs none."""
    if nextitem is None or "browser" not in getattr(nextitem, "fixturenames", ()):
        CHROMIUM.stop()


@pytest.fixture
def browser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The browser; its fonts are narrow unless a test asks for wide ones (``WIDE``).

    Each test opens contexts of its own in it. What a page does at its beginning is done when it is loaded, however slow the machine is.
    """
    if not BROWSER:
        pytest.skip("no Chromium on this machine")
    new_context = Browser.new_context

    def with_scripts_at_once(browser: Browser, **options: Any) -> BrowserContext:
        context = new_context(browser, **options)
        context.add_init_script(AT_ONCE)
        return context

    monkeypatch.setattr(Browser, "new_context", with_scripts_at_once)
    return CHROMIUM.start(getattr(request, "param", "narrow"))


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
