"""Write files and folders whole, pack them so that the same contents are the same bytes, and tell their state."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from pathlib import Path

# A fixed date, the first that the format knows: the same contents are the same bytes whenever they are packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16
# When a file was changed last, in nanoseconds, and its size in bytes; None where there is no file.
State = tuple[int, int] | None


def add_entry(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = True) -> None:
    """Put ``content`` into ``archive`` under ``name``, as it is unless it is ``packed``."""
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr = _PERMISSIONS
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    archive.writestr(entry, content, compresslevel=9)


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in place of the file at ``path`` in one move, so that no half of it is ever found there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def swap(new: Path, folder: Path) -> None:
    """Put the folder ``new`` in the place of ``folder``, which may not be there yet."""
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def link(source: Path, target: Path) -> None:
    """Have ``target`` be the file ``source``, which nobody writes into; a copy of it, if the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def is_copy(path: Path, source: Path) -> bool:
    """Whether ``path`` was copied from ``source`` as it is now."""
    return file_state(path) == file_state(source)


def listing(folder: Path, *, dated: bool = False) -> str:
    """Return a digest of the names and sizes of the files in ``folder``, and of their times if it is to be ``dated``, which a copy is not."""
    digest = hashlib.sha256()
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            status = path.stat()
            time = status.st_mtime_ns if dated else ""
            digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{time}\n".encode())
    return digest.hexdigest()


def is_file(path: Path) -> bool:
    """Tell whether there is a file at ``path``, which may be longer than any name of a file can be."""
    try:
        return path.is_file()
    except OSError:
        return False


def file_state(path: Path) -> State:
    """The state of the file at ``path``, by which `stamped` answers are kept."""
    if not path.is_file():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def short_hash(content: bytes) -> str:
    """A hash long enough to tell the versions of a file apart."""
    return hashlib.sha256(content).hexdigest()[:10]
