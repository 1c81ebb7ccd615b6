"""Run notebooks in child processes, each isolated from the book and monitored."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from nbformat import NotebookNode

from press.core.children import processes
from press.core.children.durations import Durations
from press.core.children.memory import available_memory
from press.core.children.processes import ChildDiedError, can_fork
from press.core.children.trees import lead_others
from press.core.children.work import HeartbeatTimeoutError, Job, Limits, MemoryLimitError, Outcome
from press.core.errors import PressError
from press.core.extensions import forget_modules, load_extensions
from press.core.jobs import Listener, StoppedError, run_jobs
from press.core.settings import Settings
from press.core.tracking import Dependency
from press.data.sources import Sources
from press.notebooks.allowed import Allowed, load_allowed
from press.notebooks.cache import Run, run_of
from press.notebooks.faults import LATE, TOO_MUCH, CellLocation, explained, failure
from press.notebooks.isolation import leave_network, protect
from press.notebooks.kept_data import KeptData, other_states
from press.notebooks.reporting import Reporter
from press.notebooks.writes import ELSEWHERE

_COLUMNS = 20  # the most columns that pandas shows in a notebook
_GRACE = 30  # seconds that a child has for ending after the time limit of its cell
# Modules to import before forking. Only those that start no threads, which would not survive the fork.
_WARM = (
    "IPython.core.interactiveshell",
    "ipykernel.inprocess.ipkernel",
    "ipykernel.debugger",
    "pandas",
    "altair",
    "press.notebooks.kernel",
    "press.publish",
    "press.tables",
    "frictionless",
)


@dataclass(frozen=True)
class Unshielded:
    """Sent by a child that cannot be isolated: ``what`` the system does not limit it to, and the ``reason``."""

    what: str
    reason: str


_SOURCES, _NETWORK = "only reading the sources", "having no network"


def run_notebooks(
    sources: Sources,
    notebooks: Mapping[Path, NotebookNode],
    telling: Reporter | None = None,
    *,
    keep: Callable[[Path, Run], None] = lambda path, run: None,
) -> dict[Path, Run]:
    """Run ``notebooks`` in one child process each, as many at a time as there are processors, and report progress to ``telling``.

    Calls ``keep`` with each run that has succeeded. Raises one PressError with the problems of all notebooks that fail.
    """
    if not notebooks:
        return {}
    if can_fork():
        warm()
    telling, allowed = telling or Reporter(), load_allowed(sources.root)
    watch = _Watch(sources.settings, allowed, telling)
    # Those with the most code first, so that no processor waits for a long one that was begun last.
    longest_first = sorted(notebooks.items(), key=lambda pair: -_code_length(pair[1]))
    jobs = [Job(path, run_child, (sources.root, path, notebook, allowed)) for path, notebook in longest_first]
    steps = [telling.meanwhile] if telling.meanwhile and can_fork() else []
    listener = Listener(
        watch.finished, watch.heard, watch.begun, watch.still, meanwhile=lambda: steps.pop() if steps else None
    )
    try:
        outcomes = run_jobs(jobs, _limits(allowed), listener)
    except StoppedError as stopped:
        raise KeyboardInterrupt("; ".join(_told(*work) for work in stopped.at_work)) from None
    problems = {path: problem for path in notebooks if (problem := watch.problem(path, outcomes[path].error))}
    runs = {
        path: run_of(sources, notebook, outcomes[path].value)
        for path, notebook in notebooks.items()
        if path not in problems
    }
    for path, run in runs.items():
        keep(path, run)
    if problems:
        raise PressError("\n".join(problems.values()))
    return runs


def _limits(allowed: Allowed) -> Limits:
    """Return the limits for child processes. The memory of a notebook and its processes is limited by the machine's, too."""
    heartbeat_timeout = allowed.seconds + _GRACE if allowed.seconds else float("inf")
    return Limits(
        heartbeat_timeout=heartbeat_timeout,
        memory=allowed.memory,
        tree=min(allowed.memory, available_memory() or allowed.memory),
    )


