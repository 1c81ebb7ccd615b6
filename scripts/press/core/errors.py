"""Define the errors for bad input and for failures of the machine, which say where, what is wrong and what to do."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Remedies, and for each errno that the machine is to blame for, the message with its remedy.
_ROOM = "make room, then save or build again"
_ALLOWED = "give yourself the permission to read and write it, or leave that to whoever owns it, then build again"
_MEMORY = "close other programs, or allow press more memory and more processes, then build again"
_DISK = "see whether the disk is in order and has its place, then build again"
_MACHINE_FAULTS = {
    errno.ENOSPC: ("the disk is full", _ROOM),
    errno.EDQUOT: ("no more may be kept on this disk by you", _ROOM),
    errno.EROFS: ("the disk can only be read", "build in a folder that can be written"),
    errno.EACCES: ("the permission is missing", _ALLOWED),
    errno.EPERM: ("the permission is missing", _ALLOWED),
    errno.EMFILE: ("too many files are open at once", "allow more of them (`ulimit -n 1024`), then build again"),
    errno.ENFILE: ("too many files are open at once on this machine", "close other programs, then build again"),
    errno.ENOMEM: ("the memory is used up", _MEMORY),
    errno.EIO: ("the disk fails to read or write", _DISK),
    errno.ESTALE: ("the disk fails to read or write", _DISK),
}
# How Python and libraries in Rust print an errno, and what the C library and others print instead.
_ERRNO = re.compile(r"\[Errno (?P<python>\d+)\](?: [^:\n]+: '(?P<path>[^'\n]+)')?|\(os error (?P<rust>\d+)\)")
_ERRNO_OF_MESSAGE = {
    "No space left on device": errno.ENOSPC,
    # By SQLite, the database of jupyter-cache.
    "database or disk is full": errno.ENOSPC,
    "disk I/O error": errno.EIO,
    "readonly database": errno.EACCES,
    "MemoryError": errno.ENOMEM,
    "can't start new thread": errno.ENOMEM,
    "Resource temporarily unavailable": errno.ENOMEM,
    "failed to map segment": errno.ENOMEM,
    "Cannot allocate memory": errno.ENOMEM,
}


class PressError(Exception):
    """Bad input, reported in plain words.

    ``file`` and ``line`` (counted from 1) say where, ``message`` what is wrong, ``remedy`` what to do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = Path(file) if file is not None else None
        self.line = line
        self.remedy = remedy

    @property
    def place(self) -> str:
        """Return ``file:line``, as far as known, or an empty string."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line is not None else str(self.file)

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n  What to do: {self.remedy}" if self.remedy else head


class MachineError(PressError):
    """A failure of the machine, such as a full disk, which neither the book nor press can mend."""


def machine_fault(error: BaseException) -> MachineError | None:
    """Return a MachineError if ``error`` is due to the machine, not to the book or to press: a full disk, say; otherwise None.

    The errors that ``error`` was raised from are searched as well, and their texts: of an error from another process, or from a library in
    another language, no more is left.
    """
    chain = list(_chain(error))
    if known := next((one for one in chain if isinstance(one, MachineError)), None):
        return known
    if isinstance(error, PressError):
        # It has a cause of its own, and may quote the error of a notebook; only a full disk explains it better.
        return _of_number(errno.ENOSPC) if os.strerror(errno.ENOSPC) in str(error) else None
    found = next(
        (fault for one in chain if isinstance(one, OSError) and (fault := _of_number(one.errno, one.filename))), None
    )
    if found is None and any(isinstance(one, MemoryError) for one in chain):
        found = _of_number(errno.ENOMEM)
    text = "\n".join([*map(str, chain), *(note for one in chain for note in getattr(one, "__notes__", ()))])
    return found or machine_fault_in(text)


def machine_fault_in(text: str) -> MachineError | None:
    """Return a MachineError for the first failure of the machine that ``text`` mentions, or None."""
    for words, number in _ERRNO_OF_MESSAGE.items():
        if words in text:
            return _of_number(number)
    for found in _ERRNO.finditer(text):
        if fault := _of_number(int(found["python"] or found["rust"]), found["path"]):
            return fault
    return None


def _of_number(number: int | None, path: str | bytes | None = None) -> MachineError | None:
    if number not in _MACHINE_FAULTS:
        return None
    what, remedy = _MACHINE_FAULTS[number]
    place = os.fsdecode(path) if isinstance(path, str | bytes) else ""
    return MachineError(f"{what}: {place}" if place else what, remedy=remedy)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield ``error`` and the errors that caused it; Sphinx has an attribute of its own for them."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        others = (one.__cause__, one.__context__, getattr(one, "orig_exc", None))
        waiting += [other for other in others if isinstance(other, BaseException)]


def told_fault(error: Exception, folder: Path | None = None) -> str:
    """Return the message for an unforeseen ``error``, after writing its traceback to a log file for the maintainers.

    The log is written to ``folder`` (the book's build folder) or, where that is impossible, to a temporary file with a unique name.
    """
    if fault := machine_fault(error):
        return str(fault)
    log = _write_log("".join(traceback.format_exception(error)), folder)
    return f"{type(error).__name__}: {error}" + (f"\n  What to do: send {log} to those who keep press" if log else "")


def _write_log(text: str, folder: Path | None) -> Path | None:
    with suppress(OSError):
        if folder is not None:
            path = folder / "press-error.log"
            path.unlink(missing_ok=True)
            path.write_text(text, encoding="utf-8")
            return path
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="press-error-", suffix=".log", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        return Path(name)
    return None
