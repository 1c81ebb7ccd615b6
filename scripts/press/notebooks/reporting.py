"""Define the callbacks for the progress of notebooks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from press.core.jobs import Say


def say_nothing(line: str) -> None:
    """Ignore the message."""


@dataclass(frozen=True)
class Reporter:
    """Callbacks while notebooks run: ``say`` for each that begins, takes long or has run, ``why`` for the reason why it has to run.

    ``meanwhile`` is called once while the first ones run.
    """

    say: Say = say_nothing
    why: Say = say_nothing
    meanwhile: Callable[[], None] | None = None
