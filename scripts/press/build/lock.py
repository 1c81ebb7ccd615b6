"""One press at a time works on a book: who writes into its folders waits until nobody else does."""

from __future__ import annotations

import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from press.core.jobs import Say
from press.core.project import build_folder, unwritable

LOCK_NAME = "lock"
# Says who holds the lock, for a message and nothing else.
HOLDER = "lock.txt"
_OFTEN = 0.1  # seconds between two attempts


@contextmanager
def locked(root: Path, say: Say) -> Iterator[None]:
    """Hold the lock of the book at ``root``; where another process holds it, say for whom this one waits, and wait.

    The system keeps the lock for a process, not for its children, and takes it back when the process ends, however that ends.
    Raises PressError where there can be no lock.
    """
    folder = build_folder(root)
    # Its other way, a file that names a process, would outlive a process that was killed.
    lock = FileLock(folder / LOCK_NAME, fallback_to_soft=False)
    try:
        folder.mkdir(exist_ok=True)
        _acquire(lock, folder / HOLDER, say)
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        with suppress(OSError):
            (folder / HOLDER).write_text(_this_process(), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER).unlink()
        lock.release()


def clear(root: Path, say: Say) -> None:
    """Remove all that was made of the book at ``root``, when nobody works on it. The file of the lock stays for those who wait at it."""
    if not build_folder(root).is_dir():
        return
    with locked(root, say):
        for path in build_folder(root).iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name not in (LOCK_NAME, HOLDER):
                path.unlink()


def _acquire(lock: FileLock, holder: Path, say: Say) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"waiting for {_told(holder)}")
        lock.acquire(poll_interval=_OFTEN)


def _told(holder: Path) -> str:
    """Tell who holds the lock, in plain words. It may not have said so yet, or may just have ended."""
    try:
        return holder.read_text(encoding="utf-8") or "another press"
    except OSError:
        return "another press"


def _this_process() -> str:
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return f"`{command}`, at work on this book since {time.strftime('%H:%M:%S')}"
