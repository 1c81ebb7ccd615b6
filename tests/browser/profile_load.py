"""Where the time of a first load goes: `python tests/browser/profile_load.py [language/page ...]` on a built book.

Chromium's own trace of the load, in the conditions of `make bench`, added up by kind of work, and the longest tasks with what
they are made of. A time is that of the processor and not of the clock, so that other work on the machine does not count.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from loading import LINE, SLOWER, served
from playwright.sync_api import Browser, sync_playwright
from served import BROWSER, PHONE, SITE

PAGES = ("en/since-2019", "kk/officials-online", "ru/every-figure", "en/notebooks/survey")
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8", "blink.user_timing"]
TASK = "RunTask"
# Names of Chromium's events, the kind of work each is.
KINDS = {
    "ParseHTML": "parse",
    "ParseAuthorStyleSheet": "parse",
    "UpdateLayoutTree": "style",
    "Layout": "layout",
    "PrePaint": "paint",
    "Paint": "paint",
    "Layerize": "paint",
    "Commit": "paint",
    "EvaluateScript": "script",
    "FunctionCall": "script",
    "FireAnimationFrame": "script",
    "TimerFire": "script",
    "v8.compile": "script",
    "RunMicrotasks": "script",
    "EventDispatch": "script",
    "MinorGC": "memory",
    "MajorGC": "memory",
}
OTHER = "other"
COLUMNS = ("parse", "style", "layout", "paint", "script", "memory", OTHER)
LONGEST = 4  # tasks told of each page
RUNS = 4


@dataclass
class Work:
    """A piece of work of the main thread, with the pieces in it; times are milliseconds."""

    name: str
    start: float
    end: float
    spent: float
    parts: list[Work] = field(default_factory=list)

    def kinds(self, kind: str = OTHER) -> Counter[str]:
        """The time by kind: a part of a kind of its own is taken out of what it is part of."""
        own = KINDS.get(self.name, kind)
        times: Counter[str] = Counter({own: self.spent - sum(part.spent for part in self.parts)})
        for part in self.parts:
            times.update(part.kinds(own))
        return times


def traced(browser: Browser, url: str) -> list[dict[str, Any]]:
    """The events of a first load of ``url``."""
    context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1500)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    return events


def tasks(events: list[dict[str, Any]], url: str) -> list[Work]:
    """The tasks of the thread that shows ``url``, each with its parts."""
    thread = next(
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "ParseHTML" and event.get("args", {}).get("beginData", {}).get("url") == url
    )
    timed = [event for event in events if event.get("ph") == "X" and (event["pid"], event["tid"]) == thread]
    return [work for work in nested(timed) if work.name.endswith(TASK)]


def nested(timed: Iterable[dict[str, Any]]) -> Iterator[Work]:
    """Events that lie within one another as works with parts."""
    open_works: list[Work] = []
    for event in sorted(timed, key=lambda event: (event["ts"], -event.get("dur", 0))):
        spent = event.get("tdur", event.get("dur", 0))
        work = Work(event["name"], event["ts"] / 1000, (event["ts"] + event.get("dur", 0)) / 1000, spent / 1000)
        while open_works and open_works[-1].end <= work.start:
            open_works.pop()
        if open_works:
            open_works[-1].parts.append(work)
        else:
            yield work
        open_works.append(work)


def longest(works: Iterable[Work]) -> float:
    """The time of the longest task."""
    return max(work.spent for work in works)


def row(name: str, times: Counter[str]) -> str:
    """A line of the table."""
    return f"  {name:<28}{sum(times.values()):>9,.0f}" + "".join(f"{times[kind]:>9,.0f}" for kind in COLUMNS)


def main(pages: Iterable[str]) -> int:
    """Load each page and print where its time goes."""
    if not BROWSER or not SITE.is_dir():
        print("profile_load.py needs a built book (make book) and Chromium")
        return 1
    print(f"  {'milliseconds':<28}{'all':>9}" + "".join(f"{kind:>9}" for kind in COLUMNS))
    with sync_playwright() as playwright, served(SITE) as address:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            url = f"{address}/{page}.html"
            works = min((tasks(traced(browser, url), url) for _ in range(RUNS)), key=longest)
            print(row(page, sum((work.kinds() for work in works), Counter())), flush=True)
            for work in sorted(works, key=lambda work: -work.spent)[:LONGEST]:
                print(row("  longest tasks", work.kinds()))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PAGES))
