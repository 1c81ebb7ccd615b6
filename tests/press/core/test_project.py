"""Where a book is, and whether something can be made of it there."""

from __future__ import annotations

import errno
from pathlib import Path

from press.core.project import unwritable


def test_a_full_disk_is_no_matter_of_permission() -> None:
    assert str(unwritable(Path("_build"), OSError(errno.ENOSPC, "No space left on device"))).startswith(
        "the disk is full"
    )
