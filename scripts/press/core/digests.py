"""Compute digests of all that a part of a book is made from, keep them as stamps, and tell what has changed: by content, not by date."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from press.core.caches import cached_by_state, cached_per_build
from press.core.files import shown_path, visible, write_whole
from press.core.resources import press_folder
from press.core.settings import Settings

# The content of a stamp: digests by name.
Inputs = dict[str, str]
MISSING = "missing"
FILES = "its files"


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """Return all files below ``folder`` that match ``pattern``, without hidden ones and what Python and gettext compile."""
    paths = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return visible(
        path
        for path in paths
        if path.match(pattern) and path.suffix not in (".pyc", ".mo") and "__pycache__" not in path.parts
    )


def press_files(pattern: str = "*") -> list[Path]:
    """Return the files of press itself that match ``pattern``."""
    return files_below(press_folder(), pattern)


@cached_per_build
def environment() -> str:
    """Return the version of Python and the names and versions of all installed distributions, one a line."""
    folders = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    installed = sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    return "\n".join([sys.version, *installed])


def fingerprint(files: Iterable[Path], *texts: str) -> str:
    """Return a hash of the names and contents of ``files`` (those that exist) and of ``texts``."""
    digest = hashlib.sha256("\0".join(texts).encode())
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cached_per_build
def press_fingerprint(pattern: str = "*") -> str:
    """Return a hash of the files of press itself that match ``pattern``."""
    return fingerprint(press_files(pattern))


def digests(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the digest of each file's content or folder's names, by its path from ``root``, or its whole one elsewhere: a book may be moved."""
    return {shown_path(path, root): digest_of(path) for path in paths}


def digest_of(path: Path) -> str:
    """Return the digest of a file's content or of a folder's names, or `MISSING`."""
    try:
        if path.is_file():
            return _digest_of_file(path)
        # Without hidden files and the caches of programs.
        names = (each.name for each in path.iterdir() if not each.name.startswith((".", "__pycache__", "_build")))
        content = "\0".join(sorted(names))
    except OSError:
        return MISSING
    return hashlib.sha256(content.encode()).hexdigest()[:32]


@cached_by_state
def _digest_of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:32]


def stamp_file(settings: Settings, *names: str) -> Path:
    """Return the file of the stamp of a part of the book that is called ``names``."""
    return settings.build / "press" / "stamps" / f"{'.'.join(names)}.json"


def read_stamp(path: Path) -> Inputs | None:
    """Return the inputs of the last successful run; None where there was none."""
    try:
        inputs = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return inputs if isinstance(inputs, dict) else None


def write_stamp(path: Path, inputs: Inputs) -> None:
    """Store ``inputs`` as those of a successful run."""
    write_whole(path, json.dumps(inputs, ensure_ascii=False, indent=0).encode())


def files_in(folder: Path) -> Inputs:
    """Return the entry of a stamp for the names and contents of all files in ``folder``."""
    held = hashlib.sha256()
    for path in sorted(Path(parent, name) for parent, _, names in os.walk(folder) for name in names):
        held.update(f"{path.relative_to(folder).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return {FILES: held.hexdigest()}


def note_reads(settings: Settings, paths: Iterable[str]) -> None:
    """Store the paths, from the root, of the files that the notebooks read, wherever they are."""
    write_stamp(stamp_file(settings, "reads"), dict.fromkeys(sorted(set(paths)), ""))


def noted_reads(settings: Settings) -> list[Path]:
    """Return the files that the notebooks read in their last run, and the folders that they listed."""
    return [settings.root / path for path in read_stamp(stamp_file(settings, "reads")) or {}]
