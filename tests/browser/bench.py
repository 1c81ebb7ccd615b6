"""`make bench`: the first load of a chapter with a chart, beside the same chapter in a stock Jupyter Book.

The stock page is made here, in a folder that is thrown away: a Jupyter Book with its default configuration and
sphinx-book-theme, whose one chapter holds the finished article (text, tables, charts as SVG) as raw HTML. It so has
the same content and none of what press does to a page: the theme's whole style sheets, Font Awesome, Bootstrap, the
search index, the scripts for copying and folding. A stock book would moreover draw its charts with Vega from another
host; it is spared that here. Both are served packed, with an empty cache, to a phone of 390 pixels over 1.6 Mbit/s
and 150 ms, the processor slowed four times. Told are the medians of five loads.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from loading import Load, load, served
from playwright.sync_api import Browser, sync_playwright
from served import BROWSER, LANGUAGES, SITE

CHAPTER = "officials-online.html"
RUNS = 5
COLUMNS = ("kB", "requests", "other hosts", "first paint", "chart seen", "shift", "blocked", "longest task")
ARTICLE = re.compile(r"<article class=\"bd-article\">(.*?)</article>", re.DOTALL)


def stock_site(article: str, folder: Path) -> Path:
    """A stock Jupyter Book in ``folder`` whose chapter holds ``article``; returns its pages."""
    (folder / "_config.yml").write_text("title: Stock\n", encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    (folder / "index.md").write_text(f"# Stock\n\n`````{{raw}} html\n{article}\n`````\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", "--quiet", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "_build" / "html"


def measured(browser: Browser, url: str) -> list[float]:
    """The medians of several loads, in the order of the columns."""
    loads = [load(browser, url) for _ in range(RUNS)]
    return [median(values) for values in zip(*map(numbers, loads), strict=True)]


def numbers(one: Load) -> tuple[float, ...]:
    """A load in the order of the columns."""
    chart = one.chart if one.chart is not None else float("nan")
    return (one.bytes / 1000, one.requests, one.other_hosts, one.paint, chart, one.shift, one.blocked, one.longest_task)


def line(name: str, values: list[float]) -> str:
    """A line of the table."""
    return f"{name:<24}" + "".join(f"{value:>14,.{2 if abs(value) < 1 and value else 0}f}" for value in values)


def main() -> int:
    """Measure and print."""
    if not BROWSER or not SITE.is_dir():
        print("make bench needs a built book (make book) and Chromium")
        return 1
    print(f"{CHAPTER}: first load, times in milliseconds\n")
    print(" " * 24 + "".join(f"{name:>14}" for name in COLUMNS))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        with served(SITE) as address:
            for language in LANGUAGES:
                print(line(f"this book, {language}", measured(browser, f"{address}/{language}/{CHAPTER}")), flush=True)
        article = ARTICLE.search((SITE / LANGUAGES[0] / CHAPTER).read_text(encoding="utf-8"))
        assert article, f"no article in {CHAPTER}"
        with served(stock_site(article[1], Path(scratch))) as address:
            print(line(f"stock book, {LANGUAGES[0]}", measured(browser, f"{address}/index.html")))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
