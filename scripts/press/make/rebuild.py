"""Make a book again on each change while `press serve` shows it, in a process without threads, which can fork.

The pages of an edition of which texts alone have changed are made by the process that has made them last, as that has kept Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import ENV_PICKLE_FILENAME

from press.core.caches import clear_caches
from press.core.errors import PressError, fault_message
from press.core.extensions import load_extensions
from press.core.files import FileState, file_state
from press.core.formats import PAGES, PDF, doctree_folder
from press.core.jobs import (
    Idle,
    Job,
    Outcome,
    Run,
    end_idle,
    parent_connection,
    receive_from_parent,
    send_to_parent,
)
from press.core.project import dated, locked
from press.core.settings import Settings, load_settings
from press.make.build import PAGES_MADE, SHARED_FILES, Plan, is_sound, make, planned
from press.make.editions import PAPER, PageInView, make_edition, make_pages, make_paper, start_pages
from press.site.join import join_all, join_edition, join_page, join_shared


@dataclass(frozen=True)
class Order:
    """A message to this process: the page in ``front``, and whether a source has ``changed``."""

    front: PageInView
    changed: bool


@dataclass(frozen=True)
class PagesReady:
    """A message to the server: there is something new to see."""


@dataclass(frozen=True)
class BuildEnded:
    """A message to the server: all is made, or ``message`` says why not."""

    message: str = ""


def rebuild_on_orders(root: Path, is_printed: bool = False) -> None:
    """Make the book at ``root`` on each order, until the parent is gone; also its pages on paper, if it ``is_printed``."""
    rebuilder = _Rebuilder(root, is_printed)
    try:
        while True:
            # What was saved while Sphinx started is still to be made.
            if not rebuilder.changed:
                rebuilder.receive()
            rebuilder.make()
    finally:
        end_idle(rebuilder.idle)
        end_idle(rebuilder.printing)


@dataclass
class _Rebuilder:
    root: Path
    is_printed: bool
    front: PageInView = field(default_factory=PageInView)
    changed: bool = False
    last: Plan | None = None
    # A process that remembers how pages were laid out, and the editions of which these are outdated.
    printing: Idle = field(default_factory=dict)
    unprinted: set[str] = field(default_factory=set)
    # Processes that have kept Sphinx, and the environments that they have left in files.
    idle: Idle = field(default_factory=dict)
    environments: dict[Any, FileState] = field(default_factory=dict)

    def receive(self) -> None:
        """Take an order, with those that have arrived since."""
        while True:
            order = receive_from_parent()
            self.front, self.changed = order.front, self.changed or order.changed
            if not parent_connection().poll():
                return

    def make(self) -> None:
        """Make the book until nothing has changed meanwhile; then start Sphinx for the edition that is looked at."""
        while self.changed:
            self.changed = False
            try:
                with locked(self.root, send_to_parent):
                    self._make()
            except PressError as error:
                send_to_parent(BuildEnded(str(error)))
            except Exception as error:
                self.last = None
                send_to_parent(BuildEnded(fault_message(error)))
        while self.last and not self.changed and (language := self._language(self.last)) in self.unprinted:
            self._print(self.last, language)
        language, name = self.front.language, (self.front.language, PAGES_MADE)
        if self.last and language in self.last.inputs and name not in self.idle:
            with locked(self.root, send_to_parent):
                book = self.last.book
                job = Job(name, start_pages, (book, language, dated(self.root)), stays=True)
                with Run([job], idle=self.idle, interrupt=parent_connection()) as run:
                    for begun, _ in run:
                        if not begun:
                            self.receive()
                self._note_environments(book.sources.settings)

    def _language(self, plan: Plan) -> str:
        return self.front.language if self.front.language in plan.inputs else plan.settings.languages[0]

    def _print(self, plan: Plan, language: str) -> None:
        """Make the pages of an edition on paper; what is saved meanwhile comes first."""
        self.unprinted.discard(language)
        source, paper = (language, PDF), (language, PAPER)
        # Each needs as much memory as a build.
        end_idle(self.printing, {paper})
        jobs = [
            Job(source, make_edition, (plan.book, language, dated(self.root), PDF)),
            Job(paper, make_paper, (plan.settings, language), after=(source,), stays=True),
        ]
        with locked(self.root, send_to_parent), Run(jobs, idle=self.printing, interrupt=parent_connection()) as run:
            for job, said in run:
                if job is None:
                    self.receive()
                    if self.changed:
                        return
                elif isinstance(said, Outcome) and said.error:
                    send_to_parent(BuildEnded(str(said.error)))
                    return
        send_to_parent(PagesReady())

    def _make(self) -> None:
        """Make what has changed, and show it."""
        clear_caches()
        self.unprinted.clear()
        settings = load_settings(self.root)
        load_extensions(self.root)
        last, self.last = self.last, None
        self.last = plan = planned(settings, [PAGES], send_to_parent, last)
        # Sphinx goes on where texts alone have changed, and the file is as it has left it, which it removes where it has failed.
        goes_on = last is not None and plan.book is last.book
        left = {name: _environment(settings, name[0]) for name in self.idle if goes_on}
        end_idle(self.idle, {name for name, state in left.items() if state and state == self.environments.get(name)})

        def follow(job: Job | None, said: object) -> bool:
            """Show what is made; return whether a source has changed, so that what is being made is outdated."""
            if job is None:
                self.receive()
                return self.changed
            # Sent when it is written.
            if isinstance(said, PageInView):
                join_page(settings, *said)
                send_to_parent(PagesReady())
            elif isinstance(said, Outcome) and is_sound(said):
                if job.function is make_pages:
                    join_edition(settings, job.name[0])
                    send_to_parent(PagesReady())
                elif job.name == SHARED_FILES:
                    join_shared(settings)
            return False

        jobs = plan.jobs([PAGES], self.front)
        try:
            make(plan, jobs, send_to_parent, follow, idle=self.idle, interrupt=parent_connection())
        finally:
            self._note_environments(settings)
        if not self.changed:
            join_all(settings)
            self.unprinted.update(plan.inputs if self.is_printed else ())
            send_to_parent(PagesReady())
            send_to_parent(BuildEnded())

    def _note_environments(self, settings: Settings) -> None:
        self.environments = {name: _environment(settings, name[0]) for name in self.idle}


def _environment(settings: Settings, language: str) -> FileState:
    return file_state(doctree_folder(settings, language) / ENV_PICKLE_FILENAME)
