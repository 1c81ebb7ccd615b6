"""When the book was last changed: the date that everything made from it bears."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

from press.core.caches import cached_per_build

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
_DAY = 24 * 60 * 60


def source_epoch(root: Path) -> str:
    """Seconds since 1970 as the environment dictates them, else those of the last commit; empty where there is neither."""
    return os.environ.get(EPOCH_VARIABLE, "") or _last_commit(root)


@cached_per_build
def _last_commit(root: Path) -> str:
    if not shutil.which("git"):
        return ""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    return last.stdout.strip() if last.returncode == 0 else ""


def last_change(root: Path) -> dt.date | None:
    """The day of the last change, by universal time, so that it is the same wherever the book is built."""
    epoch = source_epoch(root)
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdigit() else None


def dated(root: Path) -> str:
    """The date of everything made of the book at ``root``, as SOURCE_DATE_EPOCH has it: the day of the last commit begins then.

    A date that the environment dictates stays as it is.
    """
    epoch = source_epoch(root)
    if os.environ.get(EPOCH_VARIABLE) or not epoch.isdigit():
        return epoch
    return str(int(epoch) // _DAY * _DAY)


def date_this_process(epoch: str) -> None:
    """Have whatever is made in this process bear the date ``epoch``, so that the same book gives the same files."""
    if epoch:
        os.environ[EPOCH_VARIABLE] = epoch
