"""Run notebooks in child processes, each monitored."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from nbformat import NotebookNode

from press.core.children.memory import available_memory
from press.core.children.processes import can_fork
from press.core.children.trees import lead_others
from press.core.children.work import Job, Limits
from press.core.errors import PressError
from press.core.extensions import forget_modules, load_extensions
from press.core.jobs import Listener, StoppedError, run_jobs
from press.data.sources import Sources
from press.notebooks.allowed import Allowed, load_allowed
from press.notebooks.cache import Run, run_of
from press.notebooks.notebook import Execution, code_cells
from press.notebooks.reporting import Reporter, Watch, progress

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


def run_notebooks(
    sources: Sources,
    notebooks: Mapping[Path, NotebookNode],
    reporter: Reporter | None = None,
    *,
    store: Callable[[Path, Run], None] = lambda path, run: None,
) -> dict[Path, Run]:
    """Run ``notebooks`` in one child process each, as many at a time as there are processors, and report progress to ``reporter``.

    Calls ``store`` with each run that has succeeded. Raises one PressError with the problems of all notebooks that fail, and the sources that have changed meanwhile.
    """
    if not notebooks:
        return {}
    if can_fork():
        warm()
    reporter, allowed = reporter or Reporter(), load_allowed(sources.root)
    watch = Watch(sources.settings, allowed, reporter)
    # Those with the most code first, so that no processor waits for a long one that was begun last.
    longest_first = sorted(notebooks.items(), key=lambda pair: -_code_length(pair[1]))
    jobs = [Job(path, run_child, (sources.root, path, notebook, allowed)) for path, notebook in longest_first]
    steps = [reporter.meanwhile] if reporter.meanwhile and can_fork() else []
    listener = Listener(
        watch.finished, begun=watch.begun, still=watch.still, meanwhile=lambda: steps.pop() if steps else None
    )
    try:
        outcomes = run_jobs(jobs, _limits(allowed), listener)
    except StoppedError as stopped:
        raise KeyboardInterrupt("; ".join(progress(*work) for work in stopped.at_work)) from None
    problems = {path: problem for path in notebooks if (problem := watch.problem(path, outcomes[path].error))}
    runs = {
        path: run_of(sources, notebook, outcomes[path].value)
        for path, notebook in notebooks.items()
        if path not in problems and path not in watch.discarded
    }
    for path, run in runs.items():
        store(path, run)
    if problems or watch.changes:
        raise PressError("\n".join([*problems.values(), *watch.changes]))
    return runs


def _limits(allowed: Allowed) -> Limits:
    """Return the limits for child processes. The memory of a notebook and its processes is limited by the machine's, too."""
    timeout = allowed.seconds + _GRACE if allowed.seconds else float("inf")
    tree = min(allowed.memory, available_memory() or allowed.memory)
    return Limits(heartbeat_timeout=timeout, memory=allowed.memory, tree=tree)


def warm() -> None:
    """Import what most notebooks import, so that forked children have it."""
    # The debugger of a kernel, used or not, would print a warning about frozen modules.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _WARM:
        import_module(name)
    # pandas detects on import whether it runs in a notebook; here it does not yet, and would truncate wide tables.
    import_module("pandas").set_option("display.max_columns", _COLUMNS)


def run_child(root: Path, path: Path, notebook: NotebookNode, allowed: Allowed) -> Execution:
    """Run a notebook in this child process."""
    lead_others()
    from press.notebooks.kernel import run_notebook  # noqa: PLC0415  a kernel is slow to import

    # For a child that was spawned, not forked.
    warm()
    load_extensions(root)
    forget_modules(root)
    return run_notebook(root, path, notebook, allowed)


def _code_length(notebook: NotebookNode) -> int:
    return sum(len(cell.source) for cell in code_cells(notebook))
