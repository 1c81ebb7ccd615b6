"""Report the progress of notebooks, and restore the data where one that cannot be isolated has written to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from press.core.children.processes import ChildDiedError
from press.core.children.work import HeartbeatTimeoutError, Job, MemoryLimitError, Outcome
from press.core.errors import PressError
from press.core.files import shown_path
from press.core.jobs import Say
from press.core.settings import Settings
from press.notebooks.allowed import Allowed
from press.notebooks.data_copy import DataCopy, other_states
from press.notebooks.faults import LATE, TOO_MUCH, CellLocation, explained, failure
from press.notebooks.writes import ELSEWHERE

# What the system may not limit a notebook to.
READING_ALONE, NO_NETWORK = "only reading the sources", "having no network"


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


@dataclass(frozen=True)
class NotIsolated:
    """Sent by a child that cannot be isolated: ``what`` the system does not limit it to, and the ``reason``."""

    what: str
    reason: str


@dataclass
class Watch:
    """Monitors running notebooks and reports their progress; restores the data where a notebook has written to them."""

    settings: Settings
    allowed: Allowed
    reporter: Reporter
    _at_work: set[Path] = field(default_factory=set)
    _not_isolated: set[Path] = field(default_factory=set)
    _wrote: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._data = DataCopy(self.settings.root)
        self._others = other_states(self.settings.root)

    def begun(self, job: Job) -> None:
        """Report that a notebook begins."""
        path = _notebook(job)
        self._at_work.add(path)
        self.reporter.say(f"running {path.name} ...")

    def heard(self, job: Job, said: object) -> None:
        """Record that a notebook cannot be isolated, and report why."""
        if isinstance(said, NotIsolated):
            path = _notebook(job)
            self.reporter.why(f"{path.name}: the system does not keep it to {said.what}: {said.reason}")
            if said.what == READING_ALONE:
                self._not_isolated.add(path)

    def still(self, job: Job, said: object, seconds: float) -> None:
        """Report that a notebook is still running, and at which cell."""
        self.reporter.say(f"running {progress(job, said, seconds)} ...")

    def finished(self, job: Job, outcome: Outcome) -> None:
        """Report that a notebook has run, and check the data for changes."""
        path = _notebook(job)
        self._restore_data(path)
        self._at_work.discard(path)
        if outcome.error is None and path not in self._wrote:
            self.reporter.say(f"ran {path.name}  {outcome.seconds:.1f} s")

    def _restore_data(self, path: Path) -> None:
        if not self._not_isolated & self._at_work:
            return
        self._report_others(path)
        if not (changed := self._data.changed()):
            return
        aside = self.settings.build / "press" / "written" / path.stem
        lost = self._data.restore(changed, aside)
        root = self.settings.root
        names = ", ".join(str(one.relative_to(root)) for one in changed)
        outcome = f"it was put back as it was, and what was written is kept in {aside.relative_to(root)}"
        if lost:
            outcome = f"{', '.join(str(one.relative_to(root)) for one in lost)} has to be restored from version control"
        for one in self._not_isolated & self._at_work:
            self._wrote[one] = f"While the notebook ran, something was written into {names}; {outcome}"

    def _report_others(self, path: Path) -> None:
        """Report which other sources have changed; they are not restored, as an editor may well have saved them meanwhile."""
        before, self._others = self._others, other_states(self.settings.root)
        for other in sorted({one for one, _ in before.items() ^ self._others.items()}):
            name = shown_path(other, self.settings.root)
            self.reporter.say(
                f"{name} has changed while {path.name} ran: if nobody saved it, look at what was written into it"
            )

    def problem(self, path: Path, error: BaseException | None) -> str:
        """Return the message for the editor about a run, empty if it succeeded; raise an error that is no fault of the notebook."""
        wrote = self._wrote.get(path)
        if isinstance(error, ChildDiedError):
            error = failure(path, _location(error.last_message), *explained(_reason(error), self.allowed))
        if isinstance(error, PressError):
            return f"{error}\n  {wrote}" if wrote else str(error)
        if error:
            raise error
        return str(failure(path, None, wrote, ELSEWHERE)) if wrote else ""


def _reason(error: ChildDiedError) -> str:
    if isinstance(error, MemoryLimitError):
        return TOO_MUCH
    return LATE if isinstance(error, HeartbeatTimeoutError) else f"the program ended before its time: {error.reason}"


def _location(said: object) -> CellLocation | None:
    return said if isinstance(said, CellLocation) else None


def progress(job: Job, said: object, seconds: float) -> str:
    """Return the name of a running notebook with its current cell, the seconds so far, and a line of the cell."""
    location = _location(said)
    place = f", cell {location.cell}" if location else ""
    line = f", at '{location.line}'" if location else ""
    return f"{_notebook(job).name}{place}, {seconds:.0f} s{line}"


def _notebook(job: Job) -> Path:
    """Return the path of the notebook that a job runs."""
    return Path(job.arguments[1])
