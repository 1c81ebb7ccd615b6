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
    """A child ended without a result. ``last_message`` is the last that it sent, ``reason`` how it ended, in plain words."""

    def __init__(self, reason: str, last_message: Any = None) -> None:
        super().__init__(reason, last_message)
        self.reason, self.last_message = reason, last_message

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
        self._output_file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed when the child has ended
        self.pipe, child_end = multiprocessing.Pipe()
        self._process = _start_process(task, memory, child_end, self._output_file)
        child_end.close()
        self.ended = end_of(self.number)

    @property
    def connections(self) -> list[Any]:
        """Return the connections and descriptors that become readable when it sends a message or has ended."""
        return [self.pipe] if self.ended is None else [self.pipe, self.ended]

    @property
    def number(self) -> int:
        """Return the process id."""
        return self._process.pid or 0

    def send(self, content: Any) -> bool:
        """Send it its next task, or the message that its task waits for in `hear`; return whether it is still alive to take it."""
        try:
            self.pipe.send_bytes(pickle.dumps(content))
        except OSError:
            return False
        return self._process.is_alive()

    def receive(self) -> tuple[str, Any]:
        """Return its next message: ``("said", message)``, ``("value", result)`` or ``("error", error)``; raise EOFError where it has ended."""
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

    def death_error(self, reason: str, message: Any, kind: type[ChildDiedError] = ChildDiedError) -> ChildDiedError:
        """Return an error of class ``kind`` for a child that ended for a ``reason``, with the last lines that it printed as a note."""
        self._end()
        self._output_file.seek(0)
        output = self._output_file.read().decode(errors="replace").splitlines()[-_LOG_LINES:]
        error = kind(reason, message)
        if output:
            error.add_note("\n".join(output))
        return error

    def kill(self) -> None:
        """End it, whatever it is doing, and its descendants."""
        self._end()
        self._process.join()
        self._process.close()
        self.pipe.close()
        self._output_file.close()
        if self.ended is not None:
            os.close(self.ended)

    def _end(self) -> None:
        if self._process.is_alive():
            end_tree(self.number)
            self._process.kill()
        end_group(self.number)


def _start_process(task: Task, memory: int | None, pipe: Connection, log: IO[bytes]) -> BaseProcess:
    """Return a started process. Python 3.12 and later warn of any thread when forking; those that matter are known here."""
    method, number = ("fork", log.fileno()) if can_fork() else ("spawn", None)
    process: BaseProcess = multiprocessing.get_context(method).Process(  # type: ignore[attr-defined]
        target=_run_tasks, args=(task, memory, pipe, number, os.getpid())
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
class _ParentConnection:
    """The connection to the parent; none in a process that is no child."""

    pipe: Connection | None = None
    # Open for good, as faulthandler may need it at any time.
    log: IO[bytes] | None = field(default=None, repr=False)


_PARENT = _ParentConnection()


def _close_inherited_connection() -> None:
    """Close the inherited connection in a process that a child has forked, as only the child itself may use it."""
    if _PARENT.pipe is not None:
        _PARENT.pipe.close()
        _PARENT.pipe = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_inherited_connection)


def say(content: Any) -> None:
    """Send a message to the parent from within a task; this restarts the heartbeat timeout."""
    if _PARENT.pipe is not None:
        _PARENT.pipe.send_bytes(pickle.dumps(("said", content)))


def hear() -> Any:
    """Wait, within a task, for a message of the parent; end this process if the parent is gone."""
    try:
        return pickle.loads(line().recv_bytes())
    except EOFError:
        os._exit(0)


def line() -> Connection:
    """Return the connection to the parent of this child, to wait for it beside other things."""
    assert _PARENT.pipe is not None, "only a child has a line to its parent"
    return _PARENT.pipe


def _run_tasks(task: Task | None, memory: int | None, pipe: Connection, log: int | None, parent: int) -> None:
    _PARENT.pipe = pipe
    _end_with_parent(parent)
    if log is not None:
        _redirect_output(log)
    limit_memory(memory)
    while task is not None:
        result = _result_of(*task)
        if _PARENT.pipe is None:
            # This is a process that the task has forked, not the child itself.
            os._exit(0)
        pipe.send_bytes(result)
        sys.stdout.flush()
        task = _next_task(pipe)
    # Exit handlers of libraries may take long, and nothing more is needed of this process.
    os._exit(0)


def _next_task(pipe: Connection) -> Task | None:
    try:
        task: Task = pickle.loads(pipe.recv_bytes())
    except EOFError:
        return None
    return task


def _result_of(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps(("value", function(*arguments)))
    except BaseException as error:
        return _pickled_error(error)


def _pickled_error(error: BaseException) -> bytes:
    """Return ``error`` pickled for the parent, with its traceback as a note."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        content = pickle.dumps(("error", error))
        pickle.loads(content)
    except Exception:
        content = pickle.dumps(("error", ChildDiedError("".join(traceback.format_exception(error)))))
    return content


def _end_with_parent(parent: int) -> None:
    """Request from the system that this process be killed when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _redirect_output(log: int) -> None:
    """Send stdout and stderr, those of libraries in C as well, to the file ``log``, whose end the parent shows if this process dies."""
    for stream in (1, 2):
        os.dup2(log, stream)
    # The parent may have replaced them by streams without a file descriptor, which kernels ask for.
    sys.stdout, sys.stderr = sys.__stdout__ or sys.stdout, sys.__stderr__ or sys.stderr
    _PARENT.log = os.fdopen(os.dup(2), "wb", closefd=True)
    faulthandler.enable(_PARENT.log)
