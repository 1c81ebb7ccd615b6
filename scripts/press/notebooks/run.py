"""Run the notebooks once for all editions, and again when their code, a file that they read, a module of press that they import or a package has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from press.core.stamps import note_reads
from press.data.sources import Sources
from press.notebooks.cache import Run, cached_run, staleness, store_run
from press.notebooks.execute import Reporter, load_timeout, run_notebooks
from press.notebooks.notebook import Executed, code_cells, read_notebook, without_frames


def executed_notebooks(sources: Sources, reporter: Reporter | None = None) -> list[Executed]:
    """Return all notebooks of the book with current outputs, after running the stale ones, reported to ``reporter``.

    Raises PressError with notebook and cell where one raises, hangs or cannot be read.
    """
    reporter = reporter or Reporter()
    notebooks, runs, reasons = _state(sources)
    for path, reason in reasons.items():
        reporter.why(f"{path.name}: {reason}")
    stale = {path: notebooks[path] for path in reasons}
    new = run_notebooks(sources, stale, reporter, store=partial(store_run, sources.settings))
    return _executed(sources, notebooks, {**runs, **new})


def cached_notebooks(sources: Sources) -> list[Executed] | None:
    """Return all notebooks of the book with their cached outputs; None where some have to run."""
    notebooks, runs, reasons = _state(sources)
    return None if reasons else _executed(sources, notebooks, runs)


def _state(sources: Sources) -> tuple[dict[Path, NotebookNode], dict[Path, Run], dict[Path, str]]:
    """Return by path the notebooks of a book, their last runs, and the reasons why some have to run again."""
    # A fault of this setting is reported even where no notebook has to run.
    load_timeout(sources.root)
    notebooks = {path: read_notebook(path) for path in sources.settings.notebooks}
    found = {path: cached_run(sources.settings, path, notebook) for path, notebook in notebooks.items()}
    reasons = {path: staleness(sources, notebook, found[path]) for path, notebook in notebooks.items()}
    runs = {path: run for path, run in found.items() if run}
    return notebooks, runs, {path: reason for path, reason in reasons.items() if reason}


def _executed(sources: Sources, notebooks: Mapping[Path, NotebookNode], runs: Mapping[Path, Run]) -> list[Executed]:
    """Return the notebooks with the outputs of ``runs``, and store which files all of them have read."""
    if runs:
        note_reads(sources.settings, (read for run in runs.values() for read in run.inputs["reads"]))
    return [Executed(path, _with_outputs(notebook, runs[path].notebook)) for path, notebook in notebooks.items()]


def _with_outputs(source: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """Return ``source`` with the outputs of ``executed``, which has the same code cells but maybe older prose."""
    merged: NotebookNode = nbformat.from_dict(source)
    for cell, other in zip(code_cells(merged), code_cells(executed), strict=True):
        cell.outputs, cell.execution_count = other.outputs, other.execution_count
    return merged


def save_outputs(executed: Iterable[Executed]) -> list[Path]:
    """Write the outputs into the notebook files, where nbval compares them; return the files that changed."""
    changed = []
    for item in executed:
        text = nbformat.writes(clean(item.notebook)) + "\n"
        if item.path.read_text(encoding="utf-8") != text:
            item.path.write_text(text, encoding="utf-8")
            changed.append(item.path)
    return changed


def clean(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without metadata that depend on run or machine, and without outputs that only pages use."""
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
