"""Keep answers for the length of a build, for as long as the files behind them stay as they are, or in a file from one build to the next."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from press.core.files import write_whole

P = ParamSpec("P")
R = TypeVar("R")

_FORGET: list[Callable[[], None]] = []
_FORGET_STAMPED: list[Callable[[], None]] = []
# Of what is kept by the state of files, older states are of no more use.
_MOST_STAMPED = 2048
# How many bytes of a digest stand at the beginning of a file that is kept.
_DIGEST = hashlib.sha256().digest_size


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """``function``, asked once for the same arguments (which must be hashable) until `forget` is called."""
    kept = lru_cache(maxsize=None)(function)
    _FORGET.append(kept.cache_clear)
    return _answering(function, kept)


def stamped(function: Callable[P, R]) -> Callable[P, R]:
    """``function``, asked once for the same arguments, of which one tells the state of every file that it reads."""
    kept = lru_cache(maxsize=_MOST_STAMPED)(function)
    _FORGET_STAMPED.append(kept.cache_clear)
    return _answering(function, kept)


def _answering(function: Callable[P, R], kept: Callable[..., R]) -> Callable[P, R]:
    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(*args, **kwargs)

    return answer


def forget() -> None:
    """Forget all that was remembered: files may have changed since."""
    for clear in _FORGET:
        clear()


def forget_everything() -> None:
    """Forget what is kept by the state of files as well, for whoever wants to see which files are read."""
    forget()
    for clear in _FORGET_STAMPED:
        clear()


class Kept:
    """The answers in the file at ``path``, or without a path for as long as this object is there.

    The ``basis`` is a part of every question. When it is saved, answers that nobody asked for since it was read are forgotten.
    """

    def __init__(self, path: Path | None = None, basis: str = "") -> None:
        self._path, self._basis = path, basis
        self._known = self._read()
        self._used: dict[str, Any] = {}

    def answer(self, question: tuple[str, ...], find: Callable[[], R]) -> R:
        """What is kept for ``question``, or else what ``find`` gives; what it is must be picklable."""
        key = hashlib.sha256("\0".join((self._basis, *question)).encode()).hexdigest()
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else find()
        found: R = self._used[key]
        return found

    def save(self) -> None:
        """Write what was asked for since it was read."""
        if self._path and self._used.keys() != self._known.keys():
            content = pickle.dumps(self._used, pickle.HIGHEST_PROTOCOL)
            write_whole(self._path, hashlib.sha256(content).digest() + content)

    def _read(self) -> dict[str, Any]:
        """Return what is kept. A file of another version, or one that is not as it was written, is as good as none."""
        try:
            kept = self._path.read_bytes() if self._path else b""
            digest, content = kept[:_DIGEST], kept[_DIGEST:]
            known = pickle.loads(content) if digest == hashlib.sha256(content).digest() else {}
        except Exception:
            return {}
        return known if isinstance(known, dict) else {}
