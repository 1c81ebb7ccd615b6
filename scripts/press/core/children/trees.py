"""Find the descendants of a process, and end them with it.

Linux lists them in /proc. On other systems only the process group is known.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")
_PR_SET_CHILD_SUBREAPER = 36
# Processes may start others while they are being ended.
_ROUNDS = 20


def lead_others() -> None:
    """Make this process the leader of a new process group and the reaper of its descendants.

    An interruption from the keyboard reaches them no longer, and orphans remain below this process.
    """
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def descendants(process: int) -> Iterator[int]:
    """Yield the ids of the processes that ``process`` has started, and of their descendants."""
    for path in _PROCESSES.glob(f"{process}/task/*/children"):
        with suppress(OSError):
            for child in map(int, path.read_text(encoding="ascii").split()):
                yield child
                yield from descendants(child)


def end_of(process: int) -> int | None:
    """Return a file descriptor that becomes readable once ``process`` has ended; None where the system has no pidfds.

    A pipe would not do, as descendants may hold its other end open.
    """
    with suppress(OSError):
        return os.pidfd_open(process) if sys.platform == "linux" else None
    return None


def end_tree(process: int) -> None:
    """End ``process``, which is alive, and its descendants."""
    # Stopped, it cannot start more.
    _send(process, signal.SIGSTOP)
    for _ in range(_ROUNDS):
        found = list(descendants(process))
        alive = [one for one in found if _is_alive(one)]
        for one in alive:
            _send(one, signal.SIGKILL)
        if not alive:
            break
    _send(process, signal.SIGKILL)


def end_group(process: int) -> None:
    """End what is left of the process group of ``process``, which may have ended itself."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process, signal.SIGKILL)


def _is_alive(process: int) -> bool:
    """Return whether ``process`` is running, not a zombie."""
    try:
        return told_of(process, "stat").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def told_of(process: int, name: str) -> str:
    """Return the content of the file ``name`` in /proc of a ``process``."""
    return (_PROCESSES / str(process) / name).read_text(encoding="utf-8", errors="replace")


def _send(process: int, number: int) -> None:
    with suppress(OSError):
        os.kill(process, number)
