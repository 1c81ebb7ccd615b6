"""A process that does what it is asked, one thing after another, and tells what came of it.

It is forked where that is safe, and so has at hand what the parent has imported. Elsewhere it starts afresh: slower, with the same outcome.
"""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import IO, Any

from press.core.children.memory import limit_memory
from press.core.children.trees import end_group, end_of, end_tree

# A child that has ended may take this long to be gone, in seconds.
_GRACE = 5.0
_PR_SET_PDEATHSIG = 1
_LOG_LINES = 200
_FORKING = {"safe": sys.platform == "linux"}

Task = tuple[Callable[..., Any], tuple[Any, ...]]


class ChildDiedError(Exception):
    """A child ended without a result. ``said`` is the last that it told, ``reason`` how it ended, in plain words."""

    def __init__(self, reason: str, said: Any = None) -> None:
        super().__init__(reason, said)
        self.reason, self.said = reason, said

    def __str__(self) -> str:
        return self.reason


def forbid_forking() -> None:
    """To be called before something is used that starts threads of its own which a forked child could wait for in vain."""
    _FORKING["safe"] = False


def can_fork() -> bool:
    """Whether children of this process are forked."""
    return _FORKING["safe"]


class ChildProcess:
    """A child at work on its first ``task``; it may use ``memory`` bytes. What it says comes through ``pipe``."""

    def __init__(self, task: Task, memory: int | None = None) -> None:
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed when the child has ended
        self.pipe, theirs = multiprocessing.Pipe()
        self._process = _started(task, memory, theirs, self._log)
        theirs.close()
        self.ended = end_of(self.number)

    @property
    def lines(self) -> list[Any]:
        """What becomes readable when it says something or has ended."""
        return [self.pipe] if self.ended is None else [self.pipe, self.ended]

    @property
    def number(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid or 0

    def ask(self, content: Any) -> bool:
        """Give it its next task, or a task that hears (`hear`) what it waits for; tell whether it is still there to take it."""
        try:
            self.pipe.send_bytes(pickle.dumps(content))
        except OSError:
            return False
        return self._process.is_alive()

    def heard(self) -> tuple[str, Any]:
        """The next that it said: ``("said", word)``, ``("value", result)`` or ``("error", error)``; EOFError where it has ended."""
        try:
            kind, content = pickle.loads(self.pipe.recv_bytes())
        except ConnectionResetError:
            raise EOFError from None
        return kind, content

    def how_it_ended(self) -> str:
        """In plain words. What is left of all that it had begun is ended."""
        end_group(self.number)
        self._process.join(_GRACE)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"it was ended by the signal {signal.Signals(-code).name}"
        return f"it ended by itself with the code {code}"

    def died(self, reason: str, said: Any, kind: type[ChildDiedError] = ChildDiedError) -> ChildDiedError:
        """The error, of a ``kind``, of a child that ended for a ``reason``, with the last that it printed."""
        self._end()
        self._log.seek(0)
        printed = self._log.read().decode(errors="replace").splitlines()[-_LOG_LINES:]
        error = kind(reason, said)
        if printed:
            error.add_note("\n".join(printed))
        return error

    def kill(self) -> None:
        """End it, whatever it is doing, and all that it has begun."""
        self._end()
        self._process.join()
        self._process.close()
        self.pipe.close()
        self._log.close()
        if self.ended is not None:
            os.close(self.ended)

    def _end(self) -> None:
        if self._process.is_alive():
            end_tree(self.number)
            self._process.kill()
        end_group(self.number)


def _started(task: Task, memory: int | None, pipe: Connection, log: IO[bytes]) -> BaseProcess:
    """A started process. Python from 3.12 on warns of every thread when it forks; those that matter are known here."""
    way, number = ("fork", log.fileno()) if can_fork() else ("spawn", None)
    process: BaseProcess = multiprocessing.get_context(way).Process(  # type: ignore[attr-defined]
        target=_work, args=(task, memory, pipe, number, os.getpid())
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # What the child has from here it shares as long as nobody writes into it, as looking for garbage does.
        gc.freeze()
        process.start()
        gc.unfreeze()
    return process


# What follows runs in the child.


@dataclass
class _Line:
    """The line to the parent; none in a process that is no child."""

    pipe: Connection | None = None
    # Kept open, as signals may need it at any time.
    log: IO[bytes] | None = field(default=None, repr=False)


_LINE = _Line()


def _leave_line() -> None:
    """Leave the line to the process that was forked, as two cannot speak through it."""
    if _LINE.pipe is not None:
        _LINE.pipe.close()
        _LINE.pipe = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_line)


def say(content: Any) -> None:
    """Tell the parent, from within a task, how far it is; the time that it may be silent begins anew."""
    if _LINE.pipe is not None:
        _LINE.pipe.send_bytes(pickle.dumps(("said", content)))


def hear() -> Any:
    """Wait, within a task, for what the parent asks; this process ends if that never will."""
    try:
        return pickle.loads(line().recv_bytes())
    except EOFError:
        os._exit(0)


def line() -> Connection:
    """Return the line to the parent of this child, to wait for what it asks beside other things."""
    assert _LINE.pipe is not None, "only a child has a line to its parent"
    return _LINE.pipe


def _work(task: Task | None, memory: int | None, pipe: Connection, log: int | None, parent: int) -> None:
    _LINE.pipe = pipe
    _end_with(parent)
    if log is not None:
        _print_to(log)
    limit_memory(memory)
    while task is not None:
        answer = _answer(*task)
        if _LINE.pipe is None:
            # What the task has forked came back here as well.
            os._exit(0)
        pipe.send_bytes(answer)
        sys.stdout.flush()
        task = _next(pipe)
    # No more is needed of this process, and what libraries do at the end of one may take long.
    os._exit(0)


def _next(pipe: Connection) -> Task | None:
    try:
        task: Task = pickle.loads(pipe.recv_bytes())
    except EOFError:
        return None
    return task


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps(("value", function(*arguments)))
    except BaseException as error:
        return _packed(error)


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
