"""Jobs done in child processes, some at a time, each watched: none outlives its time, its parent or a fault of another."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from press.core.children.work import Job, Limits, Outcome, RunningJob, WorkerPool

Say = Callable[[str], None]
# Said by a job of which others may already have what they follow it for.
FOLLOW = "others may follow"


class StoppedError(KeyboardInterrupt):
    """An interruption from the keyboard, with what was ``at_work``: jobs, the last that each said, and their seconds."""

    def __init__(self, at_work: list[tuple[Job, Any, float]]) -> None:
        super().__init__("stopped from the keyboard")
        self.at_work = at_work


class HaltError(Exception):
    """Has nothing more begun, where who is told of jobs (`Listener`) raises it."""


@dataclass(frozen=True)
class Listener:
    """Who is told while jobs run, in this process: of each as it has ``begun`` or ``finished``, and of what it says (``heard``).

    ``still`` is told now and then of one that is at work for long, with the last that it said and the seconds. ``meanwhile`` gives what this process itself can do now, if anything, which takes the place of a child. Where something comes
    through ``interrupt``, ``interrupted`` is called, which has to take it in. A `HaltError` of one of these has no other job begun.
    """

    finished: Callable[[Job, Outcome], None] = lambda job, outcome: None
    heard: Callable[[Job, Any], None] = lambda job, content: None
    begun: Callable[[Job], None] = lambda job: None
    still: Callable[[Job, Any, float], None] = lambda job, said, seconds: None
    meanwhile: Callable[[], Callable[[], None] | None] = lambda: None
    interrupted: Callable[[], None] = lambda: None
    interrupt: Connection | None = None


def run_jobs(
    jobs: Sequence[Job],
    limits: Limits | None = None,
    listener: Listener | None = None,
    standing_by: WorkerPool | None = None,
) -> dict[Hashable, Outcome]:
    """Run ``jobs`` in the order given, as far as they need not wait; return their outcomes by name.

    Jobs after one that failed are not begun and have no outcome, as those that are interrupted have none. An interruption from
    the keyboard is a StoppedError that tells what it has ended.
    """
    run = _Run(list(jobs), limits or Limits(), listener or Listener(), standing_by)
    try:
        run.to_the_end()
    except KeyboardInterrupt:
        raise StoppedError([(work.job, work.said, work.seconds) for work in run.running]) from None
    finally:
        for work in run.running:
            work.process.kill()
    return run.outcomes


class _Run:
    """Jobs that wait, those at work, and the outcomes of the others."""

    def __init__(self, jobs: list[Job], limits: Limits, listener: Listener, standing_by: WorkerPool | None) -> None:
        self.outcomes: dict[Hashable, Outcome] = {}
        self._waiting, self._limits, self._listener, self._standing_by = jobs, limits, listener, standing_by
        self.running, self._followed, self._halted = list[RunningJob](), set[Hashable](), False

    def to_the_end(self) -> None:
        """Begin what can be begun, and listen, until nothing is left to do."""
        begun = self._standing_by.begun if self._standing_by else {}
        for job in [job for job in self._waiting if job.name in begun]:
            self._begin(job)
        while self.running or self._ready():
            own = None if self._halted else self._listener.meanwhile()
            at_once = self._limits.at_once - (1 if own else 0)
            while len(self.running) < at_once and (ready := self._first_with_room()):
                self._begin(ready)
            if own:
                self._call(own)
            else:
                self._listen()

    def _ready(self) -> list[Job]:
        """Return the jobs that need not wait for another. What follows a job that failed never is."""
        if self._halted:
            return []
        done = {name for name, outcome in self.outcomes.items() if outcome.error is None}
        ready = done | self._followed
        return [job for job in self._waiting if done.issuperset(job.after) and ready.issuperset(job.follows)]

    def _first_with_room(self) -> Job | None:
        """Return the first job that is ready and that memory holds beside those at work; beside none, the first of all."""
        ready, together = self._ready(), self._limits.together
        if together is None or not self.running:
            return next(iter(ready), None)
        left = together - sum(work.job.memory for work in self.running)
        return next((job for job in ready if job.memory <= left), None)

    def _begin(self, job: Job) -> None:
        self._waiting.remove(job)
        self.running.append(RunningJob(job, self._limits, self._standing_by))
        self._call(self._listener.begun, job)

    def _listen(self) -> None:
        """Wait until a child says something or is late, or an interruption comes; take in what there is."""
        soonest = min((work.next_look for work in self.running), default=0.0)
        others: list[Any] = [self._listener.interrupt] if self._listener.interrupt else []
        lines = [line for work in self.running for line in work.process.lines]
        heard = wait([*others, *lines], max(soonest - time.monotonic(), 0))
        for work in self.running:
            if work.process.pipe in heard:
                self._hear(work)
            elif work.process.ended in heard:
                work.give_up(work.process.how_it_ended())
            elif work.look():
                self._call(self._listener.still, work.job, work.said, work.seconds)
        for work in [work for work in self.running if work.done]:
            self.running.remove(work)
            self.outcomes[work.job.name] = work.outcome
            self._call(self._listener.finished, work.job, work.outcome)
        if any(other in heard for other in others):
            self._call(self._listener.interrupted)

    def _hear(self, work: RunningJob) -> None:
        said = work.listen()
        if said == FOLLOW:
            self._followed.add(work.job.name)
        elif said is not None:
            self._call(self._listener.heard, work.job, said)

    def _call(self, function: Callable[..., None], *arguments: Any) -> None:
        try:
            function(*arguments)
        except HaltError:
            self._halt()

    def _halt(self) -> None:
        self._halted = True
        for work in [work for work in self.running if work.job.expendable and not work.done]:
            self.running.remove(work)
            work.process.kill()


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Say ``what`` and its duration once it is done."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
