"""Compute digests of all that a result depends on, and compare them: by content, not by date."""

from __future__ import annotations

import ast
import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import resolve_name
from pathlib import Path

from press.core.caches import DiskCache, cached_by_state, cached_per_build
from press.core.files import FileState, file_state, visible
from press.core.resources import press_folder

MISSING = "missing"
_PRESS = __name__.partition(".")[0]


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """Return all files below ``folder`` that match ``pattern``, without hidden ones and what Python and gettext compile."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return visible(
        path
        for path in found
        if path.match(pattern) and path.suffix not in (".pyc", ".mo") and "__pycache__" not in path.parts
    )


def press_files(pattern: str = "*") -> list[Path]:
    """Return the files of press itself that match ``pattern``."""
    return files_below(press_folder(), pattern)


def environment() -> str:
    """Return the version of Python and the names and versions of all installed distributions, one a line."""
    folders = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    installed = sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    return "\n".join([sys.version, *installed])


def imported_press_files(codes: Iterable[str]) -> list[Path]:
    """Return the files of the press modules that ``codes`` (Python sources) import, directly or indirectly, with their packages."""
    folder = press_folder()
    found: set[Path] = set()
    waiting = [_imported(code, "") for code in codes]
    while waiting:
        paths = {folder / name for name in waiting.pop()}
        new = sorted(path for path in paths - found if path.is_file())
        found.update(new)
        waiting += [_imported_by(path, file_state(path), _package_of(path.relative_to(folder))) for path in new]
    return sorted(found)


def _package_of(path: Path) -> str:
    """Return the name of the package of the module at ``path``, relative to press, to resolve its relative imports."""
    return ".".join((_PRESS, *path.parent.parts))


@cached_by_state
def _imported_by(path: Path, state: FileState, package: str) -> frozenset[str]:
    return _imported(path.read_text(encoding="utf-8"), package)


@cached_by_state
def _imported(code: str, package: str) -> frozenset[str]:
    """Return the files of press, relative to its folder, that the import statements of ``code``, a module of ``package``, may refer to."""
    parts = (name.split(".") for name in _imported_names(code, package))
    return frozenset(file for top, *inner in parts if top == _PRESS for file in _files_of(inner))


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
    """Yield the files in which a module of press may be, and those of the packages above it, which Python runs first."""
    yield from ("/".join((*inner[:depth], "__init__.py")) for depth in range(len(inner) + 1))
    if inner:
        yield "/".join(inner) + ".py"


def fingerprint(files: Iterable[Path], *texts: str) -> str:
    """Return a hash of the names and contents of ``files`` (those that exist) and of ``texts``."""
    digest = hashlib.sha256("\0".join(texts).encode())
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cached_per_build
def press_fingerprint() -> str:
    """Return a hash of press itself, cached for the length of a build."""
    return fingerprint(press_files())


def build_cache(build: Path, name: str, files: Iterable[Path] = (), *texts: str) -> DiskCache:
    """Return the cache ``name`` in the folder ``build``, which starts anew once press, an installed package, one of ``files`` or a text changes."""
    basis = fingerprint(files, press_fingerprint(), environment(), *texts)
    return DiskCache(build / "press" / f"{name}.pickle", basis)


def digests(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the digest of each file's content or folder's names, by its path from ``root``."""
    return {path_from(root, path): digest_of(path) for path in paths}


def path_from(root: Path, path: Path) -> str:
    """Return the path from ``root`` by which `digests` lists ``path``."""
    return os.path.relpath(path, root)


def digest_of(path: Path) -> str:
    """Return the digest of a file's content or of a folder's names, or `MISSING`."""
    try:
        if state := file_state(path):
            return _digest_of_file(path, state)
        content = "\0".join(_names(path)).encode()
    except OSError:
        return MISSING
    return _digest(content)


@cached_by_state
def _digest_of_file(path: Path, state: FileState) -> str:
    return _digest(path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _names(folder: Path) -> list[str]:
    """Return the names in a folder, without hidden files and the caches of programs."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "__pycache__", "_build")))


def difference(before: Mapping[str, str], root: Path) -> str:
    """Return the first path in ``before`` (as `digests` returns it) that has changed since, in plain words; empty where none has."""
    for path, digest in before.items():
        now = digest_of(root / path)
        if now != digest:
            return f"{path} is {'gone' if now == MISSING else 'new' if digest == MISSING else 'changed'}"
    return ""
