"""Gathers what checks find wrong, so that all of it can be told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from press.core.errors import PressError

Check = Callable[[], Iterable[str] | None]
# The places that a fault begins with: one, or all that it is told of.
_PLACES = re.compile(r"[^\s:]+:\d+(?:(?:, | and )[^\s:]+:\d+)*")


@dataclass
class Faults:
    """What was found wrong, each text once: sources ``unread``, by file, and what is ``told`` of those that could be read.

    Of the places (``file:line``) in ``spoiled`` nothing more is told: it would follow from what was.
    """

    unread: dict[str, str] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)

    def add(self, checks: Iterable[Check]) -> bool:
        """Run ``checks``, of which one that raises could not read a source; tell whether all could."""
        before = len(self.unread)
        for check in checks:
            try:
                self.told |= dict.fromkeys(fault for fault in check() or [] if not self._follows(fault))
            except PressError as error:
                # What else stumbles over the same file has nothing to add.
                self.unread.setdefault(str(error.file or error), str(error))
        return len(self.unread) == before

    def _follows(self, fault: str) -> bool:
        places = _PLACES.match(fault)
        return places is not None and not self.spoiled.isdisjoint(re.split(", | and ", places[0]))
