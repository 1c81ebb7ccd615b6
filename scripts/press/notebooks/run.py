"""Runs the notebooks, once for all editions, and keeps what they printed in jupyter-cache.

jupyter-cache alone looks only at the code of a notebook. Here a run also counts as stale when a file that it read, a press
module that it imports or an installed package has changed since.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from press.core import jobs as children
from press.core.errors import PressError
from press.core.extensions import forget_modules, load_extensions
from press.core.processes import ChildDiedError, can_fork
from press.core.stamps import note_reads
from press.core.tracking import Asked
from press.data.sources import Sources
from press.notebooks.cache import Run, keep_run, kept_run, open_cache, run_of, staleness
from press.notebooks.faults import failure
from press.notebooks.notebook import Executed, read_notebook, without_frames

_COLUMNS = 20  # of a table that pandas shows in a notebook
TIMEOUT = 300  # seconds a cell may take
MEMORY = 4 << 30  # bytes a notebook may use
# What children find imported already. Only what starts no threads, which would not survive the fork.
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
Report = Callable[[str, float], None]


def executed_notebooks(
    sources: Sources,
    report: Report | None = None,
    why: Callable[[str], None] | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> list[Executed]:
    """All notebooks of the book with current outputs; those whose code or inputs changed are run first.

    ``report`` is called with name and seconds after each run, ``why`` with a name and the reason before, ``meanwhile``
    while the first ones run. A notebook that raises, hangs or cannot be read is a
    PressError that names notebook and cell.
    """
    known = _Known.of(sources)
    if why:
        for path, reason in known.reasons.items():
            why(f"{path.name}: {reason}")
    new = run_notebooks(sources, {path: known.notebooks[path] for path in known.reasons}, report, meanwhile)
    for path, run in new.items():
        keep_run(known.cache, path, run)
    return known.executed(sources, new)


def kept_notebooks(sources: Sources) -> list[Executed] | None:
    """Return all notebooks of the book with the outputs that are kept; none where some have to run."""
    known = _Known.of(sources)
    return None if known.reasons else known.executed(sources, {})


@dataclass(frozen=True)
class _Known:
    """The notebooks of a book by path, the runs that are kept of them, and the ``reasons`` why some have to run again."""

    cache: Any
    notebooks: dict[Path, NotebookNode]
    runs: dict[Path, Run | None]
    reasons: dict[Path, str]

    @classmethod
    def of(cls, sources: Sources) -> _Known:
        """Return what is known of the notebooks of a book with ``sources``."""
        notebooks = {path: read_notebook(path) for path in sources.settings.notebooks}
        if not notebooks:
            return cls(None, {}, {}, {})
        cache = open_cache(sources.settings)
        kept = {path: kept_run(cache, notebook) for path, notebook in notebooks.items()}
        reasons = {path: staleness(sources, notebook, kept[path]) for path, notebook in notebooks.items()}
        return cls(cache, notebooks, kept, {path: reason for path, reason in reasons.items() if reason})

    def executed(self, sources: Sources, new: Mapping[Path, Run]) -> list[Executed]:
        """Return the notebooks with outputs, some of ``new`` runs, and note what all of them have read."""
        runs = {path: run for path, run in {**self.runs, **new}.items() if run}
        if runs:
            note_reads(sources.settings, (read for run in runs.values() for read in run.inputs["reads"]))
        return [Executed(path, _with_outputs(self.notebooks[path], runs[path].notebook)) for path in self.notebooks]


def _with_outputs(source: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """``source`` with the outputs of ``executed``, which has the same code cells but maybe older prose."""
    merged: NotebookNode = nbformat.from_dict(source)
    code = (cell for cell in executed.cells if cell.cell_type == "code")
    for cell in merged.cells:
        if cell.cell_type == "code":
            other = next(code)
            cell.outputs, cell.execution_count = other.outputs, other.execution_count
    return merged


def run_notebooks(
    sources: Sources,
    notebooks: Mapping[Path, NotebookNode],
    report: Report | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> dict[Path, Run]:
    """Run ``notebooks``, each in a child process of its own, as many at a time as there are processors; ``meanwhile`` is done once, here."""
    if not notebooks:
        return {}
    if can_fork():
        warm()
    # Those with the most code first, so that no processor waits for a long one that was begun last.
    longest_first = sorted(notebooks.items(), key=lambda pair: -_code_length(pair[1]))
    jobs = [children.Job(path, run_child, (sources.root, path, notebook, TIMEOUT)) for path, notebook in longest_first]
    limits = children.Limits(silence=TIMEOUT + 30, memory=MEMORY)

    def finished(job: children.Job, outcome: children.Outcome) -> None:
        if report and outcome.error is None:
            report(job.arguments[1].name, outcome.seconds)

    steps = [meanwhile] if meanwhile and can_fork() else []
    outcomes = children.run_jobs(
        jobs, limits, children.Listener(finished, meanwhile=lambda: steps.pop() if steps else None)
    )
    problems = [_problem(path, error) for path in notebooks if (error := outcomes[path].error)]
    if problems:
        raise PressError("\n".join(problems))
    return {path: run_of(sources, notebook, outcomes[path].value) for path, notebook in notebooks.items()}


def warm() -> None:
    """Import what most notebooks import, for the children to have."""
    # Each kernel has a debugger, used or not, which would warn the reader of its own way to look into modules.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _WARM:
        import_module(name)
    # pandas asks, when it is imported, whether it is in a notebook; here it is not yet, and would cut wide tables.
    import_module("pandas").set_option("display.max_columns", _COLUMNS)


def run_child(
    root: Path, path: Path, notebook: NotebookNode, timeout: int
) -> tuple[NotebookNode, list[Path], list[Asked]]:
    """What a child does with a notebook."""
    from press.notebooks.kernel import run_notebook  # noqa: PLC0415  a kernel is slow to import

    # A child that was not forked has nothing at hand yet.
    warm()
    load_extensions(root)
    forget_modules(root)
    return run_notebook(root, path, notebook, timeout)


def _problem(path: Path, error: BaseException) -> str:
    """What the editor is told of a run that failed; what is no fault of the notebook is raised."""
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return str(failure(path, error.said, f"the program ended before its time: {error.reason}"))
    raise error


def save_outputs(executed: Iterable[Executed]) -> list[Path]:
    """Store the outputs in the notebooks themselves, where nbval compares them; return the files that changed."""
    changed = []
    for item in executed:
        text = nbformat.writes(clean(item.notebook)) + "\n"
        if item.path.read_text(encoding="utf-8") != text:
            item.path.write_text(text, encoding="utf-8")
            changed.append(item.path)
    return changed


def clean(notebook: NotebookNode) -> NotebookNode:
    """A copy without what changes from run to run or from desk to desk, and without what is for the pages alone."""
    copy: NotebookNode = nbformat.from_dict(notebook)
    without_frames(copy)
    copy.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for cell in copy.cells:
        cell.metadata.pop("execution", None)
    return copy


def _code_length(notebook: NotebookNode) -> int:
    return sum(len(cell.source) for cell in notebook.cells if cell.cell_type == "code")
