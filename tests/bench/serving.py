"""How soon an editor sees a change while ``press serve`` is at work: a page is open in Chromium, and a source is saved.

A page is new when the page that has loaded itself again holds the new words; PDFs and EPUBs are when their files are made anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Error, Page, sync_playwright
from sentences import SENTENCES, add_a_sentence
from timing import run

from press.site.joined import joined_folder

sys.path.append(str(Path(__file__).parents[1] / "browser"))
from served import BROWSER, BROWSER_OPTIONS, LANGUAGES

PRESS = Path(sys.executable).with_name("press")
LANGUAGE, SHORT, OF_THE_TABLE = "kk", "january", "since-2019"
TABLE = "data/context/un-desa/e_government.csv"
_LONGEST = 600.0  # seconds that anything may take
_LOOK = 0.02
_PAUSE = 5.0  # seconds in which an editor thinks, and press has ready what comes next
# Typography puts soft hyphens and spaces of other kinds into words.
_HAS_WORDS = """words => document.body.textContent.replace(/\\u00ad/g, "").replace(/\\s/g, " ").includes(words)"""
_IS_RELOADED = 'origin => performance.timeOrigin !== origin && document.readyState !== "loading"'

Conditions = Mapping[str, Callable[[], bool]]


@dataclass(frozen=True)
class Desk:
    """What an editor has open: a ``book`` that is served at an ``address``, what press says of it, and a ``page`` of it."""

    book: Path
    address: str
    log: Path
    page: Page

    def measure(self, name: str, change: Callable[[int], Conditions]) -> dict[str, float]:
        """Return the medians of seconds from the beginning of a ``change``, its number given, to all that it returns as conditions.

        The page called ``name`` is open. The first change finds nothing warm and does not count. How long it takes to change is ``changed``.
        """
        self.page.goto(f"{self.address}/{LANGUAGE}/{name}.html")
        time.sleep(_PAUSE)
        found = [self._times(partial(change, number)) for number in range(len(SENTENCES[LANGUAGE]))][1:]
        return {key: median(times[key] for times in found) for key in found[0]}

    def _times(self, change: Callable[[], Conditions]) -> dict[str, float]:
        said, started = self._times_made(), time.perf_counter()
        conditions = change()
        found = {"changed": time.perf_counter() - started}
        while not found.keys() >= conditions.keys():
            for name, is_true in conditions.items():
                if name not in found and is_true():
                    found[name] = time.perf_counter() - started
            self._wait(started)
        while self._times_made() == said:
            self._wait(started)
        time.sleep(_PAUSE)
        return found

    def _wait(self, started: float) -> None:
        if time.perf_counter() - started > _LONGEST:
            raise TimeoutError(self.log.read_text(encoding="utf-8")[-800:])
        time.sleep(_LOOK)

    def _times_made(self) -> int:
        return self.log.read_text(encoding="utf-8").count("all made")

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


def served_times(book: Path) -> dict[str, float]:
    """Return how soon changes to ``book`` are seen while it is served, by the names of their targets; none without a browser."""
    if not BROWSER:
        print(
            "no Chromium on this machine (PRESS_BROWSER says where one is): what an editor sees is left out", flush=True
        )
        return {}
    with _desk(book) as desk:
        short, longest = _sentences(desk, SHORT), _sentences(desk, _longest_chapter(book))
        row = desk.measure(OF_THE_TABLE, lambda number: _change_a_row(desk, number))
    accepted = row.pop("changed")
    return {
        "short": short["page"],
        "longest": longest["page"],
        "files": max(short["PDF"], short["EPUB"]),
        "row": row["page"] - accepted,
        "rows": max(row.values()) - accepted,
        "accepted row": row["page"],
        "accepted rows": max(row.values()),
    }


def _sentences(desk: Desk, chapter: str) -> dict[str, float]:
    """Measure sentences that are added to a ``chapter``."""
    files = {"PDF": f"pdf/hearing-state.{LANGUAGE}.pdf", "EPUB": f"epub/hearing-state.{LANGUAGE}.epub"}

    def change(number: int) -> Conditions:
        sentence = SENTENCES[LANGUAGE][number]
        made = {name: desk.is_made_anew(file) for name, file in files.items()}
        add_a_sentence(desk.book / "book" / LANGUAGE / f"{chapter}.md", sentence)
        return {"page": lambda: desk.says(_HAS_WORDS, sentence.replace("\u00a0", " ")), **made}

    return desk.measure(chapter, change)


def _change_a_row(desk: Desk, number: int) -> Conditions:
    """Give a country a rank that it never had, so that nothing about it is remembered, and accept the table."""
    origin = desk.page.evaluate("performance.timeOrigin")
    made = {language: desk.is_made_anew(f"{language}/{OF_THE_TABLE}.html") for language in LANGUAGES}
    table = desk.book / TABLE
    text = table.read_text(encoding="utf-8")
    table.write_text(re.sub(r"(?<=KGZ,2018,)\d+", str(92 + number), text), encoding="utf-8")
    run([PRESS, "accept", table], desk.book)
    return {"page": lambda: desk.says(_IS_RELOADED, origin), **made}


def _longest_chapter(book: Path) -> str:
    """Return the chapter whose served page is the largest."""
    pages = (joined_folder(book / "_build") / LANGUAGE).glob("*.html")
    chapters = [page for page in pages if (book / "book" / LANGUAGE / f"{page.stem}.md").is_file()]
    return max(chapters, key=lambda page: page.stat().st_size).stem


@contextmanager
def _desk(book: Path) -> Iterator[Desk]:
    """Serve ``book``, and open a browser when it is built."""
    # Beside the book, which is watched.
    log = book.with_name("served.log")
    with log.open("wb") as out:
        process = subprocess.Popen([PRESS, "serve", "--port", "0"], cwd=book, stdout=out, stderr=subprocess.STDOUT)
    try:
        address = _told_address(log, process)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=BROWSER, args=BROWSER_OPTIONS)
            yield Desk(book, address, log, browser.new_page())
            browser.close()
    finally:
        process.terminate()
        process.wait()


def _told_address(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _LONGEST
    while not (found := re.search(r"http://\S+(?= .*\n)", log.read_text(encoding="utf-8"))):
        if process.poll() is not None or time.monotonic() > end:
            raise TimeoutError(log.read_text(encoding="utf-8")[-800:])
        time.sleep(_LOOK)
    return found[0]
