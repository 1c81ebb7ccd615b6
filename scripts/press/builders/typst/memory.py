"""Estimate the memory that a PDF takes, and find how much is free: Typst holds the whole book in memory."""

from __future__ import annotations

import re
from pathlib import Path

import psutil

from press.core.errors import PressError

#: Bytes that Python takes with Typst, each letter of the source, each cell of its tables, which are laid out several times, and
#: each byte of its pictures; measured on plain books of texts, tables and pictures.
_START, _LETTER, _CELL, _OF_PICTURE = 100e6, 600, 100e3, 80


def memory_needed(source: Path) -> int:
    """Return about how many bytes it takes to compile the Typst file ``source``, rather too many than too few."""
    text = source.read_text(encoding="utf-8")
    pictures = sum(path.stat().st_size for path in source.with_name("images").glob("*"))
    return int(_START + _LETTER * len(text) + _CELL * text.count("], [") + _OF_PICTURE * pictures)


def available_memory(group: Path = Path("/sys/fs/cgroup")) -> int:
    """Return how many bytes new processes may take: what is free, within the limit of a container (cgroup)."""
    free = int(psutil.virtual_memory().available)
    try:
        most, taken = ((group / name).read_text(encoding="utf-8") for name in ("memory.max", "memory.stat"))
    except OSError:
        return free
    anonymous = re.search(r"^anon (\d+)", taken, re.MULTILINE)
    return min(free, int(most) - int(anonymous[1] if anonymous else 0)) if most.strip().isdecimal() else free


def require_memory(source: Path, available: int) -> None:
    """Raise PressError where the PDF of ``source`` takes more memory than is ``available``."""
    if (needed := memory_needed(source)) > available:
        remedy = "close other programs, or print it on a machine with more memory, or in parts: several PDFs, of which each leaves out by typst_exclude what is in the others"
        sizes = f"its PDF takes about {needed / 1e9:.1f} GB, and there are {available / 1e9:.1f} GB"
        raise PressError(f"the book is too large for the memory that is free: {sizes}", remedy=remedy)
