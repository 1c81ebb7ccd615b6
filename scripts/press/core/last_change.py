"""Determine when the book was last changed: the date of everything that is made from it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from pathlib import Path

from press.core.caches import cached_per_build
from press.core.errors import PressError

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
# Until the year 5138.
_SECONDS = re.compile("[0-9]{1,11}")
_DAY = 24 * 60 * 60


def source_epoch(root: Path) -> str:
    """Return SOURCE_DATE_EPOCH (seconds since 1970) from the environment, else the time of the last commit; empty where there is neither."""
    given = os.environ.get(EPOCH_VARIABLE, "")
    if given and not _SECONDS.fullmatch(given):
        message = f"{EPOCH_VARIABLE} is '{given}', which is no number of seconds"
        raise PressError(message, remedy="write the seconds since 1970, or unset it")
    return given or _last_commit(root)


@cached_per_build
def _last_commit(root: Path) -> str:
    if not shutil.which("git"):
        return ""
    command = ["git", "-C", str(root), "log", "-1", "--no-show-signature", "--format=%ct"]
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = last.stdout.strip()
    return seconds if last.returncode == 0 and _SECONDS.fullmatch(seconds) else ""


def last_change(root: Path) -> dt.date | None:
    """Return the day of the last change in UTC, so that it does not depend on where the book is built; None if unknown."""
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
