"""Find a book on disk, its version and when it was last changed, and its build folder, to which one press at a time writes."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from press.core.caches import cached_per_build
from press.core.errors import PressError, machine_fault
from press.core.jobs import Say
from press.core.text import read_utf8

MARKER = "_config.yml"
LOCK_NAME = "lock"
_OFTEN = 0.1  # seconds between two attempts
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
_DAY = 24 * 60 * 60


def build_folder(root: Path) -> Path:
    """Return the folder for all that is made from the book at ``root``."""
    return root / "_build"


@contextmanager
def locked(root: Path, say: Say) -> Iterator[None]:
    """Create the build folder of the book at ``root`` and lock it for the block.

    Where another process holds the lock, report that through ``say`` and wait.

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
        message, remedy = f"nothing can be written here: {error.strerror}", "remove the file that is in its place"
        raise machine_fault(error) or PressError(message, file=folder, remedy=remedy) from None
    try:
        yield
    finally:
        lock.release()


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above ``start`` (by default the working directory) that holds ``_config.yml``.

    Raises PressError where there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    message = f"no book here: neither this folder nor any above it holds {MARKER}"
    raise PressError(message, file=here, remedy="work inside the folder of the book")


@cached_per_build
def project_version(root: Path) -> str:
    """Return the version in the ``pyproject.toml`` of the book at ``root``; empty where there is none.

    Raises PressError where the file cannot be read.
    """
    path = root / "pyproject.toml"
    if not path.is_file():
        return ""
    try:
        project = tomllib.loads(read_utf8(path)).get("project")
    except tomllib.TOMLDecodeError as error:
        raise PressError(f"the file cannot be read: {error}", file=path, remedy="correct the line named") from None
    return str(project.get("version", "")) if isinstance(project, dict) else ""


def source_epoch(root: Path) -> str:
    """Return SOURCE_DATE_EPOCH (seconds since 1970) from the environment, else the time of the last commit.

    Empty where there is neither.
    """
    return os.environ.get(EPOCH_VARIABLE, "") or _last_commit(root)


@cached_per_build
def _last_commit(root: Path) -> str:
    if not shutil.which("git"):
        return ""
    command = ["git", "-C", str(root), "log", "-1", "--no-show-signature", "--format=%ct"]
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    return last.stdout.strip() if last.returncode == 0 else ""


def last_change(root: Path) -> dt.date | None:
    """Return the day of the last change in UTC, so that it does not depend on where the book is built.

    None if unknown.
    """
    epoch = source_epoch(root)
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch else None


def dated(root: Path) -> str:
    """Return the SOURCE_DATE_EPOCH for everything made from the book at ``root``: 00:00 UTC on the day of the last commit.

    A value from the environment is returned unchanged.
    """
    epoch = source_epoch(root)
    if os.environ.get(EPOCH_VARIABLE) or not epoch:
        return epoch
    return str(int(epoch) // _DAY * _DAY)


def date_this_process(epoch: str) -> None:
    """Set SOURCE_DATE_EPOCH of this process to ``epoch``, so that the same book gives the same files."""
    if epoch:
        os.environ[EPOCH_VARIABLE] = epoch
