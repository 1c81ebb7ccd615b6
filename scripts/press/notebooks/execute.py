"""Execute notebooks, each in a child process: limit their time, report their progress, and tell where they fail or change the book."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from nbformat import NotebookNode

from press.core.errors import PressError
from press.core.extensions import forget_modules, load_extensions
from press.core.files import file_state, shown_path
from press.core.jobs import ChildDiedError, Job, LateError, Listener, Outcome, Say, StoppedError, can_fork, run_jobs
from press.core.reading import line_of, load_yaml, section
from press.core.settings import CONFIG
from press.core.sources import source_files
from press.core.text import listed
from press.data.sources import Sources
from press.notebooks.notebook import CellLocation, Execution, code_cells, failure

_COLUMNS = 20  # the most columns that pandas shows in a notebook
_GRACE = 5  # seconds that a child has beside those of a cell, for starting and ending
_TIMEOUT = 300  # seconds that a cell may take where the book does not say
_MEMORY = 4 << 30  # bytes that a notebook may hold
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


def load_timeout(root: Path) -> int:
    """Return the seconds that a cell may take (Jupyter Book's ``execute: timeout``), 0 for no limit; raise PressError where it is no number."""
    path = root / CONFIG
    value = section(path, load_yaml(path), "execute").get("timeout")
    if value is None:
        return _TIMEOUT
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        message, remedy = f"timeout is '{value}', which is no number", "write seconds, such as 600, or -1 for no limit"
        raise PressError(message, file=path, line=line_of(path, "timeout"), remedy=remedy)
    return max(0, round(value))


def run_notebooks(
    sources: Sources,
    notebooks: Mapping[Path, NotebookNode],
    reporter: Reporter | None = None,
    *,
    store: Callable[[Path, Execution], None] = lambda path, execution: None,
) -> dict[Path, Execution]:
    """Run ``notebooks`` in one child process each, as many at a time as there are processors, and report progress to ``reporter``.

    Calls ``store`` with each that has succeeded. Raises one PressError with the problems of all notebooks that fail, or with the sources
    of the book that have changed meanwhile, when no run is worth keeping.
    """
    if not notebooks:
        return {}
    if can_fork():
        warm()
    reporter, timeout = reporter or Reporter(), load_timeout(sources.root)
    # Those with the most code first, so that no processor waits for a long one that was begun last.
    longest_first = sorted(notebooks.items(), key=lambda pair: -sum(len(cell.source) for cell in code_cells(pair[1])))
    jobs = [Job(path, run_child, (sources.root, path, notebook)) for path, notebook in longest_first]

    def finished(job: Job, outcome: Outcome) -> None:
        if outcome.error is None:
            reporter.say(f"ran {job.name.name}  {outcome.seconds:.1f} s")

    listener = Listener(
        finished,
        begun=lambda job: reporter.say(f"running {job.name.name} ..."),
        still=lambda *work: reporter.say(f"running {_progress(*work)} ..."),
        meanwhile=reporter.meanwhile if can_fork() else None,
    )
    before = {path: file_state(path) for path in source_files(sources.root)}
    try:
        outcomes = run_jobs(jobs, listener, silence=timeout + _GRACE if timeout else math.inf)
    except StoppedError as stopped:
        raise KeyboardInterrupt("; ".join(_progress(*work) for work in stopped.at_work)) from None
    now = {path: file_state(path) for path in source_files(sources.root)}
    if changed := sorted({source for source, _ in before.items() ^ now.items()}):
        names = listed([shown_path(source, sources.root) for source in changed], 3)
        ran = " and ".join(sorted(path.name for path in notebooks))
        raise PressError(f"{names} changed while {ran} ran", remedy=_READ_ONLY)
    done, problems = {}, []
    for path in notebooks:
        error = outcomes[path].error
        if isinstance(error, LateError):
            remedy = f"mend it in JupyterLab if its loop does not end, or allow more in {CONFIG}: execute: timeout: {2 * timeout}"
            error = failure(path, error.said, f"the cell ran for more than {timeout} seconds", remedy)
        elif isinstance(error, ChildDiedError):
            error = failure(path, error.said, f"the program ended before its time: {error.reason}")
        if error is None:
            done[path] = outcomes[path].value
            store(path, done[path])
        elif isinstance(error, PressError):
            problems.append(str(error))
        else:
            raise error
    if problems:
        raise PressError("\n".join(problems))
    return done


def _progress(job: Job, said: object, seconds: float) -> str:
    """Return the name of a running notebook with its current cell, the seconds so far, and a line of the cell."""
    if not isinstance(said, CellLocation):
        return f"{job.name.name}, {seconds:.0f} s"
    return f"{job.name.name}, cell {said.cell}, {seconds:.0f} s, at '{said.line}'"


def warm() -> None:
    """Import what most notebooks import, so that forked children have it."""
    # The debugger of a kernel, used or not, would print a warning about frozen modules.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _WARM:
        import_module(name)
    # pandas detects on import whether it runs in a notebook; here it does not yet, and would truncate wide tables.
    import_module("pandas").set_option("display.max_columns", _COLUMNS)


def run_child(root: Path, path: Path, notebook: NotebookNode) -> Execution:
    """Run a notebook in this child process."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    from press.notebooks.kernel import run_notebook  # noqa: PLC0415  a kernel is slow to import

    # For a child that was spawned, not forked.
    warm()
    load_extensions(root)
    forget_modules(root)
    return run_notebook(root, path, notebook)
