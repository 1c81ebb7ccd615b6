"""What is tried again and again on one book: two at work at once, and a process that is killed."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from commands import PATIENCE, Commands, descendants, wait_for
from manifest import Manifest, difference, manifest
from versions import Version, Versions

_BETWEEN_LOOKS = 0.02
# What no editor should have to read.
NO_PLAIN_WORDS = ("Traceback (most recent call last)", "fault of press itself", "press-error.log")
VICTIMS = ("parent", "child", "typst", "pagefind")


@dataclass
class Trial:
    """What was tried, and what was ``lost`` by it, which should be nothing."""

    kind: str
    seconds: float = 0.0
    looks: int = 0
    codes: list[int] = field(default_factory=list)
    hit: bool = True
    lost: list[str] = field(default_factory=list)


@dataclass
class Book:
    """The book that is tried, the manifests of its versions built alone, the version that its site has, and how long a build takes."""

    root: Path
    versions: Versions
    alone: Mapping[Version, Manifest]
    commands: Commands
    log: Path
    chance: random.Random
    now: Version = frozenset()
    usual: float = 5.0

    def build(self) -> int:
        """Begin a build; return the number of its process."""
        return self.commands.begin(["--root", str(self.root), "build"], self.log)

    def change(self) -> Version:
        """Throw a switch; return the version that the sources have then."""
        self.log.unlink(missing_ok=True)
        # A table makes all anew, which takes long.
        names = [name for name in sorted(self.versions.switches) for _ in range(1 if name == "data" else 4)]
        version = self.now ^ {self.chance.choice(names)}
        self.versions.set(self.root, version)
        return version

    def told(self) -> str:
        """Return what the commands of this trial have printed."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def is_as_alone(self, version: Version) -> str:
        """Return in what the site differs from that of ``version`` built alone; empty where it does not."""
        found = manifest(self.root / "_build" / "site")
        return "there is no site" if found is None else difference(found, self.alone[version])


@contextmanager
def looking(book: Book, trial: Trial, *versions: Version) -> Iterator[None]:
    """Look at the site again and again meanwhile: it has to be that of one of ``versions``, whole."""
    done, allowed = threading.Event(), [book.alone[version] for version in versions]

    def look() -> None:
        while not done.is_set():
            found = manifest(book.root / "_build" / "site")
            trial.looks += 1
            if found not in allowed and len(trial.lost) < 3:
                trial.lost.append(
                    "no site" if found is None else min((difference(found, one) for one in allowed), key=len)
                )
            done.wait(_BETWEEN_LOOKS)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def pair(book: Book) -> Trial:
    """Have two builds at work, the second at a random distance behind the first."""
    trial, version, started = Trial("build + build"), book.change(), time.monotonic()
    with looking(book, trial, book.now, version):
        first = book.build()
        time.sleep(book.chance.uniform(0, 1.1 * book.usual))
        second = book.build()
        trial.codes = [book.commands.code(first), book.commands.code(second)]
    return _judged(book, trial, version, started, codes=[0, 0])


def served_pair(book: Book) -> Trial:
    """Have a build at work beside a served book, at a random distance behind the save of a source."""
    trial, before = Trial("serve + build"), book.told().count("all made")
    served = book.log
    book.log = served.with_name("beside.log")
    version, started = book.change(), time.monotonic()
    with looking(book, trial, book.now, version):
        time.sleep(book.chance.uniform(0, 1.1 * book.usual))
        trial.codes = [book.commands.code(book.build())]
    _judged(book, trial, version, started, codes=[0])
    book.log = served
    while book.told().count("all made") <= before:
        if time.monotonic() - started > PATIENCE or "not built" in book.told():
            trial.lost.append(f"the served book is not made: {book.told()[-500:]}")
            break
        time.sleep(0.05)
    trial.lost += [f"served: {lost}" for lost in _unlike(book)]
    return trial


@contextmanager
def serving(book: Book) -> Iterator[None]:
    """Have ``book`` served meanwhile."""
    log, book.log = book.log, book.log.with_name("serve.log")
    book.log.unlink(missing_ok=True)
    process = book.commands.begin(["--root", str(book.root), "serve", "--port", "0"], book.log)
    end = time.monotonic() + PATIENCE
    while "http://" not in book.told() and time.monotonic() < end:
        time.sleep(0.05)
    try:
        yield
    finally:
        os.kill(process, signal.SIGINT)
        book.commands.code(process)
        book.log = log


def _unlike(book: Book) -> list[str]:
    """Return the served files that differ from those of the site."""
    served, site = (
        manifest(book.root / "_build" / "press" / "joined") or {},
        manifest(book.root / "_build" / "site") or {},
    )
    lost = difference({name: served[name] for name in served}, {name: site[name] for name in site if name in served})
    return [lost] if lost else []


def kill(book: Book, victim: str) -> Trial:
    """Kill a build or one of its processes with SIGKILL at a random moment, and build again."""
    trial, version, started = Trial(f"kill {victim}"), book.change(), time.monotonic()
    with looking(book, trial, book.now, version):
        first = book.build()
        process = _victim(book, first, victim)
        trial.hit = process is not None and _killed(process)
        trial.codes = [book.commands.code(first)]
        told = book.told()
        trial.lost += [
            f"told of a killed {victim}: {words}: {told[-800:]}" for words in NO_PLAIN_WORDS if words in told
        ]
        trial.codes.append(book.commands.code(book.build()))
    return _judged(book, trial, version, started, codes=[trial.codes[0], 0])


def _killed(process: int) -> bool:
    """Kill a process; return whether it was still there."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _victim(book: Book, first: int, victim: str) -> int | None:
    """Return the process to kill, at the moment when it is to be; None where there is none."""
    if victim in ("typst", "pagefind"):
        process = wait_for(book.commands, first, victim)
        time.sleep(book.chance.uniform(0, 0.4 * book.usual if victim == "typst" else 0.1))
        return process
    time.sleep(book.chance.uniform(0, 1.1 * book.usual))
    if book.commands.has_ended(first):
        return None
    if victim == "parent":
        return first
    while not (children := list(descendants(first))) and not book.commands.has_ended(first):
        time.sleep(0.01)
    return book.chance.choice(children) if children else None


def _judged(book: Book, trial: Trial, version: Version, started: float, codes: list[int]) -> Trial:
    if trial.codes != codes:
        trial.lost.append(f"ended with {trial.codes}: {book.told()[-1500:]}")
    if lost := book.is_as_alone(version):
        trial.lost.append(f"after it: {lost}")
    # Once more from the site that this one has left, if it is one that is known.
    book.now, trial.seconds = version, time.monotonic() - started
    return trial
