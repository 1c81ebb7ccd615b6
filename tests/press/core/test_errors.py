"""What is told of errors that nobody has foreseen, and of trouble of the machine."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from press.core.errors import PressError, fault_message, machine_fault, machine_fault_in

ROOM = "\n  What to do: make room, then save or build again"


def test_a_full_disk_is_found_behind_what_sphinx_makes_of_it() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "_build/page.html")
    assert (
        str(machine_fault(ExtensionError("a handler threw an exception", full)))
        == f"No space left on device: _build/page.html{ROOM}"
    )
    written = "WARNING: Failed to copy a file: [Errno 28] No space left on device: '_build/x.css'"
    assert str(machine_fault_in(written)).startswith("No space left")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "Cannot allocate memory"),
        (OSError(errno.EMFILE, "Too many open files", "x.md"), "Too many open files: x.md"),
        (PermissionError(errno.EACCES, "Permission denied", "book/en/x.md"), "Permission denied: book/en/x.md"),
        (OSError(errno.EROFS, "Read-only file system", "data"), "Read-only file system: data"),
        (RuntimeError("cannot read font (os error 24)"), "Too many open files"),
    ],
)
def test_trouble_of_the_machine_is_told_with_what_to_do(error: Exception, told: str) -> None:
    assert str(machine_fault(error)).startswith(f"{told}\n  What to do: ")


def test_what_a_book_is_wrong_about_is_no_trouble_of_the_machine() -> None:
    assert machine_fault(PressError("survey.ipynb: cell 3: MemoryError")) is None
    assert machine_fault(ValueError("28 is no number of a room")) is None


def test_any_other_is_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told = fault_message(ValueError("who would have thought"))
    (log,) = tmp_path.rglob("press-error.log")
    assert told == f"ValueError: who would have thought\n  What to do: send {log} to those who keep press"
    assert "who would have thought" in log.read_text(encoding="utf-8")
