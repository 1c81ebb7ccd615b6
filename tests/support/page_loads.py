"""What a reader's load of a page costs: bytes and requests.

All is served as a good host does: text packed; files whose address changes with their content kept
by the browser for ever; pages and all other files asked for again, and not sent where they are as they were.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession

from support.browser_pages import Quiet
from support.built_site import SITE

# One chart in an article, by its class; what counts as a chart that is seen, ours or not, by a selector.
PICTURE = "press-picture"
CHART = "figure svg, figure canvas, .press-chart svg"

PACKED = (".html", ".css", ".js", ".json", ".svg")
# A name that changes with the file, as site.0a1b2c3d4e.css, or an address that does, as Sphinx writes them: theme.css?digest=0a1b2c.
_HASHED = re.compile(r"[._-][0-9a-f]{7,}\.(?:min\.)?\w+$|\?\w+=\w+$")
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
# Observed from the first moment. The chart counts as seen in the first frame in which it has an extent.
OBSERVE = """
window.seen = { shift: 0, chart: null };
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
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


def packed(text: bytes) -> bytes:
    """``text`` as it goes over the line."""
    return gzip.compress(text, 9)


def richest_chapter(language: str) -> str:
    """The page of an edition, notebooks aside, with the most charts."""
    pages = sorted((SITE / language).glob("*.html"))
    return max(pages, key=lambda page: page.read_text(encoding="utf-8").count(PICTURE)).name


class Load(NamedTuple):
    """One first load: bytes of the line, requests, those of other hosts, how far things moved, when the chart was seen, if at all, and the typefaces of titles."""

    bytes: int
    requests: int
    other_hosts: int
    shift: float
    chart: float | None
    typefaces: list[str]


def fonts_of(session: CDPSession, selector: str) -> list[list[dict[str, Any]]]:
    """The fonts that the letters of each element of a selector are drawn in."""
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    return [session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in found]


def load(browser: Browser, url: str, width: int = 390) -> Load:
    """Load ``url`` in a window of ``width``, as a rule that of a phone, with an empty cache until the network is quiet."""
    context = browser.new_context(viewport={"width": width, "height": 844}, service_workers="block")
    page, asked, sizes = context.new_page(), list[str](), list[int]()
    session = context.new_cdp_session(page)
    # Only some builds of Chromium ask for the icon of a page, once it is loaded.
    session.on(
        "Network.requestWillBeSent",
        lambda event: asked.append(url) if "/icon." not in (url := event["request"]["url"]) else None,
    )
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.add_init_script(OBSERVE)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    fonts = fonts_of(session, "h1, .subtitle, .press-lead > p")
    context.close()
    hosts = [urlsplit(address).hostname for address in asked if urlsplit(address).scheme in ("http", "https")]
    others = sum(host != "127.0.0.1" for host in hosts)
    return Load(
        sum(sizes),
        len(hosts),
        others,
        seen["shift"],
        seen["chart"],
        [one["familyName"] for many in fonts for one in many],
    )
