"""Write files and folders atomically, pack them reproducibly (same content, same bytes), and compute their state."""

from __future__ import annotations

import ctypes
import hashlib
import io
import os
import pickle
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from deflate import deflate_compress

# A fixed date, the earliest in ZIP files: the same content gives the same bytes whenever it is packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16
# The first of libdeflate's twelve levels whose output is smaller than zlib's best; the last takes twice its time for half a percent.
_LEVEL = 10
# Time of the last change in nanoseconds, and size in bytes; None where there is no file.
FileState = tuple[int, int] | None
# Calls of the C library that exchange two folders atomically, by system: renameat2 with RENAME_EXCHANGE, renamex_np with RENAME_SWAP (both 2).
_EXCHANGES = {
    "linux": lambda library, one, other: library.renameat2(_HERE, one, _HERE, other, 2),
    "darwin": lambda library, one, other: library.renamex_np(one, other, 2),
}
_HERE = -100
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def add_entry(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = True) -> None:
    """Add ``content`` to ``archive`` under ``name``, compressed if ``packed``."""
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr, entry.file_size = _PERMISSIONS, len(content)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with archive.open(entry, "w") as file:
        if packed:
            # zipfile has no public way to choose the compressor of an entry.
            file._compressor = _Deflating()  # type: ignore[attr-defined]
        file.write(content)


class _Deflating:
    """A compression object with the interface of `zlib.compressobj`, which makes one DEFLATE stream (RFC 1951) on ``flush``.

    By a locked package, as the output of `zlib` depends on the library that Python was built with.
    """

    def __init__(self) -> None:
        self._content = bytearray()

    def compress(self, content: bytes) -> bytes:
        self._content += content
        return b""

    def flush(self) -> bytes:
        return bytes(deflate_compress(self._content, _LEVEL))


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` atomically, through a temporary file, so that no reader ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name for each process, as two may write the same file.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()


def write_changed(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` unless it is there: a file as it was keeps its date, by which others see that they need not read it."""
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def kept_file(path: Path, make: Callable[[], bytes]) -> Path:
    """Return ``path``, whose name says what the file holds, after writing the result of ``make`` to it, unless it is there."""
    if not path.is_file():
        write_whole(path, make())
    return path


def kept_zip(kept: Path, files: Sequence[tuple[str, bytes]]) -> Path:
    """Return the ZIP file of ``files`` (name and content), at ``kept`` followed by a hash of them, after packing it, unless it is there."""

    def pack() -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in files:
                # A wheel is packed itself.
                add_entry(archive, name, content, packed=not name.endswith(".whl"))
        return packed.getvalue()

    return kept_file(kept.with_name(f"{kept.name}-{short_hash(pickle.dumps(files))}.zip"), pack)


def swap(new: Path, folder: Path) -> None:
    """Replace ``folder``, which may not exist yet, by the folder ``new``, atomically where the system can."""
    if folder.exists() and sys.platform in _EXCHANGES:
        with suppress(AttributeError):  # an older system
            # Not every disk can.
            if _EXCHANGES[sys.platform](ctypes.CDLL(None), os.fsencode(new), os.fsencode(folder)) == 0:
                shutil.rmtree(new, ignore_errors=True)
                return
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def remove(folder: Path) -> None:
    """Remove ``folder`` with all its content, if it exists; raise OSError where that is not possible."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():  # somebody may have written there until a moment ago, or the permission is missing
        shutil.rmtree(folder)


def put_back(folder: Path) -> None:
    """Restore the consistent state after a `swap` for ``folder`` was interrupted: the old folder if there is no other, no temporary ones."""
    old, new = (folder.with_name(f"{folder.name}.{name}") for name in ("old", "new"))
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    for path in (old, new):
        shutil.rmtree(path, ignore_errors=True)


def link(source: Path | str, target: Path | str) -> None:
    """Create ``target`` as a hard link to ``source``, which nobody must write to, or as a copy where the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def visible(paths: Iterable[Path]) -> list[Path]:
    """Return ``paths``, sorted, without hidden files: editors keep locks, as links that lead nowhere, and copies beside a file that is edited."""
    return sorted(path for path in paths if not path.name.startswith("."))


def is_file(path: Path) -> bool:
    """Return whether ``path`` is a file; False where the system allows no such path."""
    return os.path.isfile(path)  # noqa: PTH113  that of pathlib raises for a name that is too long


def is_remote(target: str) -> bool:
    """Return whether ``target`` is an address rather than the path of a file."""
    return _REMOTE.match(target) is not None


def shown_path(path: Path, root: Path) -> str:
    """Return ``path`` as messages name it: from ``root`` if it lies there, otherwise whole."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def file_state(path: Path) -> FileState:
    """Return the state of the file at ``path``, by which `press.core.caches.cached_by_state` knows a change."""
    if not path.is_file():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def short_hash(content: bytes) -> str:
    """Return a hash of ``content`` of ten digits, enough to distinguish the versions of a file."""
    return hashlib.sha256(content).hexdigest()[:10]
