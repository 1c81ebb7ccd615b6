"""Run the notebooks, once for all editions, and cache their outputs with jupyter-cache.

jupyter-cache alone compares only the code of a notebook. Here a run is also stale when a file that it read, a press
module that it imports or an installed package has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from press.core.stamps import note_reads
from press.data.sources import Sources
from press.notebooks.cache import Run, cached_run, open_cache, staleness, store_run
from press.notebooks.execute import Reporter, load_timeout, run_notebooks
from press.notebooks.notebook import Executed, code_cells, read_notebook, without_frames


def executed_notebooks(sources: Sources, reporter: Reporter | None = None) -> list[Executed]:
    """Return all notebooks of the book with current outputs, after running the stale ones, reported to ``reporter``.

    Raises PressError with notebook and cell where one raises, hangs or cannot be read.
    """
    reporter = reporter or Reporter()
    known = _Known.of(sources)
    for path, reason in known.reasons.items():
        reporter.why(f"{path.name}: {reason}")
    stale = {path: known.notebooks[path] for path in known.reasons}
    new = run_notebooks(sources, stale, reporter, store=partial(store_run, known.cache))
    return known.executed(sources, new)


def cached_notebooks(sources: Sources) -> list[Executed] | None:
    """Return all notebooks of the book with their cached outputs; None where some have to run."""
    known = _Known.of(sources)
    return None if known.reasons else known.executed(sources, {})


@dataclass(frozen=True)
class _Known:
    """The notebooks of a book by path, their cached runs, and the ``reasons`` why some have to run again."""

    cache: Any
    notebooks: dict[Path, NotebookNode]
    runs: dict[Path, Run | None]
    reasons: dict[Path, str]

    @classmethod
    def of(cls, sources: Sources) -> _Known:
        """Return the notebooks of a book with ``sources`` and the state of their cached runs."""
        # A fault of this setting is reported even where no notebook has to run.
        load_timeout(sources.root)
        notebooks = {path: read_notebook(path) for path in sources.settings.notebooks}
        if not notebooks:
            return cls(None, {}, {}, {})
        cache = open_cache(sources.settings)
        runs = {path: cached_run(cache, notebook) for path, notebook in notebooks.items()}
        reasons = {path: staleness(sources, notebook, runs[path]) for path, notebook in notebooks.items()}
        return cls(cache, notebooks, runs, {path: reason for path, reason in reasons.items() if reason})

    def executed(self, sources: Sources, new: Mapping[Path, Run]) -> list[Executed]:
        """Return the notebooks with outputs, of ``new`` runs or cached ones, and store which files all of them have read."""
        runs = {path: run for path, run in {**self.runs, **new}.items() if run}
        if runs:
            note_reads(sources.settings, (read for run in runs.values() for read in run.inputs["reads"]))
        return [Executed(path, _with_outputs(self.notebooks[path], runs[path].notebook)) for path in self.notebooks]


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
