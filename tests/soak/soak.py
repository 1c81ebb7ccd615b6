"""Try again and again to have press leave half a site: two builds at once, a build beside a served book, processes killed at random.

``make soak`` tries 200 of each on the small book; ``soak.py --book . --pairs 20 --kills 20`` tries this one. Printed last are how often
what was tried, survived and lost. All that is random follows from the seed, which is printed, but for what the machine makes of it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from itertools import combinations
from pathlib import Path

from commands import Commands
from damage import KINDS, WAYS, damage
from manifest import Manifest, faults, manifest
from trials import VICTIMS, Book, Trial, kill, pair, served_pair, serving
from versions import Version, Versions, copy_sources

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "books" / "weather"
# All builds bear one date, so that their bytes can be compared.
DATED = {"SOURCE_DATE_EPOCH": "1700000000"}


def prepared(source: Path, scratch: Path, commands: Commands, seed: int, switches: Collection[str] = ()) -> Book:
    """Return a copy of the book at ``source``, built, with the site that each of its versions gives when it is built alone, from nothing."""
    root = copy_sources(source, scratch / "book")
    versions = Versions.of(root, switches)
    book = Book(root, versions, {}, commands, scratch / "log.txt", random.Random(seed))
    alone: dict[Version, Manifest] = {}
    for number, version in enumerate(_all_versions(versions)):
        # The first one becomes the book.
        alone[version] = _built_alone(book, version, scratch / f"alone-{number}" if version else root)
    book.alone = alone
    assert len({json.dumps(found, sort_keys=True) for found in alone.values()}) == len(alone), "versions are alike"
    version = book.change()
    started = time.monotonic()
    assert book.commands.code(book.build()) == 0, book.told()
    book.now, book.usual = version, time.monotonic() - started
    return book


def _all_versions(versions: Versions) -> Iterator[Version]:
    names = sorted(versions.switches)
    yield from (frozenset(some) for number in range(len(names) + 1) for some in combinations(names, number))


def _built_alone(book: Book, version: Version, folder: Path) -> Manifest:
    root = folder if folder == book.root else copy_sources(book.root, folder)
    book.versions.set(root, version)
    process = book.commands.begin(["--root", str(root), "build"], book.log)
    assert book.commands.code(process) == 0, book.told()
    site = root / "_build" / "site"
    assert not (found := faults(site)), found
    files = manifest(site)
    assert files
    if root != book.root:
        shutil.rmtree(root)
    return files


def trials(book: Book, pairs: int, served: int, kills: int, *, damages: bool) -> Iterator[Trial]:
    """Yield as many of each as are asked for, in turn, so that one that is stopped has tried something of each."""
    for number in range(max(pairs, kills)):
        if number < kills:
            yield kill(book, VICTIMS[number % len(VICTIMS)])
        if number < pairs:
            yield pair(book)
    if damages:
        yield from (
            damage(book, kind, way, changed=changed) for kind in KINDS for way in WAYS for changed in (False, True)
        )
    if served:
        with serving(book):
            yield from (served_pair(book) for _ in range(served))


def table(done: list[Trial]) -> Iterator[str]:
    """Yield the rows that say how often what was tried, survived and lost."""
    for kind in sorted({trial.kind for trial in done}):
        of_kind = [trial for trial in done if trial.kind == kind and trial.hit]
        lost = sum(bool(trial.lost) for trial in of_kind)
        looks = sum(trial.looks for trial in of_kind)
        yield f"| {kind} | {len(of_kind)} | {len(of_kind) - lost} | {lost} | {looks} looks |"


def main(argv: list[str] | None = None) -> int:
    """Run as a program; return 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=SMALL, help="the book to try; by default a small one of the tests")
    parser.add_argument("--pairs", type=int, default=100, help="how often two builds are at work at once")
    parser.add_argument("--served", type=int, default=100, help="how often a build is at work beside a served book")
    parser.add_argument("--kills", type=int, default=200, help="how often a process is killed")
    parser.add_argument(
        "--switches", nargs="*", default=(), help="what changes between two tries (en, data ...); by default all"
    )
    parser.add_argument("--damage", action="store_true", help="damage what is kept in _build as well")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--log", type=Path, help="where to note each try, a line of JSON each")
    asked = parser.parse_args(argv)
    print(f"seed {asked.seed}", flush=True)
    done: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="press-soak-") as scratch:
        commands = Commands(DATED)
        try:
            book = prepared(asked.book.resolve(), Path(scratch), commands, asked.seed, asked.switches)
            print(f"{len(book.alone)} versions built alone; a build takes {book.usual:.1f} s", flush=True)
            for trial in trials(book, asked.pairs, asked.served, asked.kills, damages=asked.damage):
                done.append(trial)
                _note(trial, len(done), asked.log)
        except KeyboardInterrupt:
            print("stopped")
        finally:
            commands.close()
    print("| what | tries | survived | lost | |\n|---|---|---|---|---|", *table(done), sep="\n")
    return int(any(trial.lost for trial in done))


def _note(trial: Trial, number: int, log: Path | None) -> None:
    mark = "LOST" if trial.lost else "whole" if trial.hit else "ended before"
    print(f"{number:4} {trial.kind:15} {trial.seconds:5.1f} s {trial.looks:5} looks {trial.codes} {mark}", flush=True)
    for lost in trial.lost:
        print(f"     {lost}", flush=True)
    if log:
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(vars(trial), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
