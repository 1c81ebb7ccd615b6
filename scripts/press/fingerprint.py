"""Tells whether anything that a result depends on has changed, by content, not by date."""

from __future__ import annotations

import ast
import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.util import resolve_name
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
    """Return the modules of press that ``codes`` (Python sources) import, their packages, and those that these import in turn."""
    folder = press_folder()
    found: set[Path] = set()
    waiting = [(code, "") for code in codes]
    while waiting:
        paths = {folder / name for name in _imported(*waiting.pop())}
        new = sorted(path for path in paths - found if path.is_file())
        found.update(new)
        waiting += [(path.read_text(encoding="utf-8"), _package_of(path.relative_to(folder))) for path in new]
    return sorted(found)


def _package_of(path: Path) -> str:
    """Return the package of the module in ``path`` of press, from which its relative imports are meant."""
    return ".".join((press.__name__, *path.parent.parts))


@stamped
def _imported(code: str, package: str) -> frozenset[str]:
    """Return the files of press, relative to its folder, that the import statements of ``code`` in ``package`` may mean."""
    parts = (name.split(".") for name in _imported_names(code, package))
    return frozenset(file for top, *inner in parts if top == press.__name__ for file in _files_of(inner))


def _imported_names(code: str, package: str) -> Iterator[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:  # running the code will tell
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (not node.level or package):
            name = "." * node.level + (node.module or "")
            module = resolve_name(name, package) if node.level else name
            yield from (module, *(f"{module}.{alias.name}" for alias in node.names))


def _files_of(inner: list[str]) -> Iterator[str]:
    """Yield where a module within press may stand, and the packages above it, which Python runs before it."""
    yield from ("/".join((*inner[:depth], "__init__.py")) for depth in range(len(inner) + 1))
    if inner:
        yield "/".join(inner) + ".py"


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
