"""Answers that are kept for the length of a build, and forgotten before the next one in the same process."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """``function``, asked once for the same arguments (which must be hashable) until `forget` is called."""
    kept = lru_cache(maxsize=None)(function)
    _FORGET.append(kept.cache_clear)

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(*args, **kwargs)  # type: ignore[arg-type]

    return answer


def forget() -> None:
    """Forget all that was remembered: files may have changed since."""
    for clear in _FORGET:
        clear()
