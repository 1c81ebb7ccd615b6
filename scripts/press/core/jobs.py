"""Jobs done in child processes, some at a time, each watched: none outlives its time, its parent or a fault of another."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from press.core.processes import ChildProcess

Say = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """A ``function`` of a module with its ``arguments``; not begun before the jobs called ``after`` went well.

    Jobs of the same ``place`` are done by one process, which has at hand what those before have left there. They must follow one another.
    ``memory`` is how many bytes it takes at most, as far as that is known.
    """

    name: Hashable
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    after: tuple[Hashable, ...] = ()
    place: Hashable = None
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
class Residents:
    """Processes that wait for their next job, by place. Who makes one ends it."""

    waiting: dict[Hashable, ChildProcess] = field(default_factory=dict)

    def retain(self, places: Container[Hashable]) -> None:
        """End all that wait but those in ``places``."""
        for place in [place for place in self.waiting if place not in places]:
            self.waiting.pop(place).kill()

    def end(self) -> None:
        """End all that wait."""
        self.retain(())


Finished = Callable[[Job, Outcome], None]


def run_jobs(
    jobs: Sequence[Job],
    limits: Limits | None = None,
    finished: Finished | None = None,
    residents: Residents | None = None,
    meanwhile: Callable[[], Callable[[], None] | None] = lambda: None,
) -> dict[Hashable, Outcome]:
    """Run ``jobs`` in the order given, as far as they need not wait; return their outcomes by name.

    ``finished`` is called in this process as each ends. ``meanwhile`` gives what this process itself can do now, if anything, which
    takes the place of a child. Jobs after one that failed are not begun and have no outcome. Without
    ``residents``, the process of a place ends with the last of its jobs; one in which a job failed ends in any case.
    """
    limits, places = limits or Limits(), residents or Residents()
    waiting, running, outcomes = list(jobs), list[_Work](), dict[Hashable, Outcome]()
    ready = _ready(waiting, outcomes)
    try:
        while running or ready:
            own = meanwhile()
            at_once = limits.at_once - (1 if own else 0)
            while len(running) < at_once and (job := _first_with_room(ready, running, limits.together)):
                ready.remove(job)
                waiting.remove(job)
                running.append(_Work(job, limits, places))
            if own:
                own()
                ready = _ready(waiting, outcomes)
                continue
            for work in _ended(running):
                running.remove(work)
                outcomes[work.job.name] = work.outcome
                if finished:
                    finished(work.job, work.outcome)
            if residents is None:
                places.retain({job.place for job in waiting})
            ready = _ready(waiting, outcomes)
    finally:
        for work in running:
            work.process.kill()
        if residents is None:
            places.end()
    return outcomes


def _ready(waiting: list[Job], outcomes: dict[Hashable, Outcome]) -> list[Job]:
    """The jobs that need not wait for another. What follows a job that failed never is."""
    done = {name for name, outcome in outcomes.items() if outcome.error is None}
    return [job for job in waiting if done.issuperset(job.after)]


def _first_with_room(ready: list[Job], running: list[_Work], together: int | None) -> Job | None:
    """Return the first job that ``together`` bytes hold beside those at work; beside none, the first of all."""
    if together is None or not running:
        return next(iter(ready), None)
    left = together - sum(work.job.memory for work in running)
    return next((job for job in ready if job.memory <= left), None)


def _ended(running: list[_Work]) -> list[_Work]:
    """Wait until a child says something or is late; return the work that has an outcome."""
    soonest = min((work.deadline for work in running), default=0.0)
    heard = wait([work.process.pipe for work in running], max(soonest - time.monotonic(), 0))
    for work in running:
        if work.process.pipe in heard:
            work.listen()
        elif time.monotonic() >= work.deadline:
            work.give_up(f"it went {work.limits.silence:.0f} seconds without a word")
    return [work for work in running if work.done]


class _Work:
    """A job in its process."""

    def __init__(self, job: Job, limits: Limits, residents: Residents) -> None:
        self.job, self.limits, self._residents = job, limits, residents
        self.outcome, self.done = Outcome(), False
        self._said: Any = None
        self._started = time.monotonic()
        self.deadline = self._started + limits.silence
        self.process = self._process()

    def _process(self) -> ChildProcess:
        """The process that waits in the place of the job, at work on it, or a new one."""
        task = (self.job.function, self.job.arguments)
        resident = self._residents.waiting.pop(self.job.place, None)
        if resident is not None:
            if resident.ask(task):
                return resident
            resident.kill()
        return ChildProcess(task, self.limits.memory)

    def listen(self) -> None:
        """Take in what the child says: a word, or its result."""
        try:
            kind, content = self.process.heard()
        except EOFError:
            self.give_up(self.process.how_it_ended())
            return
        if kind == "said":
            self._said, self.deadline = content, time.monotonic() + self.limits.silence
            return
        self._end(**{kind: content})
        if kind == "value" and self.job.place is not None:
            self._residents.waiting[self.job.place] = self.process
        else:
            self.process.kill()

    def give_up(self, reason: str) -> None:
        """End the child, which has no result for a ``reason``."""
        self._end(error=self.process.died(reason, self._said))
        self.process.kill()

    def _end(self, value: Any = None, error: BaseException | None = None) -> None:
        self.outcome, self.done = Outcome(value, error, time.monotonic() - self._started), True


def available_memory(system: Path = Path("/")) -> int | None:
    """Return how many bytes new processes may take: what Linux has free, in a container as far as its limit allows; elsewhere None."""
    free = _number_after("MemAvailable:", system / "proc/meminfo")
    if free is None:
        return None
    group = system / "sys/fs/cgroup"
    most, taken = _number_after("", group / "memory.max"), _number_after("anon", group / "memory.stat")
    return free * 1024 if most is None else min(free * 1024, most - (taken or 0))


def _number_after(name: str, path: Path) -> int | None:
    """Return the number after a ``name`` in a file of the system; None where there is no such file or number."""
    try:
        found = re.search(rf"^{name}\s*(\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) if found else None


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Say ``what`` and its duration once it is done."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
