"""Lock a book, so that one press process at a time writes to its folders and others wait."""

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
# Describes the holder of the lock, for messages alone.
HOLDER = "lock.txt"
_OFTEN = 0.1  # seconds between two attempts


@contextmanager
def locked(root: Path, say: Say) -> Iterator[None]:
    """Lock the book at ``root`` for the block; where another process holds the lock, report that through ``say`` and wait.

    The system holds the lock for this process, not for its children, and releases it when the process ends, however that ends.
    Raises PressError where no lock file can be written.
    """
    folder = build_folder(root)
    # A soft lock, a file that names a process, would outlive a process that was killed.
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
    """Remove all that was made from the book at ``root``, while holding its lock. The lock file stays for those who wait for it."""
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
    """Return who holds the lock, in plain words; a holder that has just begun or ended may be unnamed."""
    try:
        return holder.read_text(encoding="utf-8") or "another press"
    except OSError:
        return "another press"


def _this_process() -> str:
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return f"`{command}`, at work on this book since {time.strftime('%H:%M:%S')}"
