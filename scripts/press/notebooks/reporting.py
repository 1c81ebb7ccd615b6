"""Report the progress of notebooks, and which sources of the book have changed while they ran."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from press.core.children.processes import ChildDiedError
from press.core.children.work import HeartbeatTimeoutError, Job, MemoryLimitError, Outcome
from press.core.errors import PressError
from press.core.files import FileState, file_state, shown_path
from press.core.jobs import Say
from press.core.settings import Settings
from press.core.sources import source_files
from press.core.text import listed
from press.notebooks.allowed import Allowed
from press.notebooks.faults import LATE, TOO_MUCH, CellLocation, explained, failure

_READ_ONLY = (
    "if a cell wrote it, restore it from version control and have the cell publish its result or write to a temporary folder (tempfile);"
    " if you saved it meanwhile, build again"
)


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


@dataclass
class Watch:
    """Monitors running notebooks and reports their progress.

    ``changes`` are messages about sources of the book that changed meanwhile, ``discarded`` the notebooks that ran then, one of which may
    have written to them.
    """

    settings: Settings
    allowed: Allowed
    reporter: Reporter
    changes: list[str] = field(default_factory=list)
    discarded: set[Path] = field(default_factory=set)
    _at_work: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._states = self._source_states()

    def begun(self, job: Job) -> None:
        """Report that a notebook begins."""
        path = _notebook(job)
        self._at_work.add(path)
        self.reporter.say(f"running {path.name} ...")

    def still(self, job: Job, said: object, seconds: float) -> None:
        """Report that a notebook is still running, and at which cell."""
        self.reporter.say(f"running {progress(job, said, seconds)} ...")

    def finished(self, job: Job, outcome: Outcome) -> None:
        """Report that a notebook has run, and note the sources that changed since the last one had."""
        path = _notebook(job)
        before, self._states = self._states, self._source_states()
        if changed := sorted({source for source, _ in before.items() ^ self._states.items()}):
            names = listed([shown_path(source, self.settings.root) for source in changed], 3)
            notebooks = " and ".join(sorted(one.name for one in self._at_work))
            self.changes.append(str(PressError(f"{names} changed while {notebooks} ran", remedy=_READ_ONLY)))
            self.discarded |= self._at_work
        self._at_work.discard(path)
        if outcome.error is None and path not in self.discarded:
            self.reporter.say(f"ran {path.name}  {outcome.seconds:.1f} s")

    def _source_states(self) -> dict[Path, FileState]:
        return {path: file_state(path) for path in source_files(self.settings.root)}

    def problem(self, path: Path, error: BaseException | None) -> str:
        """Return the message for the editor about a run, empty if it succeeded; raise an error that is no fault of the notebook."""
        if isinstance(error, ChildDiedError):
            error = failure(path, _location(error.last_message), *explained(_reason(error), self.allowed))
        if isinstance(error, PressError):
            return str(error)
        if error:
            raise error
        return ""


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
