"""Run a job in a child process and enforce limits on its time and memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Hashable
from dataclasses import dataclass, field
from typing import Any

from press.core.children.memory import memory_of
from press.core.children.processes import ChildDiedError, ChildProcess

# Seconds after which a job is reported to be still running; then again after each further interval of the last of these.
_STILL = (10.0, 30.0, 60.0)
_LOOK = 1.0  # seconds between two measurements of the memory of children


class MemoryLimitError(ChildDiedError):
    """A child was ended because it and its descendants held more memory than allowed."""


class HeartbeatTimeoutError(ChildDiedError):
    """A child was ended because it sent no message for longer than allowed."""


@dataclass(frozen=True)
class Job:
    """A ``function`` of a module and its ``arguments``.

    It is begun once the jobs named in ``after`` have succeeded, and those in ``follows`` have too or have sent `FOLLOW`. If it ``stays``, its
    process waits in the `WorkerPool` for the next job of the same ``name``, with what it has in memory. If it is ``expendable``, a halt ends it;
    others finish. ``memory`` is an estimate of the most bytes that it takes.
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
    """The outcome of a job: its ``value`` or the ``error`` that it raised, and the ``seconds`` that it took."""

    value: Any = None
    error: BaseException | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Limits:
    """Limits of `run_jobs`: ``at_once`` children at a time, each ``heartbeat_timeout`` seconds without a message and ``memory`` bytes.

    ``tree`` is how many bytes a child and its descendants may hold, measured every second. ``together`` is how many bytes the jobs that run
    at the same time may take by their estimates; a single one may take more.
    """

    at_once: int = os.cpu_count() or 1
    heartbeat_timeout: float = 900.0
    memory: int | None = None
    tree: int | None = None
    together: int | None = None


@dataclass
class WorkerPool:
    """Processes by the names of jobs: those ``waiting`` for the next one, and those that have ``begun`` it already. Its owner ends it."""

    waiting: dict[Hashable, ChildProcess] = field(default_factory=dict)
    begun: dict[Hashable, ChildProcess] = field(default_factory=dict)

    def retain(self, names: Container[Hashable]) -> None:
        """End all waiting processes but those for the jobs in ``names``."""
        for name in [name for name in self.waiting if name not in names]:
            self.waiting.pop(name).kill()

    def begin(self, job: Job) -> None:
        """Start ``job`` in the process that waits for it, if there is one."""
        process = self.waiting.pop(job.name, None)
        if process and process.send((job.function, job.arguments)):
            self.begun[job.name] = process
        elif process:
            process.kill()

    def end(self) -> None:
        """End all processes."""
        self.retain(())
        while self.begun:
            self.begun.popitem()[1].kill()


class RunningJob:
    """A job and the process that runs it."""

    def __init__(self, job: Job, limits: Limits, pool: WorkerPool | None) -> None:
        self.job, self.limits, self._pool = job, limits, pool
        self.outcome, self.done = Outcome(), False
        self.last_message: Any = None
        self._started = time.monotonic()
        self._deadline = self._started + limits.heartbeat_timeout
        self._reports = 0
        self.process = self._process()

    @property
    def seconds(self) -> float:
        """Return the seconds since it was begun."""
        return time.monotonic() - self._started

    @property
    def next_look(self) -> float:
        """Return the time of the next `look`, by the monotonic clock."""
        looks = [self._deadline, self._started + self._seconds_to_report()]
        return min([*looks, time.monotonic() + _LOOK] if self.limits.tree else looks)

    def _seconds_to_report(self) -> float:
        return _STILL[self._reports] if self._reports < len(_STILL) else _STILL[-1] * (self._reports - len(_STILL) + 2)

    def look(self) -> bool:
        """End it where it exceeds its time or memory; return whether to report that it is still running."""
        if time.monotonic() >= self._deadline:
            self.give_up(f"it went {self.limits.heartbeat_timeout:.0f} seconds without a word", HeartbeatTimeoutError)
        elif self.limits.tree and memory_of(self.process.number, self.limits.tree) > self.limits.tree:
            self.give_up(f"it held more than {self.limits.tree} bytes", MemoryLimitError)
        elif self.seconds >= self._seconds_to_report():
            self._reports += 1
            return True
        return False

    def _process(self) -> ChildProcess:
        """Return the process of the pool that runs the job, or a new one."""
        if self._pool:
            self._pool.begin(self.job)
            if begun := self._pool.begun.pop(self.job.name, None):
                return begun
        return ChildProcess((self.job.function, self.job.arguments), self.limits.memory)

    def listen(self) -> Any:
        """Receive what the child sends: return a message; store a result or an error as the outcome."""
        try:
            kind, content = self.process.receive()
        except EOFError:
            self.give_up(self.process.how_it_ended())
            return None
        if kind == "said":
            self.last_message, self._deadline = content, time.monotonic() + self.limits.heartbeat_timeout
            return content
        self._end(**{kind: content})
        if kind == "value" and self.job.stays and self._pool:
            self._pool.waiting[self.job.name] = self.process
        else:
            self.process.kill()
        return None

    def give_up(self, reason: str, kind: type[ChildDiedError] = ChildDiedError) -> None:
        """End the child; its outcome is an error of class ``kind`` for the ``reason``."""
        self._end(error=self.process.death_error(reason, self.last_message, kind))
        self.process.kill()

    def _end(self, value: Any = None, error: BaseException | None = None) -> None:
        self.outcome, self.done = Outcome(value, error, time.monotonic() - self._started), True
