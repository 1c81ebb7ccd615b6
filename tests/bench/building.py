"""How long books take to build: this book, books made up for the purpose, and the same under other tools, in one run.

Printed are the targets with what was reached. Peers that cannot be installed are named and left out. Growth up to 1000 chapters is
measured only on demand, as it takes long: ``building.py --chapters 10 100 1000``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from peers import PEERS, Peer
from serving import served_times, serving, wait_until_quiet
from stock import SETTINGS, stock_editions
from synthetic import LANGUAGES, change_a_sentence, name, press_book
from timing import FailedError, Run, run

ROOT = Path(__file__).parents[2]
PRESS = Path(sys.executable).with_name("press")
SCRATCH = Path(os.environ.get("PRESS_BENCH", Path(tempfile.gettempdir()) / "press-bench"))
CHAPTERS = 9
RUNS = 3
# What `git` keeps, which is what a reader of the repository builds from.
_NOT_COPIED = shutil.ignore_patterns("_build", ".git", ".venv", "__pycache__", "*.pyc")


@dataclass(frozen=True)
class Times:
    """The three builds of one book by one tool, the first from nothing."""

    cold: Run
    nothing: Run
    sentence: Run


def measure(make: Callable[[Path], Path], command: list[str], changed: str) -> Times:
    """Build a fresh book with ``command``, again, and again after a sentence in the file ``changed`` was changed."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        book = make(Path(scratch) / "book")
        cold = run(command, book)
        nothing = run(command, book)
        change_a_sentence(book / changed)
        return Times(cold, nothing, run(command, book))


def press_times(make: Callable[[Path], Path], chapter: str) -> Times:
    """The same for a book of this press, all its languages, PDFs and EPUBs included."""
    return measure(make, [str(PRESS), "build"], chapter)


def peer_times(peer: Peer) -> Times | None:
    """The same for another tool; none, and a line that says why, where it cannot be installed or fails."""
    try:
        programs = peer.install(SCRATCH / peer.home)
        command = peer.command(programs)
        return measure(lambda folder: peer.book(folder, CHAPTERS), command, f"{name(0)}.ipynb")
    except (OSError, FailedError, subprocess.SubprocessError) as error:
        print(f"  {peer.title}: left out, as {' '.join(str(error).split())[-300:]}", flush=True)
        return None


def copy_of_the_book(folder: Path) -> Path:
    """This book as it stands, without what was built."""
    return Path(shutil.copytree(ROOT, folder, ignore=_NOT_COPIED))


def served_this() -> dict[str, float]:
    """How soon this book is seen anew while it is served: after a sentence was changed, and (``row``) after a row of a table was."""
    made = {"page": "kk/january.html", "PDF": "pdf/hearing-state.kk.pdf", "EPUB": "epub/hearing-state.kk.epub"}
    pages = {language: f"{language}/since-2019.html" for language in LANGUAGES}
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        book = copy_of_the_book(Path(scratch) / "book")
        with serving(book):
            seen = served_times(book, lambda: change_a_sentence(book / "book/kk/january.md"), made)
            rows = served_times(book, lambda: change_a_row(book), pages)
        return {**seen, "row": max(rows.values())}


def change_a_row(book: Path) -> None:
    """Give a country another rank, and back the next time, once all that the last change brought is made; accept the table."""
    wait_until_quiet(book)
    table = book / "data/context/un-desa/e_government.csv"
    text = table.read_text(encoding="utf-8")
    one, other = ("KGZ,2018,91,", "KGZ,2018,92,")
    table.write_text(text.replace(one, other) if one in text else text.replace(other, one), encoding="utf-8")
    run([PRESS, "accept", table], book)


