"""When the book was last changed: the date that everything made from it bears."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

_VARIABLE = "SOURCE_DATE_EPOCH"


def source_epoch(root: Path) -> str:
    """Seconds since 1970 as the environment dictates them, else those of the last commit; empty where there is neither."""
    given = os.environ.get(_VARIABLE, "")
    if given or not shutil.which("git"):
        return given
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    return last.stdout.strip() if last.returncode == 0 else ""


def last_change(root: Path) -> dt.date | None:
    """The day of the last change, by universal time, so that it is the same wherever the book is built."""
    epoch = source_epoch(root)
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdigit() else None


def dated_environment(root: Path) -> dict[str, str]:
    """The environment of a run: dated by the last commit, so that the same commit gives the same files."""
    epoch = source_epoch(root)
    return {**os.environ, **({_VARIABLE: epoch} if epoch else {})}
