"""Define the errors for bad input and for failures of the machine, which say where, what is wrong and what to do."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

# What to do about each errno that the machine is to blame for.
_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "make room, then save or build again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "give yourself the permission to read and write it, then build again"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "allow more open files (`ulimit -n 1024`), then build again"),
    errno.EROFS: "build in a folder that can be written",
    errno.ENOMEM: "close other programs, or allow press more memory and more processes, then build again",
    **dict.fromkeys((errno.EIO, errno.ESTALE), "see whether the disk is in order and has its place, then build again"),
}
# How Python and libraries in Rust print an errno.
_ERRNO = re.compile(r"\[Errno (?P<python>\d+)\]|\(os error (?P<rust>\d+)\)")


class PressError(Exception):
    """Bad input, reported in plain words.

    ``file`` and ``line`` (counted from 1) say where, ``message`` what is wrong, ``remedy`` what to do about it.
    """

    def __init__(
        self, message: str, *, file: Path | str | None = None, line: int | None = None, remedy: str | None = None
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
    """Return a MachineError if ``error``, or one that it was raised from, is due to the machine: a full disk, say; otherwise None."""
    if isinstance(error, PressError):
        return error if isinstance(error, MachineError) else None
    # Sphinx has an attribute of its own for the error behind one of its own.
    behind = error.__cause__ or error.__context__ or getattr(error, "orig_exc", None)
    number = errno.ENOMEM if isinstance(error, MemoryError) else getattr(error, "errno", None) or 0
    place = getattr(error, "filename", None)
    fault = _of_number(number, place) or (machine_fault(behind) if behind else None)
    notes = getattr(error, "__notes__", ())
    return fault or machine_fault_in("\n".join([str(error), *notes]))


def machine_fault_in(text: str) -> MachineError | None:
    """Return a MachineError for the first failure of the machine that ``text`` mentions, as of an error from another process no more is left, or None."""
    numbers = (int(match["python"] or match["rust"]) for match in _ERRNO.finditer(text))
    return next(filter(None, map(_of_number, numbers)), None)


def _of_number(number: int, path: object = None) -> MachineError | None:
    if number not in _REMEDIES:
        return None
    what = os.strerror(number)
    return MachineError(f"{what}: {path}" if isinstance(path, str) else what, remedy=_REMEDIES[number])


def fault_message(error: Exception) -> str:
    """Return the message for an unforeseen ``error``, after writing its traceback to a log file for the maintainers, which others cannot read."""
    if fault := machine_fault(error):
        return str(fault)
    message = f"{type(error).__name__}: {error}"
    with suppress(OSError):
        log = Path(tempfile.mkdtemp(prefix="press-error-"), "press-error.log")
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        return f"{message}\n  What to do: send {log} to those who keep press"
    return message
