"""Record dependencies: files that a program opens, and results and tables that a document or a notebook asks for."""

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

from press.core.files import FileState, file_state

_LISTED = ("os.listdir", "os.scandir", "glob.glob")
_ACCESS = os.O_WRONLY | os.O_RDWR

# Python lists folders in search of modules; that counts for nothing, as it opens the modules that it finds.
_IMPORTS = ("importlib._bootstrap_external>", "pkgutil.py")
# Kind and name: ``("chart", "survey/answers")``, ``(DATA_TABLE, "survey")``.
Dependency = tuple[str, str]
DATA_TABLE = "table of data"
# The list of tables, and the descriptor's properties of the package as a whole.
DATA_PACKAGE = "data package"
# A notebook that is a document of the book itself, with all its outputs.
NOTEBOOK = "notebook"

_DEPENDENCIES: set[Dependency] = set()


# Where audit hooks record, while somebody asks: Python never removes them.
_RECORDING: list[dict[Path, FileState]] = []


@contextmanager
def record_file_reads() -> Iterator[dict[Path, FileState]]:
    """Yield a mapping that receives the files read and the folders listed in the block, as absolute paths.

    The values are the states of the files before they were read first.
    """
    sys.addaudithook(_audit_hook)
    reads: dict[Path, FileState] = {}
    _RECORDING[:] = [reads]
    try:
        yield reads
    finally:
        _RECORDING.clear()


def note_file_read(path: Path) -> None:
    """Record ``path`` as read although it is not opened now, as a module that was imported before."""
    for reads in _RECORDING:
        reads.setdefault(path, file_state(path))


@contextmanager
def untracked() -> Iterator[None]:
    """Suspend the recording of file reads in the block; the caller records what its result depends on."""
    suspended = [*_RECORDING]
    _RECORDING.clear()
    try:
        yield
    finally:
        _RECORDING[:] = suspended


def _audit_hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _RECORDING or not arguments or not isinstance(arguments[0], str | bytes | os.PathLike):
        return
    counts = event in _LISTED and not sys._getframe(1).f_code.co_filename.endswith(_IMPORTS)
    if event == "open":
        mode, flags = arguments[1:3]
        counts = "r" in mode if isinstance(mode, str) else not (isinstance(flags, int) and flags & _ACCESS)
    if counts:
        note_file_read(Path(os.path.abspath(os.fsdecode(arguments[0]))))  # noqa: PTH100  links stay as they are named


def sources_among(paths: Iterable[Path], root: Path) -> list[Path]:
    """Return those of ``paths`` that a person or a program may change: not what is built, installed or part of the system.

    Compiled Python files are replaced by their sources.
    """
    sources = set()
    for path in paths:
        is_compiled = path.suffix == ".pyc" and path.parent.name == "__pycache__"
        source = Path(importlib.util.source_from_cache(str(path))) if is_compiled else path
        inside = source.is_relative_to(root)
        others = [root / "_build", *(folder for folder in _ELSEWHERE if not (inside and root.is_relative_to(folder)))]
        if not any(source.is_relative_to(folder) for folder in others):
            sources.add(source)
    return sorted(sources)


_ELSEWHERE = [
    *(Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")),
    *map(Path, ("/usr", "/lib", "/etc", "/proc", "/sys", "/dev", "/opt", "/var", sys.prefix, sys.base_prefix)),
    *(Path.home() / folder for folder in (".cache", ".config", ".ipython", ".jupyter", ".local", "Library")),
    Path(tempfile.gettempdir()),
]


def note_dependency(kind: str, name: str) -> None:
    """Record that the value ``name`` of a ``kind`` was asked for."""
    _DEPENDENCIES.add((kind, name))


def note_table(name: str) -> None:
    """Record that the table of data ``name`` was asked for: a document that asks is read again when the table changes."""
    note_dependency(DATA_TABLE, name)


def dependencies() -> frozenset[Dependency]:
    """Return the dependencies recorded since `reset_dependencies` was called."""
    return frozenset(_DEPENDENCIES)


def reset_dependencies() -> None:
    """Clear the record of dependencies, before the next document."""
    _DEPENDENCIES.clear()
