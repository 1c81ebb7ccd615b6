"""How long this book takes, beside Jupyter Book 1 with three editions of it, and how soon an editor sees a change: ``make bench``.

Printed are the floors of docs/performance.md. ``--only tools``, ``--only serving`` and ``--only growth``, with plain books of up to 1,000
chapters, measure a part; what is served needs a browser.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from growth import plain_book
from playwright.sync_api import Error, Page, sync_playwright
from stock import SETTINGS, stock_editions

from press.site.join import joined_folder

sys.path.append(str(Path(__file__).parents[1]))
from support.browser_pages import BROWSER, LANGUAGES
from support.chromium import BROWSER_OPTIONS

ROOT = Path(__file__).parents[2]
PRESS = Path(sys.executable).with_name("press")
RUNS = 3
CHAPTERS = (20, 100, 400, 1000)
LANGUAGE, CHAPTER, OF_THE_TABLE = "kk", "january", "since-2019"
TABLE = "data/context/un-desa/e_government.csv"
# Ordinary words, with what typography looks at: marks, a dash, a space that does not break.
SENTENCES = (
    "Оқырман «мұны кім айтты?» деп сұрауы мүмкін.",
    "Бұл\u00a0– ескі сұрақтың жаңа түрі.",
    "Жауап әзірге жоқ; оны іздеген жөн…",
    "Мәтіннің осы жері\u00a0де келесі басылымда қаралады.",
)
# Between empty lines, so that it is neither the caption of a chart nor a note.
_PARAGRAPH = re.compile(r"(?<=\n\n)[^\W\d_][^\n]*[.?…](?=\s*\n\n|\s*\Z)")
# Seconds that anything may take, between two looks, in which an editor thinks.
_LONGEST, _LOOK, _PAUSE = 600.0, 0.02, 5.0
# Typography puts soft hyphens and spaces of other kinds into words.
_HAS_WORDS = """words => document.body.textContent.replace(/\\u00ad/g, "").replace(/\\s/g, " ").includes(words)"""
_IS_RELOADED = 'origin => performance.timeOrigin !== origin && document.readyState !== "loading"'
Conditions = Mapping[str, Callable[[], bool]]


class Run(NamedTuple):
    """One run: seconds by the clock, seconds of processor time of all processes, and the most memory of one of them in MB."""

    wall: float
    processor: float
    memory: float


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run ``command`` in ``folder``, which has to end well."""
    with tempfile.TemporaryFile("w+") as said:
        started = time.perf_counter()
        process = subprocess.Popen([*map(str, command)], cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, spent = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read()[-800:])
    return Run(wall, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024)


@contextmanager
def a_copy() -> Iterator[Path]:
    """Copy this book as it stands, without what was built."""
    not_copied = shutil.ignore_patterns("_build", ".git", ".venv", "__pycache__", "*.pyc")
    with tempfile.TemporaryDirectory(prefix="press-bench-") as scratch:
        yield Path(shutil.copytree(ROOT, Path(scratch) / "book", ignore=not_copied))


def add_a_sentence(chapter: Path, sentence: str) -> None:
    """Put a sentence at the end of the last paragraph of a ``chapter`` that is words and nothing else."""
    text = chapter.read_text(encoding="utf-8")
    end = [found.end() for found in _PARAGRAPH.finditer(text)][-1]
    chapter.write_text(f"{text[:end]} {sentence}{text[end:]}", encoding="utf-8")


def by_press() -> dict[str, Run]:
    """Check and build a copy, again, and again after a sentence was changed."""
    with a_copy() as book:
        found = {"check, cold": run([PRESS, "check"], book), "check, warm": run([PRESS, "check"], book)}
    with a_copy() as book:
        found |= {"cold": run([PRESS, "build"], book), "nothing changed": run([PRESS, "build"], book)}
        add_a_sentence(book / "book" / LANGUAGE / f"{CHAPTER}.md", SENTENCES[0])
        return {**found, "sentence": run([PRESS, "build"], book), "--help": run([PRESS, "--help"], book)}


def by_stock() -> Run:
    """Build a stock Jupyter Book 1 with three HTML editions of this book, one after another, each running its notebooks."""
    command = [PRESS.with_name("jupyter-book"), "build", "--config", SETTINGS, "."]
    with tempfile.TemporaryDirectory(prefix="press-bench-") as scratch:
        runs = [run(command, home) for home in stock_editions(ROOT, Path(scratch), tuple(LANGUAGES))]
    return Run(sum(one.wall for one in runs), sum(one.processor for one in runs), max(one.memory for one in runs))


def tools() -> None:
    """Measure both in turn, so that what else the machine does falls on both, and print medians."""
    pairs = [(by_press(), by_stock()) for _ in range(RUNS)]
    for name in pairs[0][0]:
        told(name, [ours[name] for ours, _ in pairs])
    told("Jupyter Book 1, three editions", [stock for _, stock in pairs])
    for name, of in (("by the clock", "wall"), ("of the processor", "processor")):
        ratio = median(getattr(ours["cold"], of) / getattr(stock, of) for ours, stock in pairs)
        print(f"{f'cold beside Jupyter Book 1, {name}':<60}{ratio:>10.2f} times")


def told(name: str, runs: list[Run]) -> None:
    """Print medians of ``runs``."""
    values = [median(getattr(one, of) for one in runs) for of in ("wall", "processor", "memory")]
    print(f"{name:<60}{values[0]:>10.2f} s{values[1]:>10.2f} s cpu{values[2]:>10.0f} MB", flush=True)


