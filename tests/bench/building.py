"""How long books take to build: this book, books made up for the purpose, and the same under other tools, in one run.

Printed last are the targets with what was reached. Peers that cannot be installed are named and left out, and so is what needs a
browser where there is none. Growth beyond 100 chapters is measured only on demand, as it takes long: ``building.py --chapters 10 100 300``.
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
from typing import TypeVar

from peers import PEERS, Peer
from sentences import SENTENCES, add_a_sentence
from serving import served_times
from stock import SETTINGS, stock_editions
from synthetic import LANGUAGES, change_a_sentence, name, press_book
from targets import print_targets
from timing import FailedError, Run, run

ROOT = Path(__file__).parents[2]
PRESS = Path(sys.executable).with_name("press")
SCRATCH = Path(os.environ.get("PRESS_BENCH", Path(tempfile.gettempdir()) / "press-bench"))
CHAPTERS = 9
RUNS = 3
One, Other = TypeVar("One"), TypeVar("Other")
# What `git` keeps, which is what a reader of the repository builds from.
_NOT_COPIED = shutil.ignore_patterns("_build", ".git", ".venv", "__pycache__", "*.pyc")


@dataclass(frozen=True)
class Times:
    """The three builds of one book by one tool, the first from nothing."""

    cold: Run
    nothing: Run
    sentence: Run


def measure(make: Callable[[Path], Path], command: list[str], change: Callable[[Path], None]) -> Times:
    """Build a fresh book with ``command``, again, and again after a sentence was changed."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        book = make(Path(scratch) / "book")
        cold = run(command, book)
        nothing = run(command, book)
        change(book)
        return Times(cold, nothing, run(command, book))


def of_press(make: Callable[[Path], Path], change: Callable[[Path], None]) -> Times:
    """Measure a book of this press, all its languages, PDFs and EPUBs included."""
    return measure(make, [str(PRESS), "build"], change)


def of_peer(peer: Peer) -> Times:
    """Measure the made-up book by another tool. Raises an error where it cannot be installed or fails."""
    command = peer.command(peer.install(SCRATCH / peer.home))
    return measure(
        lambda folder: peer.book(folder, CHAPTERS),
        command,
        lambda book: change_a_sentence(book / f"{name(0)}.ipynb"),
    )


def of_made_up_book() -> Times:
    """Measure the made-up book by press."""
    return of_press(
        lambda folder: press_book(folder, CHAPTERS),
        lambda book: change_a_sentence(book / f"book/en/{name(0)}.md"),
    )


def of_this_book() -> Times:
    """Measure this book by press."""
    return of_press(
        copy_of_the_book,
        lambda book: add_a_sentence(book / "book/en/january.md", SENTENCES["en"][0]),
    )


def copy_of_the_book(folder: Path) -> Path:
    """Copy this book as it stands, without what was built."""
    return Path(shutil.copytree(ROOT, folder, ignore=_NOT_COPIED))


def of_stock_editions() -> Run:
    """Measure a stock Jupyter Book 1 with three HTML editions of this book, one after another, each running its notebooks."""
    command = [PRESS.with_name("jupyter-book"), "build", "--config", SETTINGS, "."]
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        runs = [run(command, home) for home in stock_editions(ROOT, Path(scratch), tuple(LANGUAGES))]
    return Run(sum(one.wall for one in runs), sum(one.processor for one in runs), max(one.memory for one in runs))


