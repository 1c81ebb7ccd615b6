"""Restore the data files of a book where a notebook has written to them in spite of all protection."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from press.core.files import FileState, file_state
from press.core.sources import source_files

# Bytes: larger files are not held in memory, nor more than the second in total.
_LARGE, _TOGETHER = 32 << 20, 256 << 20


def data_states(root: Path) -> dict[Path, FileState]:
    """Return the state of each data file of the book at ``root``, except hidden files and the lock and backup files of editors."""
    paths = (Path(parent, name) for parent, _, names in os.walk(root / "data") for name in names)
    return {path: file_state(path) for path in paths if not (path.name.startswith((".", "~")) or path.name[-1] == "~")}


def other_states(root: Path) -> dict[Path, FileState]:
    """Return the state of each source file of the book at ``root`` that is not in its data folder."""
    return {path: file_state(path) for path in source_files(root) if not path.is_relative_to(root / "data")}


@dataclass
class DataCopy:
    """A copy in memory of the data files of the book at ``root``."""

    root: Path

    def __post_init__(self) -> None:
        self._states = data_states(self.root)
        self._links = {path: path.readlink() for path in self._states if path.is_symlink()}
        self._contents = dict[Path, bytes]()
        left = _TOGETHER
        for path, state in self._states.items():
            size = state[1] if state else 0
            if state and size <= min(_LARGE, left):
                self._contents[path] = path.read_bytes()
                left -= size

    def changed(self) -> list[Path]:
        """Return the files whose content differs from the copy, sorted."""
        now = data_states(self.root)
        paths = [path for path in sorted(now.keys() | self._states.keys()) if now.get(path) != self._states.get(path)]
        return [path for path in paths if not self._is_as_it_was(path)]

    def restore(self, paths: list[Path], aside: Path) -> list[Path]:
        """Restore ``paths``, and move their present content to the folder ``aside``; return those that cannot be restored."""
        shutil.rmtree(aside, ignore_errors=True)
        lost = []
        for path in paths:
            try:
                self._set_aside(path, aside / path.relative_to(self.root))
                self._put_back(path)
            except OSError:
                lost.append(path)
        return lost

    def _set_aside(self, path: Path, copy: Path) -> None:
        """Copy the file at ``path`` to ``copy``, and remove it unless it is a symbolic link that was there before."""
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.move(path, copy)
        elif path.is_file():
            shutil.copyfile(path, copy)
        if os.path.lexists(path) and not (path.is_symlink() and path.readlink() == self._links.get(path)):
            path.unlink()

    def _put_back(self, path: Path) -> None:
        state = self._states.get(path)
        if path not in self._states or state is None:
            return
        if path not in self._contents:
            raise FileNotFoundError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path in self._links and not path.is_symlink():
            path.symlink_to(self._links[path])
        path.write_bytes(self._contents[path])
        os.utime(path, ns=(state[0], state[0]))

    def _is_as_it_was(self, path: Path) -> bool:
        """Return whether only the time of a file has changed."""
        return path in self._contents and path.is_file() and path.read_bytes() == self._contents[path]
