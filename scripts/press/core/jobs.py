"""Jobs done in child processes, some at a time, each watched: none outlives its time, its parent or a fault of another."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from press.core.processes import ChildProcess

Say = Callable[[str], None]
# Said by a job of which others may already have what they follow it for.
FOLLOW = "others may follow"


class HaltError(Exception):
    """Has nothing more begun, where who is told of jobs (`Listener`) raises it."""


@dataclass(frozen=True)
class Job:
    """A ``function`` of a module with its ``arguments``; not begun before the jobs called ``after`` went well, and those it ``follows`` or said `FOLLOW`.

    One that ``stays`` is done, where processes can stand by, by that which did the last of its name and has at hand what that left there.
    What is ``expendable`` is ended where jobs are interrupted; others end by themselves. ``memory`` is how many bytes it takes at most, as
    far as that is known.
    """

    name: Hashable
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    after: tuple[Hashable, ...] = ()
    follows: tuple[Hashable, ...] = ()
    stays: bool = False
    expendable: bool = False
    memory: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of a job: its ``value``, or the ``error`` that it raised; ``seconds`` by the clock."""

    value: Any = None
    error: BaseException | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Limits:
    """How many children ``at_once``; ``silence`` is how many seconds one may go without a word, ``memory`` how many bytes it may use.

    ``together`` is how many bytes jobs at work side by side may take, as far as theirs are known; one alone may take more.
    """

    at_once: int = os.cpu_count() or 1
    silence: float = 900.0
    memory: int | None = None
    together: int | None = None


@dataclass
class StandingBy:
    """Processes by the names of jobs: some are ``waiting`` for their next one, some have ``begun`` with it already. Who makes one ends it."""

    waiting: dict[Hashable, ChildProcess] = field(default_factory=dict)
    begun: dict[Hashable, ChildProcess] = field(default_factory=dict)

    def retain(self, names: Container[Hashable]) -> None:
        """End all that wait but those for jobs called ``names``."""
        for name in [name for name in self.waiting if name not in names]:
            self.waiting.pop(name).kill()

    def begin(self, job: Job) -> None:
        """Have the process that waits for ``job``, if one does, begin with it."""
        process = self.waiting.pop(job.name, None)
        if process and process.ask((job.function, job.arguments)):
            self.begun[job.name] = process
        elif process:
            process.kill()

    def end(self) -> None:
        """End all."""
        self.retain(())
        while self.begun:
            self.begun.popitem()[1].kill()


@dataclass(frozen=True)
class Listener:
    """Who is told while jobs run, in this process: of each as it has ``finished``, and of what it says (``heard``).

    ``meanwhile`` gives what this process itself can do now, if anything, which takes the place of a child. Where something comes
    through ``interrupt``, ``interrupted`` is called, which has to take it in. A `HaltError` of one of these has no other job begun.
    """

    finished: Callable[[Job, Outcome], None] = lambda job, outcome: None
    heard: Callable[[Job, Any], None] = lambda job, content: None
    meanwhile: Callable[[], Callable[[], None] | None] = lambda: None
    interrupted: Callable[[], None] = lambda: None
    interrupt: Connection | None = None


def run_jobs(
    jobs: Sequence[Job],
    limits: Limits | None = None,
    listener: Listener | None = None,
    standing_by: StandingBy | None = None,
) -> dict[Hashable, Outcome]:
    """Run ``jobs`` in the order given, as far as they need not wait; return their outcomes by name.

    Jobs after one that failed are not begun and have no outcome, as those that are interrupted have none.
    """
    run = _Run(list(jobs), limits or Limits(), listener or Listener(), standing_by)
    try:
        run.to_the_end()
    finally:
        for work in run.running:
            work.process.kill()
    return run.outcomes


class _Run:
    """Jobs that wait, those at work, and the outcomes of the others."""

    def __init__(self, jobs: list[Job], limits: Limits, listener: Listener, standing_by: StandingBy | None) -> None:
        self.outcomes: dict[Hashable, Outcome] = {}
        self._waiting, self._limits, self._listener, self._standing_by = jobs, limits, listener, standing_by
        self.running, self._followed, self._halted = list[_Work](), set[Hashable](), False

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
        self.running.append(_Work(job, self._limits, self._standing_by))

    def _listen(self) -> None:
        """Wait until a child says something or is late, or an interruption comes; take in what there is."""
        soonest = min((work.deadline for work in self.running), default=0.0)
        others = [self._listener.interrupt] if self._listener.interrupt else []
        heard = wait([*others, *(work.process.pipe for work in self.running)], max(soonest - time.monotonic(), 0))
        for work in self.running:
            if work.process.pipe in heard:
                self._hear(work)
            elif time.monotonic() >= work.deadline:
                work.give_up(f"it went {work.limits.silence:.0f} seconds without a word")
        for work in [work for work in self.running if work.done]:
            self.running.remove(work)
            self.outcomes[work.job.name] = work.outcome
            self._call(self._listener.finished, work.job, work.outcome)
        if any(other in heard for other in others):
            self._call(self._listener.interrupted)

    def _hear(self, work: _Work) -> None:
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


class _Work:
    """A job in its process."""

    def __init__(self, job: Job, limits: Limits, standing_by: StandingBy | None) -> None:
        self.job, self.limits, self._standing_by = job, limits, standing_by
        self.outcome, self.done = Outcome(), False
        self._said: Any = None
        self._started = time.monotonic()
        self.deadline = self._started + limits.silence
        self.process = self._process()

    def _process(self) -> ChildProcess:
        """Return the process that stands by for the job, at work on it, or a new one."""
        if self._standing_by:
            self._standing_by.begin(self.job)
            if begun := self._standing_by.begun.pop(self.job.name, None):
                return begun
        return ChildProcess((self.job.function, self.job.arguments), self.limits.memory)

    def listen(self) -> Any:
        """Take in what the child says: a word, which is returned, or its result."""
        try:
            kind, content = self.process.heard()
        except EOFError:
            self.give_up(self.process.how_it_ended())
            return None
        if kind == "said":
            self._said, self.deadline = content, time.monotonic() + self.limits.silence
            return content
        self._end(**{kind: content})
        if kind == "value" and self.job.stays and self._standing_by:
            self._standing_by.waiting[self.job.name] = self.process
        else:
            self.process.kill()
        return None

    def give_up(self, reason: str) -> None:
        """End the child, which has no result for a ``reason``."""
        self._end(error=self.process.died(reason, self._said))
        self.process.kill()

    def _end(self, value: Any = None, error: BaseException | None = None) -> None:
        self.outcome, self.done = Outcome(value, error, time.monotonic() - self._started), True


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Say ``what`` and its duration once it is done."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
