"""Where the built site is, and in what browser and sizes it is looked at."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route
from programs import browser

from press.core.resources import press_path

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "site"
BROWSER = browser()
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LANGUAGES = ("en", "kk", "ru")
# The frame of pages that stay when they are opened: those at addresses that moved lead on. Cards have another.
_AWAY = re.compile('http-equiv="refresh"|<main class="press-card"')
STAYING = [path for path in sorted(SITE.rglob("*.html")) if not _AWAY.search(path.read_text("utf-8"))]
# As an extension for larger text or a reader's own style sheet does it.
LARGE = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: 200% !important }");
document.adoptedStyleSheets = [sheet] }"""
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
NEEDS_SITE = [
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine"),
    pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)"),
]


# Opens a page in a context with some options (conftest.py).
NewPage = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file as far as the browser wants it, which may leave the page meanwhile."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait for what ``condition`` says of the page. Page.wait_for_function cannot: it needs eval, which pages forbid."""
    end = time.monotonic() + 15
    while not page.evaluate(condition, argument):
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(20)


def turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Have the system ask for other colours, and wait until ``page``, which was made for less motion, has them."""
    page.emulate_media(color_scheme=scheme)
    until(page, "scheme => document.documentElement.dataset.theme === scheme", scheme)


def foreign(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1"


def as_written(text: str | None) -> str:
    """What a page shows as it was written: spaces of one kind, no soft hyphens."""
    return (text or "").replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", "")


def bring_bundle(page: Page) -> None:
    """Give ``page`` the bundled files, which a site has beside its editions and one edition alone has not."""
    for file in Path(str(press_path("builders/html/bundle"))).iterdir():
        page.route(f"**/{file.name}", partial(_give, file))


def _give(file: Path, route: Route) -> None:
    route.fulfill(path=file)


@contextmanager
def serving(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The address at which ``folder`` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# Links that a finger cannot meet, numbers that are broken, and words of two figures that meet.
WALL_FAULTS = """wall => {
  const size = link => { const box = link.getBoundingClientRect(); return Math.min(box.width, box.height); };
  const parts = [...wall.querySelectorAll('div > span > a :is(ins, b, small)')], boxes = parts.map(part => part.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return [
    ...[...wall.querySelectorAll('div > span a')].filter(link => size(link) < 24),
    ...parts.filter(part => part.matches('b') && part.getClientRects().length > 1),
    ...parts.filter((part, i) => boxes.some((box, j) => j > i && meet(box, boxes[i]))),
  ].map(one => one.textContent);
}"""
