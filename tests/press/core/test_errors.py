"""What is told of errors that nobody has foreseen."""

from __future__ import annotations

import errno
import os

from press.core.errors import told_fault


def test_a_full_disk_is_told_as_what_it_is() -> None:
    told = told_fault(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "_build/press/served/en/rain.html"))
    assert told == (
        "the disk is full: _build/press/served/en/rain.html\n  What to do: make room, then save or build again"
    )


def test_any_other_is_kept_for_those_who_can_mend_it() -> None:
    told = told_fault(OSError(errno.EACCES, "Permission denied"))
    assert told.startswith("PermissionError: ")
    assert "press-error.log" in told
