"""Run the checks of a book, which need no build, from sources to results, and tell all faults at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from press.checks.check import Check, Fault, Material, Stage
from press.checks.registry import chosen_checks, left_out
from press.core.errors import PressError
from press.core.project import make_writable
from press.core.sources import source_files
from press.core.text import check_merge_conflicts
from press.data.sources import Sources
from press.notebooks.book import Book, run_book
from press.notebooks.execute import Reporter


@dataclass
class Checked:
    """The outcome of checks: the book with its notebooks as they ran, where their results were needed; faults."""

    book: Book | None
    faults: list[str]


@dataclass
class Run:
    """A run of checks: what they look at, the book, whose notebooks had to run for them, and what is wrong, so that all of it can be told at once.

    ``unread`` are sources that cannot be read, by file, ``found`` the faults of those that can.
    """

    material: Material
    reporter: Reporter = field(default_factory=Reporter)
    book: Book | None = None
    unread: dict[str, str] = field(default_factory=dict)
    found: list[tuple[Check, Fault]] = field(default_factory=list)

    def add(self, check: Check) -> None:
        """Run a check."""
        if check.stage is Stage.RESULTS and not self.has_results():
            return
        try:
            for fault in check.find(self.material) or ():
                if isinstance(fault, PressError):
                    self._note_unread(fault)
                else:
                    self.found.append((check, fault))
        except PressError as error:
            self._note_unread(error)

    def _note_unread(self, error: PressError) -> None:
        # What else stumbles over the same file has nothing to add.
        self.unread.setdefault(str(error.file or error), str(error))

    def has_results(self) -> bool:
        """Run the notebooks that are stale, once all that they read was found sound."""
        if self.unread:
            return False
        sources = self.material.sources
        make_writable(sources.settings.build)
        try:
            self.book = self.book or run_book(sources, self.reporter)
            self.material = replace(self.material, results=self.book.results)
        except PressError as error:
            self._note_unread(error)
        return not self.unread

    def report(self) -> list[str]:
        """Return what is told of all faults, each once with the name of its check."""
        told = [f"{fault.words} [{check.name}]" for check, fault in self.found]
        return list(dict.fromkeys([*self.unread.values(), *told]))


def check_unmerged(root: Path) -> None:
    """Raise a PressError where a source is no file, or a merge is unfinished, which would be told as many other faults."""
    files = source_files(root)
    for path in files:
        # Who reads a pipe or a device waits, maybe for ever; chapters are left out, and told to be missing.
        if path.exists() and not path.is_file() and path.suffix != ".md":
            remedy = "remove it, and restore the file from version control"
            raise PressError("this is no file, but a pipe, a device or a socket", file=path, remedy=remedy)
    check_merge_conflicts(files, root)


def check_sources(
    sources: Sources,
    names: Sequence[str] | None = (),
    reporter: Reporter | None = None,
    known: Book | None = None,
    *,
    needs_book: bool = False,
) -> Checked:
    """Run the checks of a book whose ``sources`` are loaded that have one of ``names`` or are of a kind of this name: all for ``()``, none for None.

    Stale notebooks are run, which ``reporter`` tells, as soon as all they read and the contents were found sound, where results are checked or
    the caller ``needs_book``. Where they are ``known`` not to have to run, they are not looked at.
    """
    chosen = [] if names is None else chosen_checks(names, left_out(sources.settings))
    run = Run(Material(sources), reporter or Reporter(), known)
    for check in sorted(chosen, key=lambda check: check.stage):
        run.add(check)
    is_whole = not any(check.stage is Stage.STRUCTURE for check, _ in run.found)
    if needs_book and is_whole:
        run.has_results()
    return Checked(run.book if is_whole else None, run.report())
