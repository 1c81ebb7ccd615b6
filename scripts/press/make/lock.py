"""Lock a book, so that one press process at a time writes to its folders and others wait."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from press.core.jobs import Say
from press.core.project import build_folder, unwritable

LOCK_NAME = "lock"
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
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say("waiting for another press that is at work on this book")
            lock.acquire(poll_interval=_OFTEN)
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def clear(root: Path, say: Say) -> None:
    """Remove all that was made from the book at ``root``, while holding its lock. The lock file stays for those who wait for it."""
    if not build_folder(root).is_dir():
        return
    with locked(root, say):
        for path in build_folder(root).iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != LOCK_NAME:
                path.unlink()
