"""Measure the memory of the machine and of processes, and limit it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from press.core.children.trees import descendants, told_of


def available_memory(system: Path = Path("/")) -> int | None:
    """Return how many bytes new processes may take: Linux's MemAvailable, within the limit of a container (cgroup); None on other systems."""
    free = _number_after("MemAvailable:", system / "proc/meminfo")
    if free is None:
        return None
    group = system / "sys/fs/cgroup"
    most, taken = _number_after("", group / "memory.max"), _number_after("anon", group / "memory.stat")
    return free * 1024 if most is None else min(free * 1024, most - (taken or 0))


def _number_after(name: str, path: Path) -> int | None:
    """Return the number after ``name`` in a file of the system, or None."""
    try:
        found = re.search(rf"^{name}\s*(\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) if found else None


def limit_memory(most: int | None) -> None:
    """Limit the data segment of this child to ``most`` bytes on Linux; allocations beyond it fail."""
    if sys.platform == "linux" and most is not None:
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def memory_of(process: int, most: int) -> int:
    """Return how many bytes ``process`` and its descendants hold.

    Shared memory is counted once (PSS, slower to read) if the sum would be more than ``most`` otherwise.
    """
    tree = [process, *descendants(process)]
    held = sum(map(_resident, tree))
    return held if held <= most else sum(map(_proportional, tree))


def _resident(process: int) -> int:
    try:
        return int(told_of(process, "statm").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _proportional(process: int) -> int:
    try:
        lines = told_of(process, "smaps_rollup").splitlines()
    except OSError:
        return _resident(process)
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
