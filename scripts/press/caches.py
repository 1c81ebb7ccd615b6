"""Answers that are kept for the length of a build, or for as long as the files behind them stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
# When a file was changed last, in nanoseconds, and its size in bytes; None where there is no file.
State = tuple[int, int] | None

_FORGET: list[Callable[[], None]] = []
_FORGET_STAMPED: list[Callable[[], None]] = []
# Of what is kept by the state of files, older states are of no more use.
_MOST_STAMPED = 2048


def file_state(path: Path) -> State:
    """The state of the file at ``path``, by which `stamped` answers are kept."""
    if not path.is_file():
        return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size


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
