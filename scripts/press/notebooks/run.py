"""Run the notebooks once for all editions, and again when their code, a file that they read, press or a package has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from press.core.digests import (
    difference,
    digests,
    environment,
    fingerprint,
    note_reads,
    path_from,
    press_fingerprint,
)
from press.core.errors import PressError
from press.core.files import file_state, write_whole
from press.core.settings import Settings
from press.core.text import Json
from press.core.tracking import Dependency, sources_among
from press.data.descriptor import DESCRIPTOR
from press.data.sources import Sources
from press.notebooks.execute import Reporter, load_timeout, run_notebooks
from press.notebooks.notebook import FRAME, Executed, Execution, code_cells, read_notebook
from press.notebooks.results import Results, collect_results

# In place of the digest of a file that was saved while its notebook ran.
_SAVED = "saved meanwhile"


@dataclass(frozen=True, eq=False)
class Book:
    """The sources of a book, its notebooks with current outputs, and their results; not to be changed."""

    sources: Sources
    notebooks: tuple[Executed, ...]
    results: Results


@dataclass(frozen=True)
class Run:
    """A cached run: the notebook with outputs, and the ``inputs`` that it depends on besides its own code."""

    notebook: NotebookNode
    inputs: Json


def staleness(sources: Sources, run: Run | None) -> str:
    """Return why a notebook has to run again after ``run``, in plain words; empty where it has not."""
    if run is None:
        return "its code is new"
    before = run.inputs
    if before.get("press") != press_fingerprint("*.py"):
        return "press changed"
    if before.get("packages") != fingerprint([], environment()):
        return "the installed packages changed"
    for kind, name, digest in before.get("described", ()):
        if _descriptor_digest(sources, (kind, name)) != digest:
            return f"what {DESCRIPTOR} says of the {f'table {name}' if name else 'tables'} changed"
    return difference(before.get("reads", {}), sources.root)


def _descriptor_digest(sources: Sources, dependency: Dependency) -> str:
    """Return a digest of what the descriptor holds of a dependency of a notebook; empty where it lacks it."""
    try:
        return fingerprint([], sources.package.content_of(dependency))
    except PressError:
        return ""


def cached_run(settings: Settings, path: Path, notebook: NotebookNode) -> Run | None:
    """Return the last run of the ``notebook`` at ``path``; None where there was none, its code has changed since, or its file is damaged."""
    try:
        kept = json.loads(_file(settings, path).read_text(encoding="utf-8"))
        run = Run(nbformat.from_dict(kept["notebook"]), kept["inputs"])
        digest = kept["digest"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return run if digest == _digest(run.notebook, run) and _digest(notebook) == _digest(run.notebook) else None


def store_run(settings: Settings, path: Path, run: Run) -> None:
    """Keep the run of the notebook at ``path`` for the next build."""
    kept = {"notebook": run.notebook, "inputs": run.inputs, "digest": _digest(run.notebook, run)}
    write_whole(_file(settings, path), json.dumps(kept).encode())


def _file(settings: Settings, path: Path) -> Path:
    return settings.build / "notebooks" / f"{path.stem}.json"


def _digest(notebook: NotebookNode, run: Run | None = None) -> str:
    """Return a digest of the code of ``notebook`` and, with ``run``, of its outputs and inputs."""
    cells = [[cell.source, cell.outputs if run else ""] for cell in code_cells(notebook)]
    return fingerprint([], json.dumps([cells, run and run.inputs], sort_keys=True))


def run_of(sources: Sources, execution: Execution) -> Run:
    """Return the run to cache: the executed notebook with digests of the files that it read and of what it used of the descriptor."""
    reads = digests(sources_among(execution.reads, sources.root), sources.root)
    # After the digests: what was saved since it was read is to be read again.
    saved = [path for path, state in execution.reads.items() if file_state(path) != state]
    reads.update((path, _SAVED) for path in {path_from(sources.root, path) for path in saved} & reads.keys())
    described = [[*dependency, _descriptor_digest(sources, dependency)] for dependency in execution.dependencies]
    packages = fingerprint([], environment())
    inputs = {"press": press_fingerprint("*.py"), "packages": packages, "reads": reads, "described": described}
    return Run(execution.notebook, inputs)


def run_book(sources: Sources, reporter: Reporter | None = None) -> Book:
    """Run the stale notebooks, reporting to ``reporter``, and return the book.

    Raises PressError with notebook and cell where one raises, hangs or cannot be read, or publishes a key twice.
    """
    reporter = reporter or Reporter()
    notebooks, runs, reasons = _state(sources)
    for path, reason in reasons.items():
        reporter.why(f"{path.name}: {reason}")
    stale = {path: notebooks[path] for path in reasons}

    def store(path: Path, execution: Execution) -> None:
        runs[path] = run_of(sources, execution)
        store_run(sources.settings, path, runs[path])

    run_notebooks(sources, stale, reporter, store=store)
    return _book(sources, notebooks, runs)


def cached_book(sources: Sources) -> Book | None:
    """Return the book if the cached outputs of all notebooks are current, otherwise None."""
    notebooks, runs, reasons = _state(sources)
    return None if reasons else _book(sources, notebooks, runs)


def _state(sources: Sources) -> tuple[dict[Path, NotebookNode], dict[Path, Run], dict[Path, str]]:
    """Return by path the notebooks of a book, their last runs, and the reasons why some have to run again."""
    # A fault of this setting is reported even where no notebook has to run.
    load_timeout(sources.root)
    notebooks = {path: read_notebook(path) for path in sources.settings.notebooks}
    found = {path: cached_run(sources.settings, path, notebook) for path, notebook in notebooks.items()}
    reasons = {path: staleness(sources, found[path]) for path in notebooks}
    runs = {path: run for path, run in found.items() if run}
    return notebooks, runs, {path: reason for path, reason in reasons.items() if reason}


def _book(sources: Sources, notebooks: Mapping[Path, NotebookNode], runs: Mapping[Path, Run]) -> Book:
    """Return the book with the outputs of ``runs``, and store which files all of them have read."""
    if runs:
        note_reads(sources.settings, (read for run in runs.values() for read in run.inputs["reads"]))
    executed = []
    for path, notebook in notebooks.items():
        merged: NotebookNode = nbformat.from_dict(notebook)
        # The same code cells, but maybe older prose.
        for cell, ran in zip(code_cells(merged), code_cells(runs[path].notebook), strict=True):
            cell.outputs, cell.execution_count = ran.outputs, ran.execution_count
        executed.append(Executed(path, merged))
    return Book(sources, tuple(executed), collect_results(executed))


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
    copy.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for cell in copy.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FRAME, None)
    return copy
