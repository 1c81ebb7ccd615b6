"""Report the progress of a build: the beginning of a part, what waits for it, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.build.parts import part_name
from press.build.plan import CHECKED, INDEXED
from press.core.children.durations import Durations
from press.core.children.work import Job
from press.core.jobs import Say

# The messages at the beginning of jobs for other things than parts; their names are those at the end.
_BEGINNING = {CHECKED: "checking data, chapters and numbers", INDEXED: "indexing pages"}

_LONG = 60.0  # seconds


@dataclass(frozen=True)
class Progress:
    """Reports the progress of ``jobs`` to ``say``, with their last ``durations``."""

    jobs: Sequence[Job]
    durations: Durations
    say: Say

    def begun(self, job: Job) -> None:
        """Report that a job begins, unless it is short, and which jobs wait for it."""
        line = self.durations.begins(name_of(job), _BEGINNING.get(str(job.name)) or f"making {name_of(job)}")
        waiting = [name_of(other) for other in self.jobs if job.name in other.follows]
        if line:
            wait = "waits" if len(waiting) == 1 else "wait"
            self.say(f"{line}; {' and '.join(waiting)} {wait} for it" if waiting else line)

    def still(self, job: Job, said: object, seconds: float) -> None:
        """Report that a job is still running, if that is unusually long."""
        if seconds >= _LONG:
            self.say(f"still {_BEGINNING.get(str(job.name)) or f'making {name_of(job)}'}, {seconds:.0f} s ...")

    def finished(self, job: Job, seconds: float) -> None:
        """Report that a job has finished, and store its duration."""
        self.say(f"{name_of(job)}  {seconds:.1f} s")
        self.durations.note(name_of(job), seconds)


def name_of(job: Job) -> str:
    """Return the name of a ``job`` for people."""
    return part_name(job.name) if isinstance(job.name, tuple) else str(job.name)
