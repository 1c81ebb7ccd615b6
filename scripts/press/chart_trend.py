"""The course of values over time, as a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

# The part of their range by which values have to end away from their beginning for their course to have a direction.
_LASTING = 1 / 3


def trend(values: Sequence[float]) -> str:
    """The course of two or more ``values``, in English words that the catalogues have in other languages.

    The words are of numbers, not of success: a rank that improves decreases.
    """
    steps = [later - earlier for earlier, later in pairwise(values)]
    whole = values[-1] - values[0]
    if not any(steps):
        return "does not change"
    if whole == 0:
        return "ends where it began"
    if abs(whole) < _LASTING * (max(values) - min(values)):
        return "varies without a lasting direction"
    is_steady = all(step * whole >= 0 for step in steps)
    if whole > 0:
        return "increases throughout" if is_steady else "increases with fluctuations"
    return "decreases throughout" if is_steady else "decreases with fluctuations"
