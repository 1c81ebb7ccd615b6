"""Run tasks in a child process, one after another, and send their results to the parent.

The child is forked where that is safe, and so shares the parent's imports. Elsewhere it is spawned: slower, with the same outcome.
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

# Seconds to wait for the exit code of a child that has ended.
_GRACE = 5.0
_PR_SET_PDEATHSIG = 1
_LOG_LINES = 200
_FORKING = {"safe": sys.platform == "linux"}

Task = tuple[Callable[..., Any], tuple[Any, ...]]


class ChildDiedError(Exception):
    """A child ended without a result. ``said`` is its last message, ``reason`` how it ended, in plain words."""

    def __init__(self, reason: str, said: Any = None) -> None:
        super().__init__(reason, said)
        self.reason, self.said = reason, said

    def __str__(self) -> str:
        return self.reason


def forbid_forking() -> None:
    """Switch from forking children to spawning them, before something starts threads that a forked child could wait for in vain."""
    _FORKING["safe"] = False


def can_fork() -> bool:
    """Return whether children of this process are forked."""
    return _FORKING["safe"]


class ChildProcess:
    """A child working on its first ``task``, with a limit of ``memory`` bytes. Its messages arrive through ``pipe``."""

    def __init__(self, task: Task, memory: int | None = None) -> None:
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed when the child has ended
        self.pipe, theirs = multiprocessing.Pipe()
        self._process = _started(task, memory, theirs, self._log)
        theirs.close()
        self.ended = end_of(self.number)

    @property
    def lines(self) -> list[Any]:
        """Return the connections and descriptors that become readable when it sends a message or has ended."""
        return [self.pipe] if self.ended is None else [self.pipe, self.ended]

    @property
    def number(self) -> int:
        """Return the process id."""
        return self._process.pid or 0

    def ask(self, content: Any) -> bool:
        """Send it its next task, or the message that its task waits for in `hear`; return whether it is still alive to take it."""
        try:
            self.pipe.send_bytes(pickle.dumps(content))
        except OSError:
            return False
        return self._process.is_alive()

    def heard(self) -> tuple[str, Any]:
        """Return its next message: ``("said", word)``, ``("value", result)`` or ``("error", error)``; raise EOFError where it has ended."""
        try:
            kind, content = pickle.loads(self.pipe.recv_bytes())
        except ConnectionResetError:
            raise EOFError from None
        return kind, content

    def how_it_ended(self) -> str:
        """Return how it ended, in plain words, after ending what is left of its process group."""
        end_group(self.number)
        self._process.join(_GRACE)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"it was ended by the signal {signal.Signals(-code).name}"
        return f"it ended by itself with the code {code}"

    def died(self, reason: str, said: Any, kind: type[ChildDiedError] = ChildDiedError) -> ChildDiedError:
        """Return an error of class ``kind`` for a child that ended for a ``reason``, with the last lines that it printed as a note."""
        self._end()
        self._log.seek(0)
        printed = self._log.read().decode(errors="replace").splitlines()[-_LOG_LINES:]
        error = kind(reason, said)
        if printed:
            error.add_note("\n".join(printed))
        return error

    def kill(self) -> None:
        """End it, whatever it is doing, and its descendants."""
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
    """Return a started process. Python 3.12 and later warn of any thread when forking; those that matter are known here."""
    way, number = ("fork", log.fileno()) if can_fork() else ("spawn", None)
    process: BaseProcess = multiprocessing.get_context(way).Process(  # type: ignore[attr-defined]
        target=_work, args=(task, memory, pipe, number, os.getpid())
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # The child shares the parent's memory until it is written to, which garbage collection would do.
        gc.freeze()
        process.start()
        gc.unfreeze()
    return process


# What follows runs in the child.


@dataclass
class _Line:
    """The connection to the parent; none in a process that is no child."""

    pipe: Connection | None = None
    # Open for good, as faulthandler may need it at any time.
    log: IO[bytes] | None = field(default=None, repr=False)


_LINE = _Line()


def _leave_line() -> None:
    """Close the inherited connection in a process that a child has forked, as only the child itself may use it."""
    if _LINE.pipe is not None:
        _LINE.pipe.close()
        _LINE.pipe = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_line)


def say(content: Any) -> None:
    """Send a message to the parent from within a task; this restarts the heartbeat timeout."""
    if _LINE.pipe is not None:
        _LINE.pipe.send_bytes(pickle.dumps(("said", content)))


def hear() -> Any:
    """Wait, within a task, for a message of the parent; end this process if the parent is gone."""
    try:
        return pickle.loads(line().recv_bytes())
    except EOFError:
        os._exit(0)


def line() -> Connection:
    """Return the connection to the parent of this child, to wait for it beside other things."""
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
            # This is a process that the task has forked, not the child itself.
            os._exit(0)
        pipe.send_bytes(answer)
        sys.stdout.flush()
        task = _next(pipe)
    # Exit handlers of libraries may take long, and nothing more is needed of this process.
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
    """Return ``error`` pickled for the parent, with its traceback as a note."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        content = pickle.dumps(("error", error))
        pickle.loads(content)
    except Exception:
        content = pickle.dumps(("error", ChildDiedError("".join(traceback.format_exception(error)))))
    return content


def _end_with(parent: int) -> None:
    """Request from the system that this process be killed when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _print_to(log: int) -> None:
    """Send stdout and stderr, those of libraries in C as well, to the file ``log``, whose end the parent shows if this process dies."""
    for stream in (1, 2):
        os.dup2(log, stream)
    # The parent may have replaced them by streams without a file descriptor, which kernels ask for.
    sys.stdout, sys.stderr = sys.__stdout__ or sys.stdout, sys.__stderr__ or sys.stderr
    _LINE.log = os.fdopen(os.dup(2), "wb", closefd=True)
    faulthandler.enable(_LINE.log)
