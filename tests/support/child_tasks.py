"""Functions for children to run: they are imported by name in a child that was not forked."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from press.core import jobs
from press.core.errors import PressError


def double(number: int) -> int:
    return 2 * number


def fail(place: str) -> None:
    raise PressError("wrong", file=place, line=3, remedy="mend it")


def hang() -> None:
    jobs.send_to_parent("about to hang")
    time.sleep(60)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def remember(number: int) -> tuple[int, int]:
    """The process, and what the call before left there."""
    before = os.environ.get("LEFT", "0")
    os.environ["LEFT"] = str(number)
    return os.getpid(), int(before)


def note(path: str, name: str) -> None:
    time.sleep(0.1)
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(name)
