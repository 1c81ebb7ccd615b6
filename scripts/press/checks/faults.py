"""Gather what checks find wrong, so that all of it can be told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from press.checks.check import Check, Fault, Material
from press.core.errors import PressError


@dataclass
class Faults:
    """The faults found so far: sources ``unread``, by file, and the faults ``found`` by which check of those that could be read."""

    unread: dict[str, str] = field(default_factory=dict)
    found: list[tuple[Check, Fault]] = field(default_factory=list)

    def add(self, checks: Iterable[Check], material: Material) -> bool:
        """Run ``checks``; tell whether all sources could be read."""
        before = len(self.unread)
        for check in checks:
            try:
                for fault in check.find(material) or ():
                    self._note(check, fault)
            except PressError as error:
                self.note_unread(error)
        return len(self.unread) == before

    def note_unread(self, error: PressError) -> None:
        """Note that a source could not be read; what else stumbles over the same file has nothing to add."""
        self.unread.setdefault(str(error.file or error), str(error))

    def has_found(self, check: Check) -> bool:
        """Return whether ``check`` has found anything."""
        return any(one is check for one, _ in self.found)

    def _note(self, check: Check, fault: Fault | PressError) -> None:
        if isinstance(fault, PressError):
            self.note_unread(fault)
        else:
            self.found.append((check, fault))

    def report(self) -> list[str]:
        """Return what is told of all faults, each once with the name of its check."""
        told = [f"{fault.words} [{check.name}]" for check, fault in self.found]
        return list(dict.fromkeys([*self.unread.values(), *told]))
