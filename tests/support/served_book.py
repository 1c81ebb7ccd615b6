"""A small book that `press serve` shows, and what a page of it is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from support.small_books import copy_book

# Seconds within which anything has to happen, on a busy machine.
PATIENCE = 600


class Served(NamedTuple):
    root: Path
    process: subprocess.Popen[bytes]
    log: Path

    def told(self) -> str:
        """What the press has said so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, words: str, times: int = 1, after: str = "") -> None:
        """Wait until the press has said ``words``; only what it has said ``after`` other words counts, if those are given."""
        end = time.monotonic() + PATIENCE
        while (self.told().partition(after)[2] if after else self.told()).count(words) < times:
            assert self.process.poll() is None and time.monotonic() < end, self.told()
            time.sleep(0.05)

    def address(self) -> str:
        """Where it is served."""
        return [line.split()[0] for line in self.told().splitlines() if line.strip().startswith("http://")][-1]

    def page(self, name: str) -> str:
        """A page as the browser gets it."""
        with urllib.request.urlopen(f"{self.address()}/{name}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    @contextmanager
    def events(self, page: str, kind: str = "page") -> Iterator[Iterator[str]]:
        """What the page called ``page`` is told: the versions of it, or other events."""
        with urllib.request.urlopen(f"{self.address()}/_press/events?page=/{page}", timeout=PATIENCE) as answer:
            yield _data_of(answer, kind)


def _data_of(lines: Iterable[bytes], kind: str) -> Iterator[str]:
    event = ""
    for line in lines:
        name, _, value = line.decode().strip().partition(": ")
        if name == "event":
            event = value
        elif name == "data" and event == kind:
            data = json.loads(value)
            yield data["version"] if kind == "page" else data


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The weather book in ``folder``, served."""
    root, log = copy_book("weather", folder), folder / "log"
    command = [sys.executable, "-m", "press.cli", "--root", str(root), "serve", "--pdf", "--port", "0"]
    with log.open("wb") as out:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment, cwd=root)
    book = Served(root, process, log)
    try:
        book.wait_for("http://")
        yield book
    finally:
        process.kill()
        process.wait()
