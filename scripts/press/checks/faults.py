"""Gather what checks find wrong, so that all of it can be told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from press.checks.check import CHAPTERS, NUMBERS, Check, Fault, Material, Severity
from press.checks.suppressions import Suppression, suppression_faults
from press.core.errors import PressError

# Of what kinds checks are whose faults other faults follow from.
_CAUSES = (CHAPTERS, NUMBERS)


@dataclass(frozen=True)
class Report:
    """The report on faults, a line or more each: those that stop a build, and the others."""

    errors: list[str]
    warnings: list[str]


@dataclass
class Faults:
    """The faults found so far: sources ``unread``, by file, and the faults ``found`` by which check of those that could be read."""

    unread: dict[str, str] = field(default_factory=dict)
    found: list[tuple[Check, Fault]] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)

    def add(self, checks: Iterable[Check], material: Material) -> bool:
        """Run ``checks``; tell whether all sources could be read."""
        before = len(self.unread)
        for check in checks:
            self.ran.add(check.name)
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

    def report(self, suppressions: Collection[Suppression], known: Sequence[str], is_strict: bool) -> Report:
        """Return the report on all faults, each once with the name of its check, but those that ``suppressions`` allow, and with what is wrong with these.

        What was spoiled by another fault is left out. Where ``is_strict``, all are errors.
        """
        spoiled = {place for _, fault in self.found for place in fault.spoils}
        remaining = [
            (is_strict or (fault.severity or check.severity) is Severity.ERROR, check, fault)
            for check, fault in self.found
            if (fault.spoils or spoiled.isdisjoint(fault.places))
            and not any(one.allows(check, fault) for one in suppressions)
        ]
        causes = {
            place
            for is_error, check, fault in remaining
            if is_error and check.kind in _CAUSES and not fault.follows
            for place in fault.places
        }
        lines = [
            (is_error, f"{fault.words} [{check.name}]")
            for is_error, check, fault in remaining
            if causes.isdisjoint(fault.follows)
        ]
        lines += [(True, fault.words) for fault in suppression_faults(suppressions, self.found, self.ran, known)]
        errors = dict.fromkeys([*self.unread.values(), *(words for is_error, words in lines if is_error)])
        warnings = dict.fromkeys(words for is_error, words in lines if not is_error)
        return Report(list(errors), list(warnings))
