"""What a reader's load of a page costs: bytes, requests and times, over a slow line on a slow processor.

All that is measured, ours or not, is served as a good host does: text packed; files whose address changes with their content kept
by the browser for ever; pages and all other files asked for again, and not sent where they are as they were.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from parts import CHART
from playwright.sync_api import Browser, Page
from served import Quiet

# A weak line: 1.6 Mbit/s down, 150 ms there and back.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4  # times the processor is slowed
PACKED = (".html", ".css", ".js", ".json", ".svg")
# A name that changes with the file, as site.0a1b2c3d4e.css, or an address that does, as Sphinx writes them: theme.css?digest=0a1b2c.
_HASHED = re.compile(r"[._-][0-9a-f]{7,}\.(?:min\.)?\w+$|\?\w+=\w+$")
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
# Observed from the first moment. The chart counts as seen in the first frame in which it has an extent.
OBSERVE = """
window.seen = { shift: 0, long: 0, longest: 0, chart: null };
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  seen.long += Math.max(0, entry.duration - 50); seen.longest = Math.max(seen.longest, entry.duration); }))
  .observe({ type: "longtask", buffered: true });
(function look() {
  const charts = [...document.querySelectorAll("CHART")];
  if (charts.some((chart) => chart.getBoundingClientRect().width)) seen.chart = performance.now(); else requestAnimationFrame(look);
})();
""".replace("CHART", CHART)


class Packing(Quiet):
    """Serves files as good hosts do: text packed, and nothing twice."""

    def do_GET(self) -> None:  # noqa: N802  http.server calls it so
        """Answer a file, or that it is as it was."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            super().do_GET()
            return
        body = path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match") == tag
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        for_ever = path.suffix != ".html" and _HASHED.search(self.path)
        self.send_header("Cache-Control", _FOR_EVER if for_ever else _ASK_AGAIN)
        if known:
            self.end_headers()
        else:
            self._send(path, body)

    def _send(self, path: Path, body: bytes) -> None:
        """Send ``body``, the content of ``path``, packed where that is usual."""
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in PACKED:
            body = packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which ``folder`` is served, packed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def packed(text: bytes) -> bytes:
    """``text`` as it goes over the line."""
    return gzip.compress(text, 9)


def body(url: str) -> bytes:
    """What comes over the line for ``url``, which is served packed, without its headers."""
    with urlopen(url) as answer:
        return bytes(answer.read())


@dataclass(frozen=True)
class Load:
    """One first load. Bytes are those of the line; times are milliseconds."""

    bytes: int
    requests: int
    other_hosts: int
    paint: float
    chart: float | None
    shift: float
    blocked: float
    longest_task: float


@dataclass
class Visit:
    """A reader's page with what came over the line for it since the reader began or was asked last."""

    page: Page
    sizes: dict[str, int]
    urls: dict[str, str]

    def spent(self) -> int:
        """Bytes since the last time."""
        total = sum(self.sizes.values())
        self.sizes.clear()
        return total


@contextmanager
def visit(browser: Browser, *, slow: bool = True, cached: bool = False) -> Iterator[Visit]:
    """A reader with an empty cache, which is kept from page to page where it is ``cached``."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    reader = Visit(page, {}, {})
    session.on(
        "Network.requestWillBeSent", lambda event: reader.urls.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished", lambda event: reader.sizes.update({event["requestId"]: event["encodedDataLength"]})
    )
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": not cached})
    if slow:
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(OBSERVE)
    yield reader
    context.close()


def load(browser: Browser, url: str, *, slow: bool = True) -> Load:
    """Load ``url`` with an empty cache until the network is quiet."""
    with visit(browser, slow=slow) as reader:
        page = reader.page
        page.goto(url, wait_until="load")
        page.wait_for_timeout(1500 if slow else 300)
        seen: dict[str, Any] = page.evaluate("seen")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        spent, urls = reader.spent(), list(reader.urls.values())
    asked = [address for address in urls if urlsplit(address).scheme in ("http", "https")]
    others = sum(urlsplit(address).hostname != "127.0.0.1" for address in asked)
    chart = None if seen["chart"] is None else float(seen["chart"])
    return Load(spent, len(asked), others, paint, chart, seen["shift"], seen["long"], seen["longest"])
