"""Functions run in child processes, some at a time, each watched: none outlives its time, its parent or a fault of another.

A child is forked where that is safe, and so has at hand what the parent has imported. Where it is not, or where the
system has no fork, it starts afresh and imports for itself: slower, with the same outcome.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import IO, Any

# A child that has given its result may take this long to end, in seconds.
_GRACE = 5.0
_PR_SET_PDEATHSIG = 1
_LOG_LINES = 200
_FORKING = {"safe": sys.platform == "linux"}


class ChildDiedError(Exception):
    """A child ended without a result. ``said`` is the last that it told, ``reason`` how it ended, in plain words."""

    def __init__(self, reason: str, said: Any = None) -> None:
        super().__init__(reason, said)
        self.reason, self.said = reason, said

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Job:
    """A ``function`` of a module with its ``arguments``; not begun before the job called ``after``, if there is one, went well."""

    name: Hashable
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    after: Hashable = None


@dataclass(frozen=True)
class Outcome:
    """What came of a job: its ``value``, or the ``error`` that it raised; ``seconds`` by the clock."""

    value: Any = None
    error: BaseException | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Limits:
    """How many children ``at_once``; ``silence`` is how many seconds one may go without a word, ``memory`` how many bytes it may use."""

    at_once: int = os.cpu_count() or 1
    silence: float = 900.0
    memory: int | None = None


Finished = Callable[[Job, Outcome], None]


def forbid_forking() -> None:
    """To be called before something is used that starts threads of its own which a forked child could wait for in vain."""
    _FORKING["safe"] = False


def can_fork() -> bool:
    """Whether children of this process are forked."""
    return _FORKING["safe"]


def run_jobs(
    jobs: Sequence[Job], limits: Limits | None = None, finished: Finished | None = None
) -> dict[Hashable, Outcome]:
    """Run ``jobs`` in the order given, as far as they need not wait; return their outcomes by name.

    ``finished`` is called in this process as each ends. Jobs after one that failed are not begun and have no outcome.
    """
    limits = limits or Limits()
    waiting, running, outcomes = list(jobs), list[_Child](), dict[Hashable, Outcome]()
    ready = _ready(waiting, outcomes)
    try:
        while running or ready:
            for job in ready[: limits.at_once - len(running)]:
                waiting.remove(job)
                running.append(_Child(job, limits))
            for child in _ended(running):
                running.remove(child)
                outcomes[child.job.name] = child.outcome
                if finished:
                    finished(child.job, child.outcome)
            ready = _ready(waiting, outcomes)
    finally:
        for child in running:
            child.kill()
    return outcomes


def _ready(waiting: list[Job], outcomes: dict[Hashable, Outcome]) -> list[Job]:
    """The jobs that need not wait for another. What follows a job that failed never is."""
    done = {None} | {name for name, outcome in outcomes.items() if outcome.error is None}
    return [job for job in waiting if job.after in done]


def _ended(running: list[_Child]) -> list[_Child]:
    """Wait until a child says something or is late; return those that have an outcome."""
    soonest = min((child.deadline for child in running), default=0.0)
    heard = wait([child.pipe for child in running], max(soonest - time.monotonic(), 0))
    for child in running:
        if child.pipe in heard:
            child.listen()
        elif time.monotonic() >= child.deadline:
            child.end(f"it went {child.limits.silence:.0f} seconds without a word")
    return [child for child in running if child.done]


class _Child:
    """A process at work on a job."""

    def __init__(self, job: Job, limits: Limits) -> None:
        self.job, self.limits = job, limits
        self.outcome, self.done = Outcome(), False
        self._said: Any = None
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed when the child has ended
        self._started = time.monotonic()
        self.deadline = self._started + limits.silence
        self.pipe, theirs = multiprocessing.Pipe(duplex=False)
        self._process = _process(job, limits, theirs, self._log)
        theirs.close()

    def listen(self) -> None:
        """Take in what the child says: a word, or its result."""
        try:
            kind, content = pickle.loads(self.pipe.recv_bytes())
        except EOFError:
            self._process.join(_GRACE)
            self.end(_how(self._process.exitcode))
            return
        if kind == "said":
            self._said, self.deadline = content, time.monotonic() + self.limits.silence
        else:
            self._finish(Outcome(**{kind: content}, seconds=time.monotonic() - self._started))

    def end(self, reason: str) -> None:
        """End the child, which has no result for a ``reason``."""
        self._process.kill()
        self._log.seek(0)
        printed = self._log.read().decode(errors="replace").splitlines()[-_LOG_LINES:]
        error = ChildDiedError(reason, self._said)
        if printed:
            error.add_note("\n".join(printed))
        self._finish(Outcome(error=error, seconds=time.monotonic() - self._started))

    def _finish(self, outcome: Outcome) -> None:
        self._process.join(_GRACE)
        self.outcome, self.done = outcome, True
        self.kill()

    def kill(self) -> None:
        """End the child, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()
        self._log.close()


def _process(job: Job, limits: Limits, pipe: Connection, log: IO[bytes]) -> BaseProcess:
    """A started process. Python from 3.12 on warns of every thread when it forks; those that matter are known here."""
    if can_fork():
        arguments: tuple[Any, ...] = (job, limits, pipe, log.fileno(), os.getpid())
        process: BaseProcess = multiprocessing.get_context("fork").Process(target=_work, args=arguments)
    else:
        process = multiprocessing.get_context("spawn").Process(
            target=_work, args=(job, limits, pipe, None, os.getpid())
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    return process


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return f"it was ended by the signal {signal.Signals(-code).name}"
    return f"it ended by itself with the code {code}"


# What follows runs in the child.


@dataclass
class _Line:
    """The line to the parent; none in a process that is no child."""

    pipe: Connection | None = None
    # Kept open, as signals may need it at any time.
    log: IO[bytes] | None = field(default=None, repr=False)


_LINE = _Line()


def say(content: Any) -> None:
    """Tell the parent, from within a job, how far it is; the time that it may be silent begins anew."""
    if _LINE.pipe is not None:
        _LINE.pipe.send_bytes(pickle.dumps(("said", content)))


def _work(job: Job, limits: Limits, pipe: Connection, log: int | None, parent: int) -> None:
    _LINE.pipe = pipe
    _end_with(parent)
    if log is not None:
        _print_to(log)
    _limit_memory(limits.memory)
    try:
        answer = ("value", job.function(*job.arguments))
        content = pickle.dumps(answer)
    except BaseException as error:
        content = _packed(error)
    pipe.send_bytes(content)
    pipe.close()
    sys.stdout.flush()
    # No more is needed of this process, and what libraries do at the end of one may take long.
    os._exit(0)


def _packed(error: BaseException) -> bytes:
    """An error as the parent gets it, with the stack that it came from."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        content = pickle.dumps(("error", error))
        pickle.loads(content)
    except Exception:
        content = pickle.dumps(("error", ChildDiedError("".join(traceback.format_exception(error)))))
    return content


def _end_with(parent: int) -> None:
    """Have the system end this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _print_to(log: int) -> None:
    """What is printed, here or by a library, goes to a file from which the parent tells the end if this process dies."""
    for stream in (1, 2):
        os.dup2(log, stream)
    # The parent may have put streams without files in their places, and kernels ask for the files.
    sys.stdout, sys.stderr = sys.__stdout__ or sys.stdout, sys.__stderr__ or sys.stderr
    _LINE.log = os.fdopen(os.dup(2), "wb", closefd=True)
    faulthandler.enable(_LINE.log)


def _limit_memory(most: int | None) -> None:
    if most is not None and sys.platform == "linux":
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
