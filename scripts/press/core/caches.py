"""Cache values for a build, by the state of the files behind them, or in a file from one build to the next."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from press.core.files import write_whole

P = ParamSpec("P")
R = TypeVar("R")

_CLEAR: list[Callable[[], None]] = []
_CLEAR_BY_STATE: list[Callable[[], None]] = []
# Entries of functions that are cached by state: those for older states are useless.
_MOST_STATES = 2048
# Bytes of the digest at the beginning of a cache file.
_DIGEST = hashlib.sha256().digest_size


def cached_per_build(function: Callable[P, R]) -> Callable[P, R]:
    """Cache ``function`` by its arguments, which must be hashable, until `clear_caches` is called."""
    cached = cache(function)
    _CLEAR.append(cached.cache_clear)
    return cast("Callable[P, R]", cached)


def cached_by_state(function: Callable[P, R]) -> Callable[P, R]:
    """Cache ``function`` by its arguments; pass a `file_state` of each file that it reads, so that a changed file misses the cache."""
    cached = lru_cache(maxsize=_MOST_STATES)(function)
    _CLEAR_BY_STATE.append(cached.cache_clear)
    return cast("Callable[P, R]", cached)


def clear_caches() -> None:
    """Clear the caches of a build: files may have changed since."""
    for clear in _CLEAR:
        clear()


def clear_all_caches() -> None:
    """Clear the caches by the state of files as well: their values hide the file reads behind them, and may depend on extensions."""
    clear_caches()
    for clear in _CLEAR_BY_STATE:
        clear()


class DiskCache:
    """A cache in the file at ``path``; without a path, one in memory.

    ``basis`` is part of every key. Saving drops the values that were not requested since the file was read.
    """

    def __init__(self, path: Path | None = None, basis: str = "") -> None:
        self._path, self.basis = path, basis
        self._known = self._read()
        self._used: dict[str, Any] = {}

    def get_or_compute(self, key: tuple[str, ...], compute: Callable[[], R]) -> R:
        """Return the cached value of ``key``, computed where there is none; it must be picklable."""
        digest = hashlib.sha256("\0".join((self.basis, *key)).encode()).hexdigest()
        if digest not in self._used:
            self._used[digest] = self._known[digest] if digest in self._known else compute()
        found: R = self._used[digest]
        return found

    def save(self) -> None:
        """Write the values that were requested since the file was read; do without where nothing can be written."""
        if self._path and self._used.keys() != self._known.keys():
            content = pickle.dumps(self._used, pickle.HIGHEST_PROTOCOL)
            with suppress(OSError):
                write_whole(self._path, hashlib.sha256(content).digest() + content)

    def _read(self) -> dict[str, Any]:
        """Return the values in the file; empty where it is missing, damaged or of another version."""
        try:
            stored = self._path.read_bytes() if self._path else b""
            digest, content = stored[:_DIGEST], stored[_DIGEST:]
            known = pickle.loads(content) if digest == hashlib.sha256(content).digest() else {}
        except Exception:
            return {}
        return known if isinstance(known, dict) else {}
