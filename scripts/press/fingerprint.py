"""Tells whether anything that a result depends on has changed, by content, not by date."""

from __future__ import annotations

import ast
import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

import press
from press.caches import remembered, stamped


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """All files below ``folder`` that match ``pattern``, without what Python and gettext compile."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return sorted(
        path
        for path in found
        if path.match(pattern) and path.suffix not in (".pyc", ".mo") and "__pycache__" not in path.parts
    )


def press_folder() -> Path:
    """Where press itself stands."""
    return Path(press.__file__).parent


def press_files(pattern: str = "*") -> list[Path]:
    """The files of press itself."""
    return files_below(press_folder(), pattern)


def environment() -> str:
    """The version of Python and of every installed package, as their installer noted them."""
    folders = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    installed = sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    return "\n".join([sys.version, *installed])


def imported_press_files(codes: Iterable[str]) -> list[Path]:
    """The modules of press that ``codes`` (Python sources) import, and those that these import in turn."""
    folder = press_folder()
    found: set[Path] = set()
    waiting = list(codes)
    while waiting:
        paths = {folder / name for name in _imported(waiting.pop())}
        new = sorted(path for path in paths - found if path.is_file())
        found.update(new)
        waiting += [path.read_text(encoding="utf-8") for path in new]
    return sorted(found)


@stamped
def _imported(code: str) -> frozenset[str]:
    """Files of press, relative to its folder, that the import statements of ``code`` may mean."""
    return frozenset(_named(code))


def _named(code: str) -> Iterator[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:  # running the code will tell
        return
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{name}" for name in names)]
        for package, *parts in (name.split(".") for name in names):
            if package == press.__name__ and parts:
                yield "/".join(parts) + ".py"
                yield "/".join(parts) + "/__init__.py"


def fingerprint(files: Iterable[Path], *texts: str) -> str:
    """A hash of names and contents of ``files`` (those that exist) and of ``texts``."""
    digest = hashlib.sha256("\0".join(texts).encode())
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@remembered
def press_fingerprint() -> str:
    """A hash of press itself, which stays as it is for the length of a build."""
    return fingerprint(press_files())