def stock_times() -> float:
    """Seconds that a stock Jupyter Book 1 takes for three HTML editions of this book, one after another, each running its notebooks."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        editions = stock_editions(ROOT, Path(scratch), tuple(LANGUAGES))
        return sum(
            run([PRESS.with_name("jupyter-book"), "build", "--config", SETTINGS, "."], home).wall for home in editions
        )


def line(title: str, times: Times, languages: int) -> str:
    """A line of the table of tools: seconds by the clock, then processor seconds for each language, then memory."""
    values = (times.cold.wall, times.nothing.wall, times.sentence.wall, times.cold.processor / languages)
    memory = max(times.cold.memory, times.sentence.memory)
    return f"{title:<44}" + "".join(f"{value:>12.1f}" for value in values) + f"{memory:>12.0f}"


def told(what: str, value: float, target: float, unit: str) -> str:
    """A line of the table of targets."""
    return f"{what:<74}{value:>9.2f} {unit:<6}{target:>9.2f} {unit:<6}{'met' if value <= target else 'NOT met'}"


def tools() -> None:
    """The made-up book and this book, beside the peers."""
    print(f"{'':<44}{'cold, s':>12}{'nothing, s':>12}{'sentence, s':>12}{'CPU/lang, s':>12}{'memory, MB':>12}")
    ours = press_times(lambda folder: press_book(folder, CHAPTERS), f"book/en/{name(0)}.md")
    print(line("press, made-up book, 3 languages, PDF, EPUB", ours, len(LANGUAGES)), flush=True)
    others = {
        peer.title: times for peer in PEERS if (times := peer_times(peer)) is not None and _say(peer.title, times)
    }
    this = press_times(copy_of_the_book, "book/en/january.md")
    print(line("press, this book, 3 languages, PDF, EPUB", this, len(LANGUAGES)), flush=True)
    seen, stock = served_this(), stock_times()
    print(f"{'Jupyter Book 1, this book, 3 languages one after another':<44}{stock:>12.1f}")
    helped = median(run([PRESS, "--help"], ROOT).wall for _ in range(5))
    print(f"\n{'target':<74}{'reached':>10}{'':>6}{'at most':>10}")
    print(told("nothing changed, this book", this.nothing.wall, 0.7, "s"))
    print(
        told(
            "make book, cold, beside Jupyter Book 1 with three editions of this book",
            this.cold.wall / stock,
            0.5,
            "times",
        )
    )
    print(told("one sentence in one language, press build, to page, PDF and EPUB", this.sentence.wall, 1.5, "s"))
    print(told("one sentence in one language, press serve, to the page", seen["page"], 1.0, "s"))
    print(told("one sentence in one language, press serve, to page and PDF", seen["PDF"], 1.5, "s"))
    print(told("one sentence in one language, press serve, to page, PDF and EPUB", seen["EPUB"], 1.5, "s"))
    print(told("a changed row of a table, press serve, to the pages of three languages", seen["row"], 2.0, "s"))
    print(told("press --help", helped, 0.15, "s"))
    for title, target in (("Jupyter Book 1", 0.25), ("Jupyter Book 2 (mystmd)", 0.12)):
        if title in others:
            ratio = ours.cold.wall / len(LANGUAGES) / others[title].cold.wall
            print(told(f"made-up book, cold, for each language beside {title}", ratio, target, "times"))


def _say(title: str, times: Times) -> bool:
    print(line(f"{title}, 1 language, no PDF", times, 1), flush=True)
    return True


def growth(counts: list[int]) -> None:
    """Books of more and more chapters, of which the first nine have notebooks."""
    print(f"\n{'chapters, in each of 3 languages':<44}{'cold, s':>12}{'s/chapter':>12}{'CPU, s':>12}{'memory, MB':>12}")
    for count in counts:
        with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
            book = press_book(Path(scratch) / "book", count, CHAPTERS)
            cold = run([PRESS, "build"], book)
        values = (cold.wall, cold.wall / count, cold.processor)
        print(f"{count:<44}" + "".join(f"{value:>12.2f}" for value in values) + f"{cold.memory:>12.0f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, nargs="*", default=[10, 100], help="sizes of the books that grow")
    parser.add_argument("--only-growth", action="store_true", help="leave the peers out")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    busy = f", busy with other work (load {load:.1f})" if load > 1 else ""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors{busy}\n")
    if not options.only_growth:
        tools()
    growth(options.chapters)


if __name__ == "__main__":
    main()
