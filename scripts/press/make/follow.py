"""Make a book again on each change while `press serve` shows it, in a process without threads, which can fork.

The pages of an edition of which texts alone have changed are made by the process that has made them last, as that has kept Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import ENV_PICKLE_FILENAME

from press.core.caches import clear_caches
from press.core.errors import PressError, told_fault
from press.core.extensions import load_extensions
from press.core.files import FileState, file_state
from press.core.formats import PAGES, doctree_folder
from press.core.jobs import HaltError, Job, Kept, Listener, Outcome, hear, line, retain, run_jobs, say
from press.core.project import build_folder, dated, make_writable
from press.core.settings import Settings, load_settings
from press.make.build import EDITION, SHARED_FILES, Plan, make, planned
from press.make.editions import Front, make_pages, start_pages
from press.make.lock import locked
from press.site.joined import join_all, join_edition, join_page, join_shared


@dataclass(frozen=True)
class Order:
    """A message to this process: the page in ``front``, and whether a source has ``changed``, so that the book is to be made again."""

    front: Front
    changed: bool


@dataclass(frozen=True)
class PagesReady:
    """A message to the server: there is something new to see."""


@dataclass(frozen=True)
class BuildEnded:
    """A message to the server: all is made, or ``message`` says why not."""

    message: str = ""


def follow(root: Path) -> None:
    """Make the book at ``root`` on each order, until the parent is gone."""
    follower = _Follower(root)
    try:
        while True:
            # What was saved while Sphinx started is still to be made.
            if not follower.changed:
                follower.take()
            follower.make()
    finally:
        retain(follower.kept)


@dataclass
class _Follower:
    root: Path
    front: Front = field(default_factory=Front)
    changed: bool = False
    last: Plan | None = None
    # Processes that have kept Sphinx, and the environments that they have left in files.
    kept: Kept = field(default_factory=dict)
    environments: dict[Any, FileState] = field(default_factory=dict)

    def take(self) -> None:
        """Take an order, with those that have arrived since."""
        while True:
            order = hear()
            self.front, self.changed = order.front, self.changed or order.changed
            if not line().poll():
                return

    def make(self) -> None:
        """Make the book until nothing has changed meanwhile; then start Sphinx for the edition that is looked at."""
        while self.changed:
            self.changed = False
            try:
                with locked(self.root, say):
                    self._make()
            except PressError as error:
                say(BuildEnded(str(error)))
            except Exception as error:
                self.last = None
                say(BuildEnded(told_fault(error, build_folder(self.root))))
        language, name = self.front.language, (self.front.language, EDITION)
        if self.last and language in self.last.inputs and name not in self.kept:
            with locked(self.root, say):
                book = self.last.book
                job = Job(name, start_pages, (book, language, dated(self.root)), stays=True)
                run_jobs([job], Listener(interrupted=self._interrupted, interrupt=line()), kept=self.kept)
                self._note_environments(book.sources.settings)

    def _make(self) -> None:
        """Make what has changed, and show it."""
        clear_caches()
        settings = load_settings(self.root)
        load_extensions(self.root)
        make_writable(settings.build)
        last, self.last = self.last, None
        self.last = plan = planned(settings, [PAGES], say, None, last)
        # Sphinx goes on where texts alone have changed, and the file is as it has left it, which it removes where it has failed.
        goes_on = last is not None and plan.book is last.book
        left = {name: _environment(settings, name[0]) for name in self.kept if goes_on}
        retain(self.kept, {name for name, state in left.items() if state and state == self.environments.get(name)})

        def heard(job: Job, said: object) -> None:
            if isinstance(said, Front):
                join_page(settings, *said)
                say(PagesReady())

        def finished(job: Job, outcome: Outcome) -> None:
            if job.function is make_pages and not outcome.error:
                join_edition(settings, job.name[0])
                say(PagesReady())
            elif job.name == SHARED_FILES:
                join_shared(settings)

        listener = Listener(finished, heard, interrupted=self._interrupted, interrupt=line())
        try:
            make(plan, plan.jobs([PAGES], self.front), say, listener, self.kept)
        finally:
            self._note_environments(settings)
        if not self.changed:
            join_all(settings)
            say(PagesReady())
            say(BuildEnded())

    def _interrupted(self) -> None:
        """Take an order; raise HaltError if a source has changed, as what is being made is outdated."""
        self.take()
        if self.changed:
            raise HaltError

    def _note_environments(self, settings: Settings) -> None:
        self.environments = {name: _environment(settings, name[0]) for name in self.kept}


def _environment(settings: Settings, language: str) -> FileState:
    return file_state(doctree_folder(settings, language) / ENV_PICKLE_FILENAME)
