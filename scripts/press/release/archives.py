"""Pack files reproducibly (same files, same bytes), and list the content of untrusted archives safely."""

from __future__ import annotations

import hashlib
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from press.core.errors import PressError
from press.core.files import add_entry, deflated

_MODE = 0o644
# Magic number, deflate, no flags, no time, best compression, unknown system (RFC 1952).
_GZIP = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
_PIECE = 1 << 20
# The most bytes that are unpacked of one file: a small archive can hold a very large one.
_LARGEST = 1 << 30


class Content(NamedTuple):
    """The SHA-256 and the size in bytes of a file."""

    sha256: str
    size: int


def content_of(data: bytes) -> Content:
    """Return checksum and size of ``data``."""
    return Content(hashlib.sha256(data).hexdigest(), len(data))


def contents_below(folder: Path) -> dict[str, Content]:
    """Return checksum and size of the files below ``folder``, by path relative to it, sorted."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path: content_of((folder / path).read_bytes()) for path in paths}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of ``files`` (content by path), sorted, all with the same date and readable by all users."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            add_entry(archive, name, content)
    return packed.getvalue()


def tarred(files: Mapping[str, bytes], date: int) -> bytes:
    """Return a gzipped tar archive of ``files`` (content by path), sorted, all with the time ``date`` (seconds since 1970) and no owner."""
    tar = io.BytesIO()
    # The GNU format has no field that depends on the machine, and allows paths of any length and alphabet.
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.GNU_FORMAT, encoding="utf-8") as archive:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(content), _MODE, date
            archive.addfile(entry, io.BytesIO(content))
    return gzipped(tar.getvalue())


def gzipped(content: bytes) -> bytes:
    """Return ``content`` in gzip format (RFC 1952), without file name and time, and with an unknown system."""
    return _GZIP + deflated(content) + struct.pack("<LL", zlib.crc32(content), len(content) % 2**32)


def is_archive(path: Path) -> bool:
    """Return whether the file at ``path`` is an archive by its name: ZIP, EPUB or gzipped tar."""
    return path.name.endswith((".zip", ".epub", ".tar.gz"))


def archived(path: Path) -> dict[str, Content]:
    """Return checksum and size of the files in the archive at ``path``, by name; nothing is unpacked to disk.

    Raises PressError where it cannot be read, or where unpacking it would write outside of the target folder.
    """
    members = _tar_members if path.name.endswith(".tar.gz") else _zip_members
    found: dict[str, Content] = {}
    try:
        for name, content in members(path):
            check_name(path, name)
            if name in found:
                raise _unsafe(path, f"it holds '{name}' twice, and programs differ in which they unpack")
            found[name] = content
    except (
        OSError,
        EOFError,
        tarfile.TarError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise _unsafe(path, f"it cannot be read as an archive: {error}") from None
    return found


def _tar_members(path: Path) -> Iterator[tuple[str, Content]]:
    with tarfile.open(path, "r:gz") as archive:
        for entry in archive:
            if entry.isdir():
                check_name(path, entry.name)
                continue
            file = archive.extractfile(entry) if entry.isfile() else None
            if file is None:
                raise _unsafe(path, f"'{entry.name}' in it is a link or a device, not a file")
            yield entry.name, _read(path, entry.name, file)


def _zip_members(path: Path) -> Iterator[tuple[str, Content]]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                check_name(path, entry.filename)
                continue
            if (entry.external_attr >> 28) not in (0, 8):
                raise _unsafe(path, f"'{entry.filename}' in it is a link or a device, not a file")
            with archive.open(entry) as file:
                yield entry.orig_filename, _read(path, entry.filename, file)


def _read(path: Path, name: str, file: IO[bytes]) -> Content:
    digest, size = hashlib.sha256(), 0
    while piece := file.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if size > _LARGEST:
            raise _unsafe(path, f"'{name}' in it is larger than {_LARGEST >> 20} MB")
    return Content(digest.hexdigest(), size)


def check_name(path: Path, name: str) -> None:
    """Raise PressError where a file called ``name`` would be unpacked outside of the target folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith(("/", "~")) or ".." in parts or "\\" in name or ":" in parts[0] or "\0" in name:
        raise _unsafe(path, f"'{name}' in it would be written outside of its folder")


def _unsafe(path: Path, what: str) -> PressError:
    return PressError(
        what, file=path, remedy="do not unpack it; take the file anew from where the release was published"
    )
