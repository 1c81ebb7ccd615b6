"""Cache values for a build, or by the state of the files behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from press.core.files import FileState, file_state

P = ParamSpec("P")
R = TypeVar("R")

_CLEAR: list[Callable[[], None]] = []
_CLEAR_BY_STATE: list[Callable[[], None]] = []
# Entries of functions that are cached by state: those for older states are useless.
_MOST_STATES = 2048


def cached_per_build(function: Callable[P, R]) -> Callable[P, R]:
    """Cache ``function`` by its arguments, which must be hashable, until `clear_caches` is called."""
    cached = cache(function)
    _CLEAR.append(cached.cache_clear)
    return cast("Callable[P, R]", cached)


def cached_by_state(function: Callable[[Path], R]) -> Callable[[Path], R]:
    """Cache a ``function`` of a file, by the state of the file."""

    @lru_cache(maxsize=_MOST_STATES)
    def cached(path: Path, state: FileState) -> R:
        return function(path)

    @wraps(function)
    def of_present_state(path: Path) -> R:
        return cached(path, file_state(path))

    _CLEAR_BY_STATE.append(cached.cache_clear)
    return of_present_state


def clear_caches() -> None:
    """Clear the caches of a build: files may have changed since."""
    for clear in _CLEAR:
        clear()


def clear_all_caches() -> None:
    """Clear the caches by the state of files as well: their values hide the file reads behind them, and may depend on extensions."""
    clear_caches()
    for clear in _CLEAR_BY_STATE:
        clear()
