"""ZIP files whose bytes depend on their contents alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

# A fixed date, the first that the format knows: the same contents are the same bytes whenever they are packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16


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
