"""Runs the notebooks, once for all editions, and keeps what they printed in jupyter-cache.

jupyter-cache alone looks only at the code of a notebook. Here a run also counts as stale when a file that it read, a press
module that it imports or an installed package has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from press.core.stamps import note_reads
from press.data.sources import Sources
from press.notebooks.allowed import load_allowed
from press.notebooks.cache import Run, keep_run, kept_run, open_cache, staleness
from press.notebooks.children import run_notebooks
from press.notebooks.notebook import Executed, read_notebook, without_frames
from press.notebooks.reporting import Reporter


def executed_notebooks(sources: Sources, telling: Reporter | None = None) -> list[Executed]:
    """All notebooks of the book with current outputs; those whose code or inputs changed are run first, which ``telling`` tells.

    A notebook that raises, hangs or cannot be read is a PressError that names notebook and cell.
    """
    telling = telling or Reporter()
    known = _Known.of(sources)
    for path, reason in known.reasons.items():
        telling.why(f"{path.name}: {reason}")
    new = run_notebooks(sources, {path: known.notebooks[path] for path in known.reasons}, telling)
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
        # What is wrong with what they may, is told though none has to run.
        load_allowed(sources.root)
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
