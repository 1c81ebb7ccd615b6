"""Tells whether anything that a result depends on has changed, by content, not by date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import press


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """All files below ``folder`` that match ``pattern``, without what Python and gettext compile."""
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".pyc", ".mo")
    )


def press_files(pattern: str = "*") -> list[Path]:
    """The files of press itself."""
    return files_below(Path(press.__file__).parent, pattern)


def fingerprint(files: Iterable[Path], *texts: str) -> str:
    """A hash of names and contents of ``files`` (those that exist) and of ``texts``."""
    digest = hashlib.sha256("\0".join(texts).encode())
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