@dataclass
class _Watch:
    """Monitors running notebooks and reports their progress; restores the data where a notebook has written to them."""

    settings: Settings
    allowed: Allowed
    telling: Reporter
    _at_work: set[Path] = field(default_factory=set)
    _unshielded: set[Path] = field(default_factory=set)
    _wrote: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kept, self._durations = KeptData(self.settings.root), Durations(self.settings.build)
        self._others = other_states(self.settings.root)

    def begun(self, job: Job) -> None:
        """Report that a notebook begins, unless it took only a moment last time."""
        self._at_work.add(job.arguments[1])
        if line := self._durations.begins(job.arguments[1].name, f"running {job.arguments[1].name}"):
            self.telling.say(line)

    def heard(self, job: Job, said: object) -> None:
        """Record that a notebook cannot be isolated, and report why."""
        if isinstance(said, Unshielded):
            self.telling.why(f"{job.arguments[1].name}: the system does not keep it to {said.what}: {said.reason}")
            if said.what == _SOURCES:
                self._unshielded.add(job.arguments[1])

    def still(self, job: Job, said: object, seconds: float) -> None:
        """Report that a notebook is still running, and at which cell."""
        self.telling.say(f"running {_told(job, said, seconds)} ...")

    def finished(self, job: Job, outcome: Outcome) -> None:
        """Report that a notebook has run, and check the data for changes."""
        path: Path = job.arguments[1]
        self._look_at_data(path)
        self._at_work.discard(path)
        if outcome.error is None and path not in self._wrote:
            self.telling.say(f"ran {path.name}  {outcome.seconds:.1f} s")
            self._durations.note(path.name, outcome.seconds)

    def _look_at_data(self, path: Path) -> None:
        if not self._unshielded & self._at_work:
            return
        self._look_at_others(path)
        if not (changed := self._kept.changed()):
            return
        aside = self.settings.build / "press" / "written" / path.stem
        lost = self._kept.restore(changed, aside)
        root = self.settings.root
        names = ", ".join(str(one.relative_to(root)) for one in changed)
        told = f"it was put back as it was, and what was written is kept in {aside.relative_to(root)}"
        if lost:
            told = f"{', '.join(str(one.relative_to(root)) for one in lost)} has to be restored from version control"
        for one in self._unshielded & self._at_work:
            self._wrote[one] = f"While the notebook ran, something was written into {names}; {told}"

    def _look_at_others(self, path: Path) -> None:
        """Report which other sources have changed; they are not restored, as an editor may well have saved them meanwhile."""
        before, self._others = self._others, other_states(self.settings.root)
        for other in sorted({one for one, _ in before.items() ^ self._others.items()}):
            name = other.relative_to(self.settings.root) if other.is_relative_to(self.settings.root) else other
            self.telling.say(
                f"{name} has changed while {path.name} ran: if nobody saved it, look at what was written into it"
            )

    def problem(self, path: Path, error: BaseException | None) -> str:
        """Return the message for the editor about a run, empty if it succeeded; raise an error that is no fault of the notebook."""
        wrote = self._wrote.get(path)
        if isinstance(error, ChildDiedError):
            error = failure(path, _place(error.said), *explained(_reason(error), self.allowed))
        if isinstance(error, PressError):
            return f"{error}\n  {wrote}" if wrote else str(error)
        if error:
            raise error
        return str(failure(path, None, wrote, ELSEWHERE)) if wrote else ""


def _reason(error: ChildDiedError) -> str:
    if isinstance(error, MemoryLimitError):
        return TOO_MUCH
    return LATE if isinstance(error, HeartbeatTimeoutError) else f"the program ended before its time: {error.reason}"


def _place(said: object) -> CellLocation | None:
    return said if isinstance(said, CellLocation) else None


def _told(job: Job, said: object, seconds: float) -> str:
    """Return the name of a running notebook with its current cell, the seconds so far, and a line of the cell."""
    place = f", cell {said.cell}" if isinstance(said, CellLocation) else ""
    line = f", at '{said.line}'" if isinstance(said, CellLocation) else ""
    return f"{job.arguments[1].name}{place}, {seconds:.0f} s{line}"


def warm() -> None:
    """Import what most notebooks import, so that forked children have it."""
    # The debugger of a kernel, used or not, would print a warning about frozen modules.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _WARM:
        import_module(name)
    # pandas detects on import whether it runs in a notebook; here it does not yet, and would truncate wide tables.
    import_module("pandas").set_option("display.max_columns", _COLUMNS)


def run_child(
    root: Path, path: Path, notebook: NotebookNode, allowed: Allowed
) -> tuple[NotebookNode, list[Path], list[Dependency]]:
    """Run a notebook in this child process; return it with its outputs, the files that it read, and its other dependencies."""
    lead_others()
    # Before anything is imported that starts threads, as only a process with a single one can enter a user namespace.
    is_protected = _shielded(_SOURCES, lambda: protect(root))
    if not allowed.network:
        _shielded(_NETWORK, leave_network)
    from press.notebooks.kernel import run_notebook  # noqa: PLC0415  a kernel is slow to import

    # For a child that was spawned, not forked.
    warm()
    load_extensions(root)
    forget_modules(root)
    return run_notebook(root, path, notebook, allowed, is_protected=is_protected)


def _shielded(what: str, shield: Callable[[], None]) -> bool:
    try:
        shield()
    except OSError as error:
        processes.say(Unshielded(what, error.strerror or str(error)))
        return False
    return True


def _code_length(notebook: NotebookNode) -> int:
    return sum(len(cell.source) for cell in notebook.cells if cell.cell_type == "code")
