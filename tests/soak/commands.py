"""Commands of press at work: begun by a forker, waited for, found in the system with their children, and killed."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

# Seconds within which anything has to happen, on a busy machine.
PATIENCE = 1200
_OFTEN = 0.003


class Commands:
    """Begins commands of press, and knows how they have ended."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, str(Path(__file__).with_name("forker.py"))]
        self._forker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
        )
        self._begun: queue.Queue[int] = queue.Queue()
        self._codes: dict[int, int] = {}
        self._news = threading.Condition()
        self._alive: set[int] = set()
        assert json.loads(self._line()) == {"ready": True}
        threading.Thread(target=self._listen, daemon=True).start()

    def begin(self, arguments: list[str], log: Path) -> int:
        """Begin press with ``arguments``; return the number of its process."""
        assert self._forker.stdin
        self._forker.stdin.write(json.dumps({"arguments": arguments, "log": str(log)}) + "\n")
        self._forker.stdin.flush()
        process = self._begun.get(timeout=PATIENCE)
        self._alive.add(process)
        return process

    def has_ended(self, process: int) -> bool:
        """Tell whether a command has ended."""
        return process in self._codes

    def code(self, process: int) -> int:
        """Wait until a command has ended; return its code, negative if a signal has ended it."""
        with self._news:
            if not self._news.wait_for(lambda: process in self._codes, PATIENCE):
                raise TimeoutError(f"the command {process} does not end")
        self._alive.discard(process)
        return self._codes[process]

    def close(self) -> None:
        """End all that is still at work, and the forker."""
        for process in self._alive - self._codes.keys():
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        self._forker.kill()
        self._forker.wait()

    def _line(self) -> str:
        assert self._forker.stdout
        return self._forker.stdout.readline()

    def _listen(self) -> None:
        while line := self._line():
            told: dict[str, Any] = json.loads(line)
            if "begun" in told:
                # The system gives numbers of processes that have ended to new ones.
                self._codes.pop(told["begun"], None)
                self._begun.put(told["begun"])
            else:
                with self._news:
                    self._codes[told["ended"]] = told["code"]
                    self._news.notify_all()


def descendants(process: int) -> Iterator[int]:
    """Yield the processes that ``process`` has begun, and those that these have."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:
        return
    for task in tasks:
        with suppress(OSError):
            for child in (task / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from descendants(int(child))


def name_of(process: int) -> str:
    """Return what the system calls a process; empty where it is gone."""
    try:
        return Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def wait_for(commands: Commands, process: int, name: str) -> int | None:
    """Return the first process below ``process`` whose name has ``name`` in it; None where the command ends before."""
    while not commands.has_ended(process):
        for child in descendants(process):
            if name in name_of(child):
                return child
        time.sleep(_OFTEN)
    return None
