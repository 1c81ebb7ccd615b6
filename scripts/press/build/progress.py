"""Say how far the making of a book has come: a part that begins, what waits for it, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.build.parts import named
from press.build.plan import CHECKED, INDEXED
from press.core.children.durations import Durations
from press.core.children.work import Job
from press.core.jobs import Say

# Jobs that are no parts of the book, as they begin; their names say what is done.
_BEGINNING = {CHECKED: "checking data, chapters and numbers", INDEXED: "indexing pages"}

_LONG = 60.0  # seconds


@dataclass(frozen=True)
class Progress:
    """Says to ``say`` what becomes of ``jobs``, with what ``durations`` tell of the last time."""

    jobs: Sequence[Job]
    durations: Durations
    say: Say

    def begun(self, job: Job) -> None:
        """Say that a job begins, unless it is done soon, and what waits for it."""
        line = self.durations.begins(name_of(job), _BEGINNING.get(str(job.name)) or f"making {name_of(job)}")
        waiting = [name_of(other) for other in self.jobs if job.name in other.follows]
        if line:
            wait = "waits" if len(waiting) == 1 else "wait"
            self.say(f"{line}; {' and '.join(waiting)} {wait} for it" if waiting else line)

    def still(self, job: Job, said: object, seconds: float) -> None:
        """Say that a job goes on, where that is no ordinary time for it."""
        if seconds >= _LONG:
            self.say(f"still {_BEGINNING.get(str(job.name)) or f'making {name_of(job)}'}, {seconds:.0f} s ...")

    def finished(self, job: Job, seconds: float) -> None:
        """Say that a job is done, and note how long it took."""
        self.say(f"{name_of(job)}  {seconds:.1f} s")
        self.durations.note(name_of(job), seconds)


def name_of(job: Job) -> str:
    """Return what the part that a ``job`` makes is called."""
    return named(job.name) if isinstance(job.name, tuple) else str(job.name)
