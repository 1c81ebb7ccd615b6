"""Folders that take one another's place, and files that two of them have in common."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from press.caches import file_state

# Pages are written again where they stand, so that no other folder may have the same file.
_WRITTEN_IN_PLACE = ".html"


def swap(new: Path, folder: Path) -> None:
    """Put the folder ``new`` in the place of ``folder``, which may not be there yet."""
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def share(source: Path, target: Path) -> None:
    """Have ``target`` be the file ``source``, which nobody writes into; a copy of it, if it is a page or the disk has no links."""
    if source.suffix != _WRITTEN_IN_PLACE:
        try:
            os.link(source, target)
            return
        except OSError:
            pass
    shutil.copy2(source, target)


def is_copy(path: Path, source: Path) -> bool:
    """Whether ``path`` was copied from ``source`` as it is now."""
    return file_state(path) == file_state(source)
