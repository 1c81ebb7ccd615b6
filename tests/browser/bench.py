"""`make bench`: what the chapter with the most charts costs a reader, beside the same chapter as others would publish it.

All pages are served packed, with an empty cache, to a phone of 390 pixels over 1.6 Mbit/s and 150 ms, the processor slowed four
times. Told are the medians of five loads, then the targets with what was reached.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import lxml.html
from loading import Load, body, load, packed, served, visit
from parts import EXPLORE, LIVE_CHART, RESULTS, SEARCH, SEARCH_FIELD
from playwright.sync_api import Browser, expect, sync_playwright
from rivals import bare_page, mkdocs_site, richest_chapter, stock_site, the_article
from served import BROWSER, LANGUAGES, SITE

RUNS = 5
COLUMNS = ("kB", "requests", "other hosts", "first paint", "chart seen", "shift", "blocked", "longest task")
# What a reader looks for, and the second page that is opened.
SOUGHT, SECOND = "Telegram", "january.html"


def measured(browser: Browser, url: str) -> dict[str, float]:
    """The medians of several loads by the columns."""
    loads = [numbers(load(browser, url)) for _ in range(RUNS)]
    return dict(zip(COLUMNS, (median(values) for values in zip(*loads, strict=True)), strict=True))


def numbers(one: Load) -> tuple[float, ...]:
    """A load in the order of the columns."""
    chart = one.chart if one.chart is not None else float("nan")
    return (one.bytes / 1000, one.requests, one.other_hosts, one.paint, chart, one.shift, one.blocked, one.longest_task)


def frame(browser: Browser, url: str) -> float:
    """kB, packed, of what makes a first page look and work: the styles and scripts in it, and the files of both that it loads."""
    with visit(browser, slow=False) as reader:
        reader.page.goto(url, wait_until="load")
        reader.page.wait_for_timeout(300)
        files = [address for address in reader.urls.values() if urlsplit(address).path.endswith((".css", ".js"))]
    page = lxml.html.document_fromstring(_text(url))
    inside = "".join(part.text or "" for part in page.iter("style", "script") if part.get("type") in (None, "module"))
    return (len(packed(inside.encode())) + sum(len(body(address)) for address in files)) / 1000


def beyond_article(url: str) -> float:
    """kB, packed, of a page less those of its article."""
    article = lxml.html.tostring(the_article(_text(url)), encoding="utf-8", with_tail=False)
    return (len(body(url)) - len(packed(article))) / 1000


def _text(url: str) -> str:
    return gzip.decompress(body(url)).decode()


def second_page(browser: Browser, first: str, second: str) -> float:
    """kB of a page after another one of the same edition."""
    with visit(browser, cached=True) as reader:
        for url in (first, second):
            reader.spent()
            reader.page.goto(url, wait_until="load")
            reader.page.wait_for_timeout(1500)
        return reader.spent() / 1000


def explored(browser: Browser, url: str) -> float:
    """Milliseconds from the wish to explore a chart until it answers."""
    with visit(browser) as reader:
        reader.page.goto(url, wait_until="load")
        reader.page.wait_for_timeout(1500)
        start = reader.page.evaluate("performance.now()")
        reader.page.locator(EXPLORE).first.click()
        reader.page.locator(LIVE_CHART).first.wait_for(timeout=60_000)
        return float(reader.page.evaluate("performance.now()")) - float(start)


# When the first result was shown, as the page's own clock has it: whoever asks from outside asks late, and more has come by then.
FIRST_RESULT = f"""() => new MutationObserver((changes, observer) => {{ observer.disconnect(); window.shownAt = performance.now(); }})
  .observe(document.querySelector("{RESULTS}"), {{ childList: true }})"""
BEFORE_IT = """performance.getEntriesByType("resource").filter((entry) => entry.responseEnd <= shownAt).map((entry) => entry.name)"""


def searched(browser: Browser, url: str) -> float:
    """kB from opening the search until the first result."""
    with visit(browser) as reader:
        reader.page.goto(url, wait_until="load")
        expect(reader.page.locator(SEARCH).first).to_be_attached()
        reader.page.wait_for_timeout(1500)
        reader.spent()
        reader.page.evaluate(FIRST_RESULT)
        reader.page.keyboard.press("/")
        reader.page.fill(SEARCH_FIELD, SOUGHT)
        reader.page.locator(f"{RESULTS} a").first.wait_for(timeout=60_000)
        needed = set(reader.page.evaluate(BEFORE_IT))
        return sum(size for request, size in reader.sizes.items() if reader.urls[request] in needed) / 1000


def line(name: str, values: dict[str, float]) -> str:
    """A line of the table."""
    return f"{name:<24}" + "".join(f"{value:>14,.{2 if abs(value) < 1 and value else 0}f}" for value in values.values())


def told(what: str, value: float, target: float | None, unit: str) -> str:
    """A line of the table of targets; of what has no target of its own, only what it is."""
    reached = f"{what:<58}{value:>10.2f} {unit:<9}"
    return reached if target is None else f"{reached}{target:>8.2f} {unit:<9}{'met' if value <= target else 'NOT met'}"


def rivals(browser: Browser, chapter: Path) -> dict[str, dict[str, float]]:
    """The same chapter as others publish it."""
    found = {}
    for name, make in (("bare HTML", bare_page), ("Jupyter Book 1", stock_site), ("MkDocs Material", mkdocs_site)):
        with tempfile.TemporaryDirectory() as scratch:
            folder = make(chapter, Path(scratch))
            if folder is None:
                print(f"{name:<24}left out, as it is not installed")
                continue
            with served(folder) as address:
                found[name] = measured(browser, f"{address}/index.html")
                print(line(name, found[name]), flush=True)
    return found


def targets(ours: list[dict[str, float]], others: dict[str, dict[str, float]], address: str, browser: Browser) -> None:
    """The second table: the worst of our languages against what was set."""
    worst = {column: max(values[column] for values in ours) for column in COLUMNS}
    bare, stock = others["bare HTML"], others["Jupyter Book 1"]["chart seen"]
    pages = {language: f"{address}/{language}/{richest_chapter(language)}" for language in LANGUAGES}
    print(f"\n{'target, worst of the languages':<58}{'reached':>10}{'':>10}{'at most':>8}")
    print(told("transferred before 'Interactive' or search", worst["kB"], 75, "kB"))
    framed = max(frame(browser, url) for url in pages.values())
    print(told("of that, its frame: styles in the page, sheets, scripts", framed, 21, "kB"))
    print(told("requests", worst["requests"], 4, ""))
    print(told("chart visible, beside bare HTML", worst["chart seen"] / bare["chart seen"], 1.2, "times"))
    print(told("chart visible, beside Jupyter Book 1", worst["chart seen"] / stock, 0.2, "times"))
    print(told("main thread blocked, no longer than by bare HTML", worst["blocked"], bare["blocked"], "ms"))
    print(told("layout shift", worst["shift"], 0, ""))
    seconds = {url: f"{address}/{tag}/{SECOND}" for tag, url in pages.items()}
    print(told("second page, all of it", max(second_page(browser, *both) for both in seconds.items()), 13, "kB"))
    print(told("of that, what is not its article", max(map(beyond_article, seconds.values())), None, "kB"))
    live = max(median(explored(browser, url) for _ in range(3)) for url in pages.values())
    print(told("'Interactive' until it is live, beside Jupyter Book 1's chart", live / stock, 0.6, "times"))
    print(told("search until the first result", max(searched(browser, url) for url in pages.values()), 100, "kB"))


def main() -> int:
    """Measure and print."""
    if not BROWSER or not SITE.is_dir():
        print("make bench needs a built book (make book) and Chromium")
        return 1
    print(f"{richest_chapter(LANGUAGES[0])}: first load, times in milliseconds\n")
    print(" " * 24 + "".join(f"{name:>14}" for name in COLUMNS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        with served(SITE) as address:
            ours = []
            for language in LANGUAGES:
                ours.append(measured(browser, f"{address}/{language}/{richest_chapter(language)}"))
                print(line(f"this book, {language}", ours[-1]), flush=True)
            others = rivals(browser, SITE / LANGUAGES[0] / richest_chapter(LANGUAGES[0]))
            targets(ours, others, address, browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
