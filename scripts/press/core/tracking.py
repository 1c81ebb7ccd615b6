"""Record what is read: files that a program opens, and results and tables that a document or a notebook asks for."""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_LISTED = ("os.listdir", "os.scandir", "glob.glob")
_ACCESS = os.O_WRONLY | os.O_RDWR

# Python lists the folders in which it looks for modules; those that it finds it opens as well.
_IMPORTS = ("importlib._bootstrap_external>", "pkgutil.py")
# Kind and name: ``("chart", "survey/answers")``, ``(TABLE, "survey")``.
Dependency = tuple[str, str]
DATA_TABLE = "table of data"
# Which tables there are, and all else that the descriptor says of none of them.
DATA_PACKAGE = "data package"
# A notebook that is a document itself, with all its outputs.
NOTEBOOK = "notebook"

_ASKED: set[Dependency] = set()


class _Watch:
    """Python keeps what listens to it for good, so that there is one listener, with a place to write into or none."""

    found: set[str] | None = None
    listening = False


@contextmanager
def record_file_reads() -> Iterator[set[Path]]:
    """A set that is filled with the files read and the folders listed within, as absolute paths."""
    if not _Watch.listening:
        sys.addaudithook(_hear)
        _Watch.listening = True
    found: set[str] = set()
    reads: set[Path] = set()
    _Watch.found = found
    try:
        yield reads
    finally:
        _Watch.found = None
        reads.update(Path(path) for path in found)


def note_file_read(path: Path) -> None:
    """Record that ``path`` is read, where it was read before, as a module that is imported once."""
    if _Watch.found is not None:
        _Watch.found.add(str(path))


@contextmanager
def untracked() -> Iterator[None]:
    """What is read within is not recorded: who reads it sees to it that it is followed."""
    found, _Watch.found = _Watch.found, None
    try:
        yield
    finally:
        _Watch.found = found


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    found = _Watch.found
    if found is None or not arguments or not isinstance(arguments[0], str | bytes | os.PathLike):
        return
    listed = event in _LISTED and not sys._getframe(1).f_code.co_filename.endswith(_IMPORTS)
    if listed or (event == "open" and _is_read(*arguments[1:3])):
        found.add(os.path.abspath(os.fsdecode(arguments[0])))  # noqa: PTH100  links stay as they are named


def _is_read(mode: Any, flags: Any) -> bool:
    return (mode is None and not (isinstance(flags, int) and flags & _ACCESS)) or (
        isinstance(mode, str) and "r" in mode
    )


def sources_among(paths: Iterable[Path], root: Path) -> list[Path]:
    """Those of ``paths`` that a person or a program may change: not what is built, installed or the system's own.

    What Python has compiled stands for its source.
    """
    kept = {source for path in paths if _is_source(source := _source(path), root)}
    return sorted(kept)


def _source(path: Path) -> Path:
    return (
        Path(importlib.util.source_from_cache(str(path)))
        if path.suffix == ".pyc" and path.parent.name == "__pycache__"
        else path
    )


def _is_source(path: Path, root: Path) -> bool:
    inside = path.is_relative_to(root)
    others = [root / "_build", *(folder for folder in _ELSEWHERE if not (inside and root.is_relative_to(folder)))]
    return not any(path.is_relative_to(folder) for folder in others)


_ELSEWHERE = [
    *(Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")),
    *(
        Path(folder)
        for folder in ("/usr", "/lib", "/etc", "/proc", "/sys", "/dev", "/opt", "/var", sys.prefix, sys.base_prefix)
    ),
    *(Path.home() / folder for folder in (".cache", ".config", ".ipython", ".jupyter", ".local", "Library")),
    Path(tempfile.gettempdir()),
]


def note_dependency(kind: str, name: str) -> None:
    """Note that something is asked for."""
    _ASKED.add((kind, name))


def dependencies() -> frozenset[Dependency]:
    """What was asked for since `reset_dependencies` was called."""
    return frozenset(_ASKED)


def reset_dependencies() -> None:
    """Begin anew, with another document."""
    _ASKED.clear()
