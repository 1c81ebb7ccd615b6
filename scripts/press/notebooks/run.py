"""Run the notebooks once for all editions, and again when their code, a file that they read, a module of press that they import or a package has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from press.core.caches import cached_by_state
from press.core.digests import difference, digests, environment, fingerprint, imported_press_files, path_from
from press.core.errors import PressError
from press.core.files import file_state, write_whole
from press.core.settings import Settings
from press.core.stamps import note_reads
from press.core.text import Json
from press.core.tracking import Dependency, sources_among
from press.data.descriptor import DESCRIPTOR
from press.data.sources import Sources
from press.notebooks.execute import Reporter, load_timeout, run_notebooks
from press.notebooks.notebook import Executed, Execution, code_cells, read_notebook, without_frames

# The modules that add to the outputs of every notebook, whatever its code, and say which may be published.
_BESIDE = [Path(__file__).with_name(name) for name in ("frames.py", "faults.py")]
# In place of the digest of a file that was saved while its notebook ran.
_SAVED = "saved meanwhile"


@dataclass(frozen=True)
class Run:
    """A cached run: the notebook with outputs, and the ``inputs`` that it depends on besides its own code."""

    notebook: NotebookNode
    inputs: Json


def _codes(notebook: NotebookNode) -> Iterator[str]:
    """Yield the code cells of a notebook as plain Python, with magics and shell commands translated into calls."""
    yield from (_plain_python(cell.source) for cell in code_cells(notebook))


@cached_by_state
def _plain_python(cell: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415  slow to import

    return str(TransformerManager().transform_cell(cell))


def _code_digests(notebook: NotebookNode) -> Json:
    """Return digests of what a run depends on besides its code and the files that it reads: imported press modules, installed packages."""
    modules = fingerprint([*imported_press_files(_codes(notebook)), *_BESIDE])
    return {"press": modules, "packages": fingerprint([], environment())}


def staleness(sources: Sources, notebook: NotebookNode, run: Run | None) -> str:
    """Return why ``notebook`` has to run again after ``run``, in plain words; empty where it has not."""
    if run is None:
        return "its code is new"
    now, before = _code_digests(notebook), run.inputs
    for name, reason in (("press", "press changed"), ("packages", "the installed packages changed")):
        if before.get(name) != now[name]:
            return reason
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


def run_of(sources: Sources, notebook: NotebookNode, execution: Execution) -> Run:
    """Return the run to cache: the executed notebook with digests of the files that it read and of what it used of the descriptor."""
    inputs = _code_digests(notebook)
    reads = digests(sources_among(execution.reads, sources.root), sources.root)
    # After the digests: what was saved since it was read is to be read again.
    saved = [path for path, state in execution.reads.items() if file_state(path) != state]
    reads.update((path, _SAVED) for path in {path_from(sources.root, path) for path in saved} & reads.keys())
    described = [[*dependency, _descriptor_digest(sources, dependency)] for dependency in execution.dependencies]
    return Run(execution.notebook, {**inputs, "reads": reads, "described": described})


def executed_notebooks(sources: Sources, reporter: Reporter | None = None) -> list[Executed]:
    """Return all notebooks of the book with current outputs, after running the stale ones, reported to ``reporter``.

    Raises PressError with notebook and cell where one raises, hangs or cannot be read.
    """
    reporter = reporter or Reporter()
    notebooks, runs, reasons = _state(sources)
    for path, reason in reasons.items():
        reporter.why(f"{path.name}: {reason}")
    stale = {path: notebooks[path] for path in reasons}

    def store(path: Path, execution: Execution) -> None:
        runs[path] = run_of(sources, notebooks[path], execution)
        store_run(sources.settings, path, runs[path])

    run_notebooks(sources, stale, reporter, store=store)
    return _executed(sources, notebooks, runs)


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