def in_turn(one: Callable[[], One], other: Callable[[], Other]) -> tuple[list[One], list[Other]]:
    """Measure two ways some times, one after the other each time, so that what else the machine does falls on both."""
    pairs = [(one(), other()) for _ in range(RUNS)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def line(title: str, times: list[Times], languages: int) -> str:
    """Return a line of the table of tools, of medians: seconds by the clock, processor seconds for each language, memory."""
    values = (
        median(one.cold.wall for one in times),
        median(one.nothing.wall for one in times),
        median(one.sentence.wall for one in times),
        median(one.cold.processor for one in times) / languages,
    )
    memory = median(max(one.cold.memory, one.sentence.memory) for one in times)
    return f"{title:<56}" + "".join(f"{value:>12.1f}" for value in values) + f"{memory:>12.0f}"


def tools() -> dict[str, float]:
    """Measure the made-up book and this book beside the peers; return what was reached of the targets."""
    print(f"{'':<56}{'cold, s':>12}{'nothing, s':>12}{'sentence, s':>12}{'CPU/lang, s':>12}{'memory, MB':>12}")
    ours, theirs = in_turn(of_made_up_book, lambda: of_peer(PEERS[0]))
    print(line("press, made-up book, 3 languages, PDF, EPUB", ours, len(LANGUAGES)))
    print(line(f"{PEERS[0].title}, 1 language, no PDF", theirs, 1), flush=True)
    for peer in PEERS[1:]:
        try:
            print(line(f"{peer.title}, 1 language, no PDF, once", [of_peer(peer)], 1), flush=True)
        except (OSError, FailedError, subprocess.SubprocessError) as error:
            print(f"  {peer.title}: left out, as {' '.join(str(error).split())[-300:]}", flush=True)
    this, stock = in_turn(of_this_book, of_stock_editions)
    print(line("press, this book, 3 languages, PDF, EPUB", this, len(LANGUAGES)))
    wall, processor = median(one.wall for one in stock), median(one.processor for one in stock) / len(LANGUAGES)
    title = "Jupyter Book 1, this book, 3 languages in turn"
    print(f"{title:<56}{wall:>12.1f}{'':>24}{processor:>12.1f}{max(one.memory for one in stock):>12.0f}", flush=True)
    made_up = list(zip([one.cold for one in ours], [one.cold for one in theirs], strict=True))
    whole = list(zip([one.cold for one in this], stock, strict=True))
    return {
        "sentence": median(one.sentence.wall for one in this),
        "stock": median(press.processor / other.processor for press, other in whole),
        "stock clock": median(press.wall / other.wall for press, other in whole),
        "made up": median(press.processor / other.processor for press, other in made_up) / len(LANGUAGES),
        "made up clock": median(press.wall / other.wall for press, other in made_up) / len(LANGUAGES),
        "nothing": median(one.nothing.wall for one in this),
        "help": median(run([PRESS, "--help"], ROOT).wall for _ in range(5)),
    }


def served() -> dict[str, float]:
    """Measure this book while it is served; return what was reached of the targets."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        return served_times(copy_of_the_book(Path(scratch) / "book"))


def growth(counts: list[int]) -> dict[str, float]:
    """Measure books of more and more chapters, of which the first nine have notebooks; return what was reached of the targets."""
    memory: dict[int, float] = {}
    print(f"\n{'chapters, in each of 3 languages':<44}{'cold, s':>12}{'s/chapter':>12}{'CPU, s':>12}{'memory, MB':>12}")
    for count in counts:
        with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
            book = press_book(Path(scratch) / "book", count, CHAPTERS)
            cold = run([PRESS, "build"], book)
        memory[count] = cold.memory
        values = (cold.wall, cold.wall / count, cold.processor)
        print(f"{count:<44}" + "".join(f"{value:>12.2f}" for value in values) + f"{cold.memory:>12.0f}", flush=True)
    return {"memory": memory[300] / 1000} if 300 in memory else {}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, nargs="*", default=[10, 100], help="sizes of the books that grow")
    parser.add_argument("--only", choices=("tools", "serving", "growth"), help="measure one part alone")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    busy = f", busy with other work (load {load:.1f})" if load > 1 else ""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors{busy}\n")
    parts = {"tools": tools, "serving": served, "growth": lambda: growth(options.chapters)}
    reached: dict[str, float] = {}
    for part, measured in parts.items():
        if options.only in (None, part):
            reached |= measured()
    print_targets(reached)


if __name__ == "__main__":
    main()
