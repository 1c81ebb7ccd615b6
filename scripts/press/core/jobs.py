"""Run jobs in child processes, several at a time: none outlives its parent, its time, or the failure of another.

A child is forked where that is safe, and so shares the imports of its parent. Elsewhere it is spawned: slower, with the same outcome.
`concurrent.futures` would not do: where one process of its pool dies, all jobs are lost, and nobody can tell which was at work in it.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Self

from press.core.errors import PressError

Say = Callable[[str], None]
# Processes that wait for the next job, by its name.
Idle = dict[Any, "Child"]

# Thresholds of Python's garbage collector for its three generations; by default 700, 10 and 10. Doctrees and modules are many objects
# that stay, and going through all of them again and again takes a third of the time for reading, and a sixth of that for imports.
THRESHOLDS = (50_000, 20, 50)
_FORKING = {"safe": sys.platform == "linux"}
_PR_SET_PDEATHSIG = 1
_TURN = 60.0  # seconds of waiting at once


@dataclass(frozen=True)
class Job:
    """A ``function`` of a module and its ``arguments``, begun once all named in ``after`` are `Reached` or have succeeded.

    If it ``stays``, its process waits for the next job of the same ``name``, with what it has in memory. If it is ``expendable``, a halt ends
    it; others finish.
    """

    name: Any
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    after: tuple[Hashable, ...] = ()
    stays: bool = False
    expendable: bool = False


@dataclass(frozen=True)
class Reached:
    """A message of a job that has come so far that jobs ``after`` this ``name`` may begin."""

    name: Any


@dataclass(frozen=True)
class Outcome:
    """The outcome of a job: its ``value`` or the ``error`` that it raised, and the ``seconds`` that it took."""

    value: Any = None
    error: BaseException | None = None
    seconds: float = 0.0


class ChildDiedError(Exception):
    """A child ended without a result, as the message tells in plain words; ``said`` is the last that it said."""

    said: Any = None


class LateError(ChildDiedError):
    """A child was ended because it said nothing for longer than allowed."""


# What is told of a job first, before what it says itself, and its `Outcome` last.
BEGUN = "begun"


def forbid_forking() -> None:
    """Switch from forking children to spawning them, before something starts threads that a forked child could wait for in vain."""
    _FORKING["safe"] = False


def can_fork() -> bool:
    """Return whether children of this process are forked."""
    return _FORKING["safe"]


class Child:
    """A process that calls ``function``.

    It sends ``("said", ...)``, and at its end ``("value", ...)`` or ``("error", ...)``.
    """

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
        self.process = context.Process(target=_work, args=((function, arguments), theirs, os.getpid()))
        # The child shares the memory of its parent until it is written to, which garbage collection would do.
        gc.freeze()
        self.process.start()
        gc.unfreeze()
        theirs.close()
        # Readable once it has ended. What it has forked may hold open the pipes that would tell.
        self.ended = os.pidfd_open(self.process.pid) if sys.platform == "linux" else self.process.sentinel

    def send(self, content: Any) -> bool:
        """Send it what it waits for: a message (`receive_from_parent`), or its next function and arguments.

        Return whether it lives to take it.
        """
        with suppress(OSError):
            self.pipe.send(content)
        return bool(self.process.is_alive())

    def receive(self) -> tuple[str, Any]:
        """Return the next that it sends; raise ChildDiedError where it has ended."""
        try:
            kind, content = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            raise self.died() from None
        return kind, content

    def died(self, reason: str = "", kind: type[ChildDiedError] = ChildDiedError) -> ChildDiedError:
        """Return an error of class ``kind`` for a child that has ended by itself, or that is ended now for a ``reason``."""
        if reason:
            self._end()
        self.process.join()
        code = self.process.exitcode or 0
        how = f"ended by itself with the code {code}"
        if code < 0:
            how = f"was ended by the signal {signal.Signals(-code).name}"
        return kind(reason or f"it {how}")

    def kill(self) -> None:
        """End it, whatever it is doing, and what it has started."""
        self._end()
        self.process.join()
        self.pipe.close()
        if sys.platform == "linux":
            os.close(self.ended)

    def _end(self) -> None:
        if hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()


def end_idle(idle: Idle, besides: Container[Hashable] = ()) -> None:
    """End all processes that wait for their next job but those for the jobs in ``besides``."""
    for name in [name for name in idle if name not in besides]:
        idle.pop(name).kill()


@dataclass(eq=False)
class _Running:
    """A job at work in a ``child``, since when, what it said last and when."""

    job: Job
    child: Child
    begun: float = field(default_factory=time.monotonic)
    said: Any = None
    spoke: float = field(default_factory=time.monotonic)


def run_jobs(jobs: Sequence[Job], **options: Any) -> dict[Hashable, Outcome]:
    """Run ``jobs`` to their end and return their outcomes by name; the ``options`` are those of `Run`."""
    with Run([*jobs], **options) as run:
        return {job.name: said for job, said in run if job and isinstance(said, Outcome)}


@dataclass
class Run:
    """Run jobs in the order given, as far as dependencies allow, while a ``with`` block goes through what is told of them.

    Yields each job with what is told of it, and None in place of a job where ``interrupt`` is readable, which the caller reads.
    ``at_once`` jobs run at a time, by default as many as there are processors; one that says nothing for the seconds of ``silence`` is ended.
    Jobs that stay are handed to the processes that ``idle`` has of their names. Jobs that depend on a failed one are not begun and have no
    outcome, nor have those that a halt ended. Leaving the block ends them all, as an interruption from the keyboard does.
    """

    waiting: list[Job]
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    silence: float = float("inf")
    idle: Idle = field(default_factory=dict)
    interrupt: Connection | None = None
    at_work: list[_Running] = field(default_factory=list)
    reached: set[Hashable] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for work in self.at_work:
            work.child.kill()

    def __iter__(self) -> Iterator[tuple[Job | None, Any]]:
        while self.at_work or self._next():
            while len(self.at_work) < self.at_once and (job := self._next()):
                self._begin(job)
                yield job, BEGUN
            yield from self._wait()

    def halt(self) -> None:
        """Begin no more jobs, and end those that are expendable."""
        self.waiting.clear()
        for work in [work for work in self.at_work if work.job.expendable]:
            self.at_work.remove(work)
            work.child.kill()

    def _next(self) -> Job | None:
        """Return the first waiting job whose dependencies are met; those of one that depends on a failed job never are."""
        return next((job for job in self.waiting if self.reached.issuperset(job.after)), None)

    def _begin(self, job: Job) -> None:
        self.waiting.remove(job)
        child = self.idle.pop(job.name, None)
        if child is not None and not child.send((job.function, job.arguments)):
            child.kill()
            child = None
        self.at_work.append(_Running(job, child or Child(job.function, *job.arguments)))

    def _wait(self) -> Iterator[tuple[Job | None, Any]]:
        """Wait until a child sends something, ends or is late, or an interruption arrives, and tell each of these."""
        soonest = min((work.spoke + self.silence for work in self.at_work), default=0.0)
        other = [self.interrupt] if self.interrupt else []
        watched = [each for work in self.at_work for each in (work.child.pipe, work.child.ended)]
        # Systems know no endless number of seconds.
        ready = wait([*other, *watched], max(min(soonest - time.monotonic(), _TURN), 0))
        for work in list(self.at_work):
            if work not in self.at_work:
                # A halt has ended it.
                continue
            try:
                if work.child.pipe in ready:
                    kind, content = work.child.receive()
                elif work.child.ended in ready:
                    raise work.child.died()
                elif time.monotonic() >= work.spoke + self.silence:
                    raise work.child.died(f"it went {self.silence:.0f} seconds without a word", LateError)
                else:
                    continue
            except ChildDiedError as error:
                error.said = work.said
                kind, content = "error", error
            if kind == "said":
                work.said, work.spoke = content, time.monotonic()
                if isinstance(content, Reached):
                    self.reached.add(content.name)
                yield work.job, content
            else:
                yield work.job, self._finish(work, **{kind: content})
        if other and other[0] in ready:
            yield None, other[0]

    def _finish(self, work: _Running, value: Any = None, error: BaseException | None = None) -> Outcome:
        self.at_work.remove(work)
        # A fault of the book leaves the process as good as it was.
        if work.job.stays and (error is None or isinstance(error, PressError)):
            self.idle[work.job.name] = work.child
        else:
            work.child.kill()
        if error is None:
            self.reached.add(work.job.name)
        return Outcome(value, error, time.monotonic() - work.begun)


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Run the block, then report ``what`` with its duration in seconds to ``say``."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")


# What follows runs in the child. It is the only one with a line to its parent, not what it forks.
_CONNECTION: dict[int, Connection] = {}


def parent_connection() -> Connection:
    """Return the connection to the parent of this child, to wait for it beside other things."""
    return _CONNECTION[os.getpid()]


def send_to_parent(content: Any) -> None:
    """Send a message to the parent; nothing where this is no child."""
    if connection := _CONNECTION.get(os.getpid()):
        connection.send(("said", content))


def receive_from_parent() -> Any:
    """Wait for a message of the parent; end this process if the parent is gone."""
    try:
        return parent_connection().recv()
    except EOFError:
        os._exit(0)


def _work(task: Any, pipe: Connection, parent: int) -> None:
    child = os.getpid()
    _CONNECTION[child] = pipe
    if hasattr(os, "setpgid"):
        # With all that it starts it can be ended at once, and an interruption from the keyboard reaches its parent alone.
        os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    # What it prints nobody reads, even that of libraries in C.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    # The parent may have replaced them by streams without a file descriptor, which kernels ask for.
    sys.stdout, sys.stderr = sys.__stdout__ or sys.stdout, sys.__stderr__ or sys.stderr
    with suppress(EOFError):
        while True:
            result = _result_of(*task)
            if os.getpid() != child:
                # This is a process that the task has forked.
                break
            pipe.send_bytes(result)
            task = pipe.recv()
    # Exit handlers of libraries may take long, and nothing more is needed of this process.
    os._exit(0)


def _result_of(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """Return what ``function`` returns or raises, pickled; an error with its traceback as a note."""
    try:
        return pickle.dumps(("value", function(*arguments)))
    except BaseException as error:
        text = "".join(traceback.format_exception(error))
        error.add_note(text)
        try:
            content = pickle.dumps(("error", error))
            pickle.loads(content)
        except Exception:
            content = pickle.dumps(("error", ChildDiedError(text)))
        return content
