"""Folders that take one another's place, and files that two of them have in common."""

from __future__ import annotations

import hashlib
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


def listing(folder: Path, *, dated: bool = False) -> str:
    """A digest of the names and sizes of the files in ``folder``, and of their times if it is to be ``dated``, which a copy is not."""
    digest = hashlib.sha256()
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            status = path.stat()
            time = status.st_mtime_ns if dated else ""
            digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{time}\n".encode())
    return digest.hexdigest()
