"""How pages are looked at: the browser, sizes of screens, how a site is served, what a test waits for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route
from programs import browser

from press.core.resources import press_path

BROWSER = browser()
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LANGUAGES = ("en", "kk", "ru")
# As an extension for larger text or a reader's own style sheet does it.
LARGE = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: 200% !important }");
document.adoptedStyleSheets = [sheet] }"""


# Opens a page in a context with some options (chromium.py).
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


@contextmanager
def serving_below_a_path(site: Path) -> Iterator[str]:
    """The address at which ``site`` is served as on a project page: links from the root of the host would break."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "some").mkdir()
        (Path(folder) / "some" / "book").symlink_to(site)
        with serving(Path(folder)) as host:
            yield f"{host}/some/book"
