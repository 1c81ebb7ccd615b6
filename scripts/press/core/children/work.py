"""Name a job for a child process, and watch over it there: it neither hangs nor takes too much, and what it says is heard."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Hashable
from dataclasses import dataclass, field
from typing import Any

from press.core.children.memory import memory_of
from press.core.children.processes import ChildDiedError, ChildProcess

# Seconds after which is said that a job is still at work; then again each time that as many have passed as the last of these.
_STILL = (10.0, 30.0, 60.0)
_LOOK = 1.0  # seconds between two looks at the memory of children


class MemoryLimitError(ChildDiedError):
    """A child was ended because it, and what it had begun, held more memory than it may."""


class HeartbeatTimeoutError(ChildDiedError):
    """A child was ended because it said nothing for longer than it may."""


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
    """How many children ``at_once``; ``heartbeat_timeout`` is how many seconds one may go without a word, ``memory`` how many bytes it may use.

    ``tree`` is how many bytes one and all that it begins may hold, which is looked at again and again. ``together`` is how many bytes jobs at work side by side may take, as far as theirs are known; one alone may take more.
    """

    at_once: int = os.cpu_count() or 1
    heartbeat_timeout: float = 900.0
    memory: int | None = None
    tree: int | None = None
    together: int | None = None


@dataclass
class WorkerPool:
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


class RunningJob:
    """A job in its process."""

    def __init__(self, job: Job, limits: Limits, standing_by: WorkerPool | None) -> None:
        self.job, self.limits, self._standing_by = job, limits, standing_by
        self.outcome, self.done = Outcome(), False
        self.said: Any = None
        self._started = time.monotonic()
        self._deadline = self._started + limits.heartbeat_timeout
        self._told = 0
        self.process = self._process()

    @property
    def seconds(self) -> float:
        """For how long it has been at work."""
        return time.monotonic() - self._started

    @property
    def next_look(self) -> float:
        """When to look at it again, by the clock that only goes forward."""
        looks = [self._deadline, self._started + self._still()]
        return min([*looks, time.monotonic() + _LOOK] if self.limits.tree else looks)

    def _still(self) -> float:
        return _STILL[self._told] if self._told < len(_STILL) else _STILL[-1] * (self._told - len(_STILL) + 2)

    def look(self) -> bool:
        """End it where it is late or holds too much; tell whether it is time to say that it is at work."""
        if time.monotonic() >= self._deadline:
            self.give_up(f"it went {self.limits.heartbeat_timeout:.0f} seconds without a word", HeartbeatTimeoutError)
        elif self.limits.tree and memory_of(self.process.number, self.limits.tree) > self.limits.tree:
            self.give_up(f"it held more than {self.limits.tree} bytes", MemoryLimitError)
        elif self.seconds >= self._still():
            self._told += 1
            return True
        return False

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
            self.said, self._deadline = content, time.monotonic() + self.limits.heartbeat_timeout
            return content
        self._end(**{kind: content})
        if kind == "value" and self.job.stays and self._standing_by:
            self._standing_by.waiting[self.job.name] = self.process
        else:
            self.process.kill()
        return None

    def give_up(self, reason: str, kind: type[ChildDiedError] = ChildDiedError) -> None:
        """End the child, which has no result for a ``reason``, an error of a ``kind``."""
        self._end(error=self.process.died(reason, self.said, kind))
        self.process.kill()

    def _end(self, value: Any = None, error: BaseException | None = None) -> None:
        self.outcome, self.done = Outcome(value, error, time.monotonic() - self._started), True
