"""Write files and folders whole, pack them so that the same contents are the same bytes, and tell their state."""

from __future__ import annotations

import ctypes
import fnmatch
import hashlib
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from zopfli import zlib

# A fixed date, the first that the format knows: the same contents are the same bytes whenever they are packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16
# A little smaller than the best that zlib can, in ten times the time, and a tenth of what zopfli takes by itself.
_FAST = {"numiterations": 1, "blocksplitting": 0}
# What surrounds the packed content in the format of zlib (RFC 1950).
_HEAD, _TAIL = 2, -4
# When a file was changed last, in nanoseconds, and its size in bytes; None where there is no file.
FileState = tuple[int, int] | None
# Systems that exchange two folders in one move: the function of their C library, where paths are counted from, and the flag that asks for it.
_EXCHANGES = {
    "linux": lambda library, one, other: library.renameat2(_HERE, one, _HERE, other, 2),
    "darwin": lambda library, one, other: library.renamex_np(one, other, 2),
}
_HERE = -100


def add_entry(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = True) -> None:
    """Put ``content`` into ``archive`` under ``name``, as it is unless it is ``packed``."""
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr, entry.file_size = _PERMISSIONS, len(content)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with archive.open(entry, "w") as file:
        if packed:
            # The library has no other way to say by what an entry is packed.
            file._compressor = _Deflating()  # type: ignore[attr-defined]
        file.write(content)


def deflated(content: bytes) -> bytes:
    """Return ``content`` packed as RFC 1951 has it, by a locked package: what zlib makes of it depends on the one that Python was built with."""
    packed: bytes = zlib.compress(content, **_FAST)
    return packed[_HEAD:_TAIL]


class _Deflating:
    """What zlib calls a compression object, which packs all at its end."""

    def __init__(self) -> None:
        self._content = bytearray()

    def compress(self, content: bytes) -> bytes:
        self._content += content
        return b""

    def flush(self) -> bytes:
        return deflated(bytes(self._content))


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in place of the file at ``path`` in one move, so that no half of it is ever found there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Of each process another one, as two may write the same file.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        # The name that is told is the one that somebody knows.
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from None
    finally:
        with suppress(OSError):
            part.unlink()


def kept_file(path: Path, make: Callable[[], bytes]) -> Path:
    """Return ``path``, where what ``make`` gives is kept; it is made again if it is not as it was put there, whoever has changed it."""
    seal = path.with_name(f"{path.name}.sha256")
    if not path.is_file() or not seal.is_file() or seal.read_bytes() != _seal(path.read_bytes()):
        content = make()
        write_whole(path, content)
        write_whole(seal, _seal(content))
    return path


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def swap(new: Path, folder: Path) -> None:
    """Put the folder ``new`` in the place of ``folder``, which may not be there yet, in one move where the system can."""
    if folder.exists() and _exchange(new, folder):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def remove(folder: Path) -> None:
    """Remove ``folder``, if it is there, with all that is in it. Raises an OSError where something of it cannot be removed."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():  # somebody may have written there until a moment ago, or the permission is missing
        shutil.rmtree(folder)


def put_back(folder: Path) -> None:
    """Put right what a `swap` for ``folder`` that was cut short has left: the old one where there is none, nothing beside it."""
    old, new = (folder.with_name(f"{folder.name}.{name}") for name in ("old", "new"))
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    for path in (old, new):
        shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one move; tell whether the system could, which not every one can on every disk."""
    if sys.platform not in _EXCHANGES:
        return False
    try:
        return _EXCHANGES[sys.platform](ctypes.CDLL(None), os.fsencode(one), os.fsencode(other)) == 0  # type: ignore[no-any-return]
    except AttributeError:  # an older system
        return False


def link(source: Path, target: Path) -> None:
    """Have ``target`` be the file ``source``, which nobody writes into; a copy of it, if the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def is_copy(path: Path, source: Path) -> bool:
    """Whether ``path`` was copied from ``source`` as it is now."""
    return file_state(path) == file_state(source)


def listing(folder: Path, pattern: str = "*") -> str:
    """Return a digest of the names, sizes and times of the files in ``folder``, or of this one file, if their names match ``pattern``."""
    digest = hashlib.sha256()
    for path in _files(folder, pattern):
        status = path.stat()
        digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def contents(folder: Path, pattern: str = "*") -> str:
    """Return a digest of the same files as `listing`, with all that they hold."""
    digest = hashlib.sha256()
    for path in _files(folder, pattern):
        digest.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(fnmatch.filter(names, pattern)))


def is_file(path: Path) -> bool:
    """Tell whether there is a file at ``path``, which may be longer than any name of a file can be."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_within(path: Path, folder: Path) -> bool:
    """Tell whether ``path`` is one in ``folder`` once all links of the file system are followed; what cannot be followed leads nowhere."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return True


def file_state(path: Path) -> FileState:
    """The state of the file at ``path``, by which `stamped` answers are kept."""
    if not path.is_file():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def short_hash(content: bytes) -> str:
    """A hash long enough to tell the versions of a file apart."""
    return hashlib.sha256(content).hexdigest()[:10]
