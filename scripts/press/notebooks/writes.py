"""Refuse writes into a book by the program in this process, through Python's audit events for opening, moving or removing files.

Other programs and libraries in C raise no audit events. Where the system does not refuse their writes
(`press.notebooks.isolation`), changes of the data are found afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from press.notebooks.data_copy import data_states

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_OPEN, _DATABASE = "open", "sqlite3.connect"


class _Event(NamedTuple):
    """The word for an operation, and the positions of its paths among the arguments, each with that of the folder descriptor that it is relative to."""

    verb: str
    paths: tuple[tuple[int, int | None], ...]


_EVENTS = {
    _OPEN: _Event("write", ((0, None),)),
    _DATABASE: _Event("write", ((0, None),)),
    "os.truncate": _Event("write", ((0, None),)),
    "os.remove": _Event("remove", ((0, 1),)),
    "os.rmdir": _Event("remove", ((0, 1),)),
    "os.mkdir": _Event("make", ((0, 2),)),
    "os.link": _Event("make", ((1, 3),)),
    "os.symlink": _Event("make", ((1, 2),)),
    "os.rename": _Event("move", ((0, 2), (1, 3))),
}
# These follow a symbolic link; the others act on the link itself.
_FOLLOWING = (_OPEN, _DATABASE, "os.truncate")
# Folders below a book that hold no sources.
_NO_SOURCES = ("_build", "__pycache__")

ELSEWHERE = (
    "publish the result, or write it to a temporary folder (tempfile): notebooks only read the sources of a book"
)


class WriteRefusedError(PermissionError):
    """Raised in place of an operation that would write into the book."""


class Guard:
    """Monitors the sources of the book at ``root`` while cells run, and compares its data where nothing else protects them (``is_alone``)."""

    def __init__(self, root: Path, *, is_alone: bool) -> None:
        self.root = os.path.realpath(root)
        self.refused: list[str] = []
        self._is_alone = is_alone
        self._states = self._data()

    def _data(self) -> dict[Path, Any]:
        return data_states(Path(self.root)) if self._is_alone else {}

    def fault(self) -> tuple[str, str] | None:
        """Return what was written to the sources since the last call, and the remedy; None where nothing was."""
        before, self._states = self._states, self._data()
        if self.refused:
            return f"the cell was about to {self.refused[0]}", ELSEWHERE
        changed = sorted(path for path, _ in before.items() ^ self._states.items())
        if changed:
            return f"{os.path.relpath(changed[0], self.root)} was written while the cell ran", ELSEWHERE
        return None


class _Hook:
    """The state of the audit hook: Python never removes one, so there is one for good, and ``guard`` is None while nothing is refused."""

    guard: Guard | None = None
    is_added = False


@contextmanager
def writes_refused(root: Path, *, is_alone: bool = True) -> Iterator[Guard]:
    """Refuse operations in the block that would write to the sources of the book at ``root``; ``is_alone`` where nothing else does."""
    if not _Hook.is_added:
        sys.addaudithook(_audit)
        _Hook.is_added = True
    _Hook.guard = Guard(root, is_alone=is_alone)
    try:
        yield _Hook.guard
    finally:
        _Hook.guard = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    guard = _Hook.guard
    if guard is None or event not in _EVENTS or (event == _OPEN and not _opens_for_writing(*arguments[1:3])):
        return
    verb, paths = _EVENTS[event]
    for at, folder in paths:
        path = _path(event, arguments[at], -1 if folder is None else arguments[folder])
        for spelling in _spellings(event, path) if path else ():
            if _is_source(spelling, guard.root) and not _is_idle(event, spelling):
                guard.refused.append(f"{verb} {os.path.relpath(spelling, guard.root)}")
                raise WriteRefusedError(f"a notebook does not {guard.refused[-1]}")


def _opens_for_writing(mode: Any, flags: Any) -> bool:
    return bool(flags & _WRITING) if isinstance(flags, int) else not set(str(mode)) <= set("rbt")


def _path(event: str, argument: Any, folder: int) -> str:
    """Return the absolute or relative path in an argument of an event, resolved from the descriptor ``folder`` (-1 for none); empty where unknown."""
    if not isinstance(argument, str | bytes | os.PathLike):
        return ""
    path = os.fsdecode(argument)
    if event == _DATABASE:
        return _database(path)
    if folder == -1:
        return path
    try:
        return str(Path(f"/proc/self/fd/{folder}").readlink() / path)
    except OSError:
        return ""


def _database(name: str) -> str:
    """Return the path of an SQLite database that is opened for writing; empty where there is none."""
    if not name.startswith("file:"):
        return "" if name == ":memory:" else name
    address = urlsplit(name)
    options = parse_qs(address.query)
    is_read = options.get("mode") in (["ro"], ["memory"]) or "immutable" in options
    return "" if is_read else unquote(address.path)


def _spellings(event: str, path: str) -> tuple[str, str]:
    """Return the absolute path as named, and with symbolic links resolved as the operation does."""
    whole = os.path.abspath(path)  # noqa: PTH100  links stay as they are named
    if event in _FOLLOWING:
        return whole, os.path.realpath(whole)
    folder, name = os.path.split(whole)
    return whole, os.path.join(os.path.realpath(folder), name)  # noqa: PTH118  for each file that is opened


def _is_source(path: str, root: str) -> bool:
    if not _is_below(path, root):
        return False
    temporary = os.path.realpath(tempfile.gettempdir())
    if _is_below(temporary, root) and _is_below(path, temporary):
        return False
    return not any(part in _NO_SOURCES for part in Path(path).relative_to(root).parts)


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder + os.sep)


def _is_idle(event: str, path: str) -> bool:
    """Return whether the operation would have no effect: a folder that exists is not made."""
    return event == "os.mkdir" and os.path.lexists(path)
