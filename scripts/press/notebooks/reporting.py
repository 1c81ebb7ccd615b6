"""Who is told of notebooks while they run, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from press.core.jobs import Say


def say_nothing(line: str) -> None:
    """Hear nothing."""


@dataclass(frozen=True)
class Reporter:
    """Who is told while notebooks run: ``say`` of each that begins, goes on for long or has run, ``why`` of the reason for which it has to.

    ``meanwhile`` is called while the first ones run.
    """

    say: Say = say_nothing
    why: Say = say_nothing
    meanwhile: Callable[[], None] | None = None
