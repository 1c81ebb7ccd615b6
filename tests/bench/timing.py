"""How long a command takes and how much memory it needs, with all that it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 3600  # seconds that one command may take
_LOOK = 0.5  # seconds between two looks at the memory, each of which takes a part of a processor from what is measured


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock, seconds of processor time of all processes, and the most memory at a time in MB."""

    wall: float
    processor: float
    memory: float


class FailedError(Exception):
    """A command that ended badly, with the end of what it said."""


def run(command: Sequence[str | Path], folder: Path, environment: dict[str, str] | None = None) -> Run:
    """Run ``command`` in ``folder``; raises FailedError where it ends badly or takes too long."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    memory = _Memory(process.pid)
    memory.start()
    try:
        said, _ = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        raise FailedError(f"took more than {LONGEST} s") from None
    finally:
        memory.over.set()
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise FailedError(said.decode(errors="replace")[-800:])
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, spent, memory.most / 1e6)


class _Memory(threading.Thread):
    """Adds up, again and again, the memory of a process and all below it, shared parts in proportion."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.most, self.over = root, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(_LOOK):
            self.most = max(self.most, sum(_proportional(process) for process in _family(self.root)))


def _family(root: int) -> set[int]:
    """A process and its descendants; kernels begin sessions of their own, so that only their parents tell."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, new = {root}, {root}
    while new:
        new = {process for process, parent in parents.items() if parent in new} - found
        found |= new
    return found


def _proportional(process: int) -> int:
    """Bytes of a process; what several share counts in parts, so that forks are not counted twice."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
