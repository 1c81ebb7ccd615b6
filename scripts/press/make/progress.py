"""Report the progress of a build: the beginning of a part, what waits for it, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.core.jobs import Job, Say
from press.make.parts import part_name
from press.make.plan import CHECKED, INDEXED

# The messages at the beginning of jobs for other things than parts; their names are those at the end.
_BEGINNING = {CHECKED: "checking data, chapters and numbers", INDEXED: "indexing pages"}

_LONG = 60.0  # seconds


@dataclass(frozen=True)
class Progress:
    """Reports the progress of ``jobs`` to ``say``."""

    jobs: Sequence[Job]
    say: Say

    def begun(self, job: Job) -> None:
        """Report that a job begins, and which jobs wait for it."""
        waiting = [name_of(other) for other in self.jobs if job.name in other.after and other.name != INDEXED]
        wait = "waits" if len(waiting) == 1 else "wait"
        self.say(f"{_beginning(job)} ..." + (f"; {' and '.join(waiting)} {wait} for it" if waiting else ""))

    def still(self, job: Job, said: object, seconds: float) -> None:
        """Report that a job is still running, if that is unusually long."""
        if seconds >= _LONG:
            self.say(f"still {_beginning(job)}, {seconds:.0f} s ...")

    def finished(self, job: Job, seconds: float) -> None:
        """Report that a job has finished."""
        self.say(f"{name_of(job)}  {seconds:.1f} s")


def _beginning(job: Job) -> str:
    return _BEGINNING.get(str(job.name)) or f"making {name_of(job)}"


def name_of(job: Job) -> str:
    """Return the name of a ``job`` for people."""
    return part_name(job.name) if isinstance(job.name, tuple) else str(job.name)
