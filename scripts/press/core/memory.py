"""Measure the memory of the machine."""

from __future__ import annotations

import re
from pathlib import Path


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
