"""Make a book again whenever it is told that a source has changed, in a process of its own without threads, which so can fork.

It tells the process that serves the book what there is to see. What it is told, and tells, are the values below.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from press.build.inputs import edition_inputs
from press.build.lock import locked
from press.build.make import make
from press.build.parts import Part, forget_made
from press.build.plan import CHECKED, Plan, checking, plan
from press.build.prepared import Front, Prepared, prepare
from press.build.show import Showing
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


@dataclass(frozen=True)
class Order:
    """Told: which page is in ``front``, and whether a source has ``changed``, so that the book is to be made again."""

    front: Front
    changed: bool


@dataclass(frozen=True)
class PagesReady:
    """Said: there are new pages or files to see."""


@dataclass(frozen=True)
class BuildEnded:
    """Said: all is made; or it is not, and the ``message`` tells why."""

    message: str = ""


def follow(root: Path) -> None:
    """Make the book at ``root`` again and again, until nobody listens."""
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
    _last: Plan | None = None
    _prepared: Prepared | None = None
    _standing_by: WorkerPool = field(default_factory=WorkerPool)

    def take(self, order: Order) -> None:
        """Take in an order, and those that have come since."""
        orders = [order]
        while processes.line().poll():
            orders.append(processes.hear())
        self.front = orders[-1].front
        self._changed = self._changed or any(one.changed for one in orders)

    def end(self) -> None:
        """End the processes that wait."""
        if self._prepared:
            self._prepared.process.kill()
        self._prepared = None
        self._standing_by.end()

    def make_and_prepare(self) -> None:
        """Make the book until nothing has changed meanwhile, and prepare for what is likely to be the next change."""
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
        settings = load_settings(self.root)
        load_extensions(self.root)
        make_writable(settings.build)
        check_unmerged(self.root)
        last, self._last = self._last, None
        begun = self._begun(settings, last) if last else []
        self._last = planned = self._planned(settings, begun, last)
        showing = Showing(settings, planned, lambda: processes.say(PagesReady()))
        listener = Listener(showing.finished, showing.heard, interrupted=self._interrupted, interrupt=processes.line())
        self._standing_by.retain(_of_one_language(planned))
        make(settings, planned, [*planned.jobs(), planned.indexing()], processes.say, listener, self._standing_by)
        self._standing_by.retain(_of_one_language(planned))
        if not self._changed:
            showing.all()
            processes.say(BuildEnded())

    def _planned(self, settings: Settings, begun: list[Part], last: Plan | None) -> Plan:
        try:
            known = last.book if last and begun else None
            return plan(settings, processes.say, None, begun, self.front, known)
        except PressError:
            # What is under way is not waited for, and so made from nothing the next time.
            forget_made(settings, begun)
            self._standing_by.end()
            raise

    def _begun(self, settings: Settings, last: Plan) -> list[Part]:
        """Have the pages that are prepared made, if they are those of the edition that has changed, and checks beside."""
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            return []
        part = (prepared.language, PAGES)
        if not prepared.begin(settings, edition_inputs(settings, *part), self.front):
            prepared.process.kill()
            return []
        self._standing_by.begun[part] = prepared.process
        self._standing_by.begin(checking(settings, last.book))
        return [part]

    def _interrupted(self) -> None:
        """Begin nothing more where a source has changed: it would not be what is to be seen."""
        self.take(processes.hear())
        if self._changed:
            raise HaltError

    def _prepare(self, made: Plan) -> None:
        """Prepare the edition that was edited alone, or else the one that somebody looks at."""
        languages = {part[0] for part in made.stale if len(part) > 1}
        language = languages.pop() if len(languages) == 1 else self.front.language
        settings = made.book.sources.settings
        if language in settings.languages:
            self._prepared = prepare(made.book, language, made.inputs[language, PAGES], self.front)


def _of_one_language(planned: Plan) -> list[Hashable]:
    """Return the names of jobs whose processes are to wait: the checks, and the formats of the language to which all that is made belongs.

    A process that has printed a book takes more than a gigabyte, so that only the edition that is being edited keeps its own.
    """
    languages = {part[0] for part in planned.stale if len(part) > 1}
    return [CHECKED, *((language, builder) for language in languages for builder in FORMATS if len(languages) == 1)]
