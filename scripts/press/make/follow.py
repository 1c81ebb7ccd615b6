"""Rebuild a book whenever the serving process reports that a source has changed; runs as a process without threads, which can fork.

It reports to the serving process what is new to see. The messages of both are the classes below.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from press.checks.run import check_unmerged
from press.core.caches import clear_caches
from press.core.children import processes
from press.core.children.processes import can_fork
from press.core.children.work import WorkerPool
from press.core.errors import PressError, told_fault
from press.core.extensions import load_extensions
from press.core.formats import FORMATS, PAGES
from press.core.jobs import HaltError, Listener
from press.core.project import build_folder, make_writable
from press.core.settings import Settings, load_settings
from press.make.build import make
from press.make.inputs import edition_inputs, notebook_inputs
from press.make.lock import locked
from press.make.parts import Part, forget_made
from press.make.plan import CHECKED, Plan, check_job, plan
from press.make.prepared import Front, Prepared, prepare
from press.make.show import Showing


@dataclass(frozen=True)
class Order:
    """A message to this process: the page in ``front``, whether a source has ``changed``, so that the book is to be rebuilt, and how many ``saves`` there were."""

    front: Front
    changed: bool
    saves: int = 0


@dataclass(frozen=True)
class PagesReady:
    """A message to the server: new pages or files can be shown, made after so many ``saves``."""

    saves: int = 0


@dataclass(frozen=True)
class BuildEnded:
    """A message to the server: the build has finished; if it failed, ``message`` says why."""

    message: str = ""


def follow(root: Path) -> None:
    """Build the book at ``root`` again on each order, until the parent is gone."""
    follower = _Follower(root)
    try:
        while True:
            follower.take(processes.hear())
            follower.make_and_prepare()
    finally:
        follower.end()


@dataclass
class _Follower:
    root: Path
    front: Front = field(default_factory=Front)
    _changed: bool = False
    _saves: int = 0
    _last: Plan | None = None
    _prepared: Prepared | None = None
    _pool: WorkerPool = field(default_factory=WorkerPool)

    def take(self, order: Order) -> None:
        """Merge an order with those that have arrived since."""
        orders = [order]
        while processes.line().poll():
            orders.append(processes.hear())
        self.front, self._saves = orders[-1].front, orders[-1].saves
        self._changed = self._changed or any(each.changed for each in orders)

    def end(self) -> None:
        """End the waiting processes."""
        if self._prepared:
            self._prepared.process.kill()
        self._prepared = None
        self._pool.end()

    def make_and_prepare(self) -> None:
        """Build until nothing has changed meanwhile, then prepare for the most likely next change."""
        while self._changed:
            self._changed = False
            try:
                with locked(self.root, processes.say):
                    self._make()
            except PressError as error:
                processes.say(BuildEnded(str(error)))
            except Exception as error:
                self._last = None
                self.end()
                processes.say(BuildEnded(told_fault(error, build_folder(self.root))))
        if self._last and not self._prepared and can_fork():
            self._prepare(self._last)

    def _make(self) -> None:
        """Make what has changed, and show it."""
        clear_caches()
        ready = PagesReady(self._saves)
        settings = load_settings(self.root)
        load_extensions(self.root)
        make_writable(settings.build)
        check_unmerged(self.root)
        last, self._last = self._last, None
        begun = self._begin_prepared(settings, last) if last else []
        self._last = planned = self._plan(settings, begun, last)
        showing = Showing(settings, planned, lambda: processes.say(ready))
        listener = Listener(showing.finished, showing.heard, interrupted=self._interrupted, interrupt=processes.line())
        self._pool.retain(_jobs_that_stay(planned))
        make(settings, planned, [*planned.jobs(), planned.index_job()], processes.say, listener, self._pool)
        self._pool.retain(_jobs_that_stay(planned))
        if not self._changed:
            showing.show_all()
            processes.say(BuildEnded())

    def _plan(self, settings: Settings, begun: list[Part], last: Plan | None) -> Plan:
        try:
            known = last.book if last and begun else None
            return plan(settings, processes.say, None, begun, self.front, known)
        except PressError:
            # Jobs under way are ended, so their parts are made from scratch next time.
            forget_made(settings, begun)
            self._pool.end()
            raise

    def _begin_prepared(self, settings: Settings, last: Plan) -> list[Part]:
        """Start the prepared edition, if only that has changed, and the checks beside it; return the parts begun."""
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            return []
        part = (prepared.language, PAGES)
        inputs = {**edition_inputs(settings, *part), **notebook_inputs(settings)}
        if not prepared.begin(settings, inputs, self.front):
            prepared.process.kill()
            return []
        self._pool.begun[part] = prepared.process
        self._pool.begin(check_job(settings, last.book))
        return [part]

    def _interrupted(self) -> None:
        """Receive an order; raise HaltError if a source has changed, as what is being made is outdated."""
        self.take(processes.hear())
        if self._changed:
            raise HaltError

    def _prepare(self, made: Plan) -> None:
        """Prepare the only edition that was edited, or else the one that is looked at."""
        languages = {part[0] for part in made.stale if len(part) > 1}
        language = languages.pop() if len(languages) == 1 else self.front.language
        settings = made.book.sources.settings
        if language in settings.languages:
            self._prepared = prepare(made.book, language, made.inputs[language, PAGES], self.front)


def _jobs_that_stay(planned: Plan) -> list[Hashable]:
    """Return the names of jobs whose processes are to wait: the checks, and the formats of the edition that was made, if it is one alone.

    A process that has made a PDF takes more than a gigabyte, so that only the edition that is being edited keeps its own.
    """
    languages = {part[0] for part in planned.stale if len(part) > 1}
    return [CHECKED, *((language, builder) for language in languages for builder in FORMATS if len(languages) == 1)]
