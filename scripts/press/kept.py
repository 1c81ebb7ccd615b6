"""Answers kept in a file from one build to the next, by a digest of all that they depend on."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from press.packing import write_whole

R = TypeVar("R")


class Kept:
    """The answers in the file at ``path``, or without a path for as long as this object is there.

    Answers given under another ``basis`` are forgotten, as are, when it is saved, those that nobody asked for since it was read.
    """

    def __init__(self, path: Path | None = None, basis: str = "") -> None:
        self._path, self._basis = path, basis
        self._known = self._read()
        self._used: dict[str, Any] = {}

    def answer(self, question: tuple[str, ...], find: Callable[[], R]) -> R:
        """What is kept for ``question``, or else what ``find`` gives; what it is must be picklable."""
        key = hashlib.sha256("\0".join(question).encode()).hexdigest()
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else find()
        found: R = self._used[key]
        return found

    def save(self) -> None:
        """Write what was asked for since it was read."""
        if self._path and self._used.keys() != self._known.keys():
            write_whole(self._path, pickle.dumps((self._basis, self._used), pickle.HIGHEST_PROTOCOL))

    def _read(self) -> dict[str, Any]:
        try:
            basis, known = pickle.loads(self._path.read_bytes()) if self._path else ("", {})
        except Exception:  # a file of another version, or one cut short, is as good as none
            return {}
        return known if basis == self._basis and isinstance(known, dict) else {}