class Desk:
    """What an editor has open: a ``book`` that is served at an ``address``, what press says of it, and a ``page`` of it."""

    def __init__(self, book: Path, address: str, log: Path, page: Page) -> None:
        self.book, self.address, self.log, self.page = book, address, log, page

    def measure(self, name: str, change: Callable[[int], Conditions]) -> None:
        """Print the medians of seconds from a ``change``, its number given, to all that it returns as conditions.

        The page called ``name`` is open. The first change finds nothing warm and does not count.
        """
        self.page.goto(f"{self.address}/{LANGUAGE}/{name}.html")
        time.sleep(_PAUSE)
        found = [self._times(partial(change, number)) for number in range(len(SENTENCES))][1:]
        for key in found[0]:
            print(f"{f'served, {key}':<60}{median(times[key] for times in found):>10.2f} s", flush=True)

    def _times(self, change: Callable[[], Conditions]) -> dict[str, float]:
        said = self._times_made()
        conditions, started, found = change(), time.perf_counter(), dict[str, float]()
        while not found.keys() >= conditions.keys() or self._times_made() == said:
            for name, is_true in conditions.items():
                if name not in found and is_true():
                    found[name] = time.perf_counter() - started
            if time.perf_counter() - started > _LONGEST:
                raise TimeoutError(self.log.read_text(encoding="utf-8")[-800:])
            time.sleep(_LOOK)
        time.sleep(_PAUSE)
        return found

    def _times_made(self) -> int:
        return self.log.read_text(encoding="utf-8").count("all pages made")

    def says(self, condition: str, argument: object) -> bool:
        """Return whether the open page fulfils a ``condition``; it does not while it is about to be another."""
        with suppress(Error):
            return bool(self.page.evaluate(condition, argument))
        return False

    def is_made_anew(self, file: str) -> Callable[[], bool]:
        """Return what tells whether a ``file`` of the served site is another one than now."""
        path = joined_folder(self.book / "_build") / file
        before = path.stat().st_mtime_ns
        return lambda: path.stat().st_mtime_ns != before

    def sentence(self, number: int) -> Conditions:
        """Add a sentence to the chapter."""
        sentence = SENTENCES[number]
        add_a_sentence(self.book / "book" / LANGUAGE / f"{CHAPTER}.md", sentence)
        return {"sentence: page": lambda: self.says(_HAS_WORDS, sentence.replace("\u00a0", " "))}

    def row(self, number: int) -> Conditions:
        """Give a country a rank that it never had, so that nothing about it is remembered, and accept the table."""
        origin = self.page.evaluate("performance.timeOrigin")
        pages = {language: self.is_made_anew(f"{language}/{OF_THE_TABLE}.html") for language in LANGUAGES}
        table = self.book / TABLE
        text = table.read_text(encoding="utf-8")
        table.write_text(re.sub(r"(?<=KGZ,2018,)\d+", str(92 + number), text), encoding="utf-8")
        run([PRESS, "accept", table], self.book)
        return {
            "row, from accept done: page": lambda: self.says(_IS_RELOADED, origin),
            "row, from accept done: all languages": lambda: all(is_made() for is_made in pages.values()),
        }


def serving() -> None:
    """Serve a copy, open a browser when it is built, and measure what an editor sees."""
    if not BROWSER:
        print("no Chromium on this machine (PRESS_BROWSER says where one is): what an editor sees is left out")
        return
    with a_copy() as book:
        log = book.with_name("served.log")
        with log.open("wb") as out:
            process = subprocess.Popen([PRESS, "serve", "--port", "0"], cwd=book, stdout=out, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + _LONGEST
            while not (found := re.search(r"http://\S+(?= .*\n)", log.read_text(encoding="utf-8"))):
                if process.poll() is not None or time.monotonic() > end:
                    raise TimeoutError(log.read_text(encoding="utf-8")[-800:])
                time.sleep(_LOOK)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=BROWSER, args=BROWSER_OPTIONS)
                desk = Desk(book, found[0], log, browser.new_page())
                desk.measure(CHAPTER, desk.sentence)
                desk.measure(OF_THE_TABLE, desk.row)
                browser.close()
        finally:
            process.terminate()
            process.wait()


def growth(sizes: Sequence[int] = CHAPTERS) -> None:
    """Build plain books of ``sizes``, by press in all formats and by Jupyter Book 1 in HTML; print seconds, memory and the size of a page."""
    tools = {"press": [PRESS, "build"], "Jupyter Book 1": [PRESS.with_name("jupyter-book"), "build", "."]}
    for chapters in sizes:
        for tool, command in tools.items():
            with tempfile.TemporaryDirectory(prefix="press-bench-") as scratch:
                book = plain_book(Path(scratch, "book"), chapters, with_press=tool == "press")
                name = f"{chapters} chapters, {tool}"
                told(f"{name}: cold", [run(command, book)])
                page = next((book / "_build").rglob("chapter-1.html"))
                add_a_sentence(book / "chapter-1.md", SENTENCES[0])
                told(f"{name}: sentence", [run(command, book)])
                print(f"{f'{name}: a page, before it is packed':<60}{page.stat().st_size / 1000:>10.0f} kB", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("tools", "serving", "growth"), help="measure one part alone")
    asked = parser.parse_args().only
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    for name, part in {"tools": tools, "serving": serving, "growth": growth}.items():
        if asked in (None, name):
            part()


if __name__ == "__main__":
    main()
