"""The one error that a person who edits the book may meet: where, what is wrong, what to do."""

from __future__ import annotations

import errno
import tempfile
import traceback
from pathlib import Path


class PressError(Exception):
    """Bad input, told in plain words.

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
        """``file:line``, as far as known, or an empty string."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line is not None else str(self.file)

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}\n  What to do: {self.remedy}" if self.remedy else head


def told_fault(error: Exception) -> str:
    """Return what is told of an ``error`` that nobody has foreseen, after keeping all of it in a file for those who can mend it.

    A full disk is no fault of press, and leaves no room for such a file.
    """
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"the disk is full: {error.filename or error}\n  What to do: make room, then save or build again"
    log = Path(tempfile.gettempdir()) / "press-error.log"
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return f"{type(error).__name__}: {error}\n  What to do: send {log} to those who keep press"
