"""Run jobs in child processes, several at a time, each with limits: none outlives its time, its parent or the failure of another."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from press.core.children.work import Job, Limits, Outcome, RunningJob, WorkerPool

Say = Callable[[str], None]
# The message of a job that is not finished but that jobs following it need not wait for any longer.
FOLLOW = "others may follow"


class StoppedError(KeyboardInterrupt):
    """An interruption from the keyboard; ``at_work`` lists the jobs that it ended, their last messages, and their seconds."""

    def __init__(self, at_work: list[tuple[Job, Any, float]]) -> None:
        super().__init__("stopped from the keyboard")
        self.at_work = at_work


class HaltError(Exception):
    """Raised by a callback of a `Listener` so that no more jobs are begun."""


@dataclass(frozen=True)
class Listener:
    """Callbacks for the progress of jobs, called in this process: when one has ``begun``, has ``finished``, or sends a message (``heard``).

    ``still`` is called now and then for a job that takes long, with its last message and the seconds so far. ``meanwhile`` returns a function
    for this process itself to run in place of one child, or None. Where ``interrupt`` becomes readable, ``interrupted`` is called, which has to
    read from it. A `HaltError` raised by a callback stops further jobs.
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
    pool: WorkerPool | None = None,
) -> dict[Hashable, Outcome]:
    """Run ``jobs`` in the order given, as far as dependencies allow; return their outcomes by name.

    Jobs that depend on a failed one are not begun and have no outcome, nor have interrupted ones. An interruption from
    the keyboard raises a StoppedError that lists the jobs that it ended.
    """
    run = _Run(list(jobs), limits or Limits(), listener or Listener(), pool)
    try:
        run.to_the_end()
    except KeyboardInterrupt:
        raise StoppedError([(work.job, work.last_message, work.seconds) for work in run.running]) from None
    finally:
        for work in run.running:
            work.process.kill()
    return run.outcomes


class _Run:
    """The state of `run_jobs`: waiting jobs, running jobs, and the outcomes of the others."""

    def __init__(self, jobs: list[Job], limits: Limits, listener: Listener, pool: WorkerPool | None) -> None:
        self.outcomes: dict[Hashable, Outcome] = {}
        self._waiting, self._limits, self._listener, self._pool = jobs, limits, listener, pool
        self.running, self._followed, self._halted = list[RunningJob](), set[Hashable](), False

    def to_the_end(self) -> None:
        """Begin jobs and handle their messages until nothing is left to do."""
        begun = self._pool.begun if self._pool else {}
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
        """Return the waiting jobs whose dependencies are met. What depends on a failed job never is."""
        if self._halted:
            return []
        done = {name for name, outcome in self.outcomes.items() if outcome.error is None}
        ready = done | self._followed
        return [job for job in self._waiting if done.issuperset(job.after) and ready.issuperset(job.follows)]

    def _first_with_room(self) -> Job | None:
        """Return the first ready job that fits into memory beside those running; where none is running, the first."""
        ready, together = self._ready(), self._limits.together
        if together is None or not self.running:
            return next(iter(ready), None)
        left = together - sum(work.job.memory for work in self.running)
        return next((job for job in ready if job.memory <= left), None)

    def _begin(self, job: Job) -> None:
        self._waiting.remove(job)
        self.running.append(RunningJob(job, self._limits, self._pool))
        self._call(self._listener.begun, job)

    def _listen(self) -> None:
        """Wait until a child sends a message, ends or is late, or an interruption arrives, and handle each of these."""
        soonest = min((work.next_look for work in self.running), default=0.0)
        others: list[Any] = [self._listener.interrupt] if self._listener.interrupt else []
        connections = [each for work in self.running for each in work.process.connections]
        ready = wait([*others, *connections], max(soonest - time.monotonic(), 0))
        for work in self.running:
            if work.process.pipe in ready:
                self._hear(work)
            elif work.process.ended in ready:
                work.give_up(work.process.how_it_ended())
            elif work.look():
                self._call(self._listener.still, work.job, work.last_message, work.seconds)
        for work in [work for work in self.running if work.done]:
            self.running.remove(work)
            self.outcomes[work.job.name] = work.outcome
            self._call(self._listener.finished, work.job, work.outcome)
        if any(other in ready for other in others):
            self._call(self._listener.interrupted)

    def _hear(self, work: RunningJob) -> None:
        message = work.listen()
        if message == FOLLOW:
            self._followed.add(work.job.name)
        elif message is not None:
            self._call(self._listener.heard, work.job, message)

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
    """Run the block, then report ``what`` with its duration in seconds to ``say``."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
