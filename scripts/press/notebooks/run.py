"""Run the notebooks once for all editions, each in a child process, and again when something that they depend on has changed."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbformat import NotebookNode

from press.core.digests import digests, environment, fingerprint, note_reads, press_fingerprint
from press.core.errors import PressError
from press.core.extensions import forget_modules, load_extensions
from press.core.files import file_state, shown_path, write_whole
from press.core.jobs import BEGUN, ChildDiedError, Job, LateError, Outcome, Run, Say, can_fork
from press.core.reading import line_of, load_yaml, section
from press.core.settings import CONFIG, Settings
from press.core.source_files import source_files
from press.core.text import Json, listed
from press.core.tracking import Dependency, sources_among
from press.data.sources import Sources
from press.notebooks.results import FRAME, Executed, FreshRun, Results, code_cells, failure, read_notebook, results_of

_GRACE = 5  # seconds that a child has beside those of a cell, for starting and ending
_TIMEOUT = 300  # seconds that a cell may take where the book does not say
# Modules to import before forking. Only those that start no threads, which would not survive the fork.
_MODULES = ("ipykernel.debugger", "press.notebooks.kernel", "press.publish", "press.tables", "frictionless")
_READ_ONLY = (
    "if a cell wrote it, restore it from version control and have the cell publish its result or write to a temporary folder (tempfile);"
    " if you saved it meanwhile, build again"
)


@dataclass(frozen=True, eq=False)
class Book:
    """The sources of a book, its notebooks with current outputs, and their results; not to be changed."""

    sources: Sources
    notebooks: tuple[Executed, ...]
    results: Results


class CachedRun(NamedTuple):
    """A cached run: the notebook with outputs, and the ``inputs`` that it depends on besides its own code."""

    notebook: NotebookNode
    inputs: Json


def say_nothing(line: str) -> None:
    """Ignore the message."""


def run_book(sources: Sources, say: Say = say_nothing) -> Book:
    """Run the stale notebooks, and return the book; ``say`` each that begins or has run.

    Raises PressError with notebook and cell where one raises, hangs or cannot be read, or publishes a key twice.
    """
    notebooks, runs = _state(sources)
    stale = {path: notebook for path, notebook in notebooks.items() if path not in runs}
    return _book(sources, notebooks, runs | run_notebooks(sources, stale, say))


def cached_book(sources: Sources) -> Book | None:
    """Return the book if the cached outputs of all notebooks are current, otherwise None."""
    notebooks, runs = _state(sources)
    return _book(sources, notebooks, runs) if runs.keys() == notebooks.keys() else None


def _state(sources: Sources) -> tuple[dict[Path, NotebookNode], dict[Path, CachedRun]]:
    """Return by path the notebooks of a book, and the last runs of those that need not run again."""
    # A fault of this setting is reported even where no notebook has to run.
    load_timeout(sources.root)
    notebooks = {path: read_notebook(path) for path in sources.settings.notebooks}
    runs = {path: cached_run(sources.settings, path, notebook) for path, notebook in notebooks.items()}
    return notebooks, {path: run for path, run in runs.items() if run and is_current(sources, run)}


def _book(sources: Sources, notebooks: Mapping[Path, NotebookNode], runs: Mapping[Path, CachedRun]) -> Book:
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
    return Book(sources, tuple(executed), Results(result for item in executed for result in results_of(item)))


def is_current(sources: Sources, run: CachedRun) -> bool:
    """Return whether a notebook would run as in ``run``."""
    reads = (sources.root / path for path in run.inputs["reads"])
    return run.inputs == _inputs(sources, reads, [(kind, name) for kind, name, _ in run.inputs["described"]])


def _inputs(sources: Sources, reads: Iterable[Path], used: Iterable[Dependency]) -> Json:
    """Return digests of press, of what is installed, of the files that a notebook ``reads`` and of what it ``used`` of the descriptor."""
    return {
        "press": press_fingerprint("*.py"),
        "packages": fingerprint([], environment()),
        "reads": digests(reads, sources.root),
        "described": [[*dependency, _descriptor_digest(sources, dependency)] for dependency in used],
    }


def _descriptor_digest(sources: Sources, dependency: Dependency) -> str:
    """Return a digest of what the descriptor holds of a dependency of a notebook; empty where it lacks it."""
    try:
        return fingerprint([], sources.package.content_of(dependency))
    except PressError:
        return ""


def cached_run(settings: Settings, path: Path, notebook: NotebookNode) -> CachedRun | None:
    """Return the last run of the ``notebook`` at ``path``.

    None where there was none, its code has changed since, or its file is damaged.
    """
    try:
        stored = json.loads(_file(settings, path).read_text(encoding="utf-8"))
        run = CachedRun(nbformat.from_dict(stored["notebook"]), stored["inputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    ran, now = ([cell.source for cell in code_cells(each)] for each in (run.notebook, notebook))
    return run if ran == now else None


def store_run(settings: Settings, path: Path, run: CachedRun) -> None:
    """Keep the run of the notebook at ``path`` for the next build."""
    write_whole(_file(settings, path), json.dumps({"notebook": run.notebook, "inputs": run.inputs}).encode())


def _file(settings: Settings, path: Path) -> Path:
    return settings.build / "notebooks" / f"{path.stem}.json"


def run_of(sources: Sources, execution: FreshRun) -> CachedRun:
    """Return the run to cache."""
    inputs = _inputs(sources, sources_among(execution.reads, sources.root), execution.dependencies)
    # After the digests: what was saved since it was read is to be read again.
    saved = {shown_path(path, sources.root) for path, state in execution.reads.items() if file_state(path) != state}
    inputs["reads"] |= dict.fromkeys(saved & inputs["reads"].keys(), "saved meanwhile")
    return CachedRun(execution.notebook, inputs)


def load_timeout(root: Path) -> int:
    """Return the seconds that a cell may take (Jupyter Book's ``execute: timeout``), 0 for no limit.

    Raise PressError where it is no number.
    """
    path = root / CONFIG
    value = section(path, load_yaml(path), "execute").get("timeout", _TIMEOUT)
    if not isinstance(value, int | float) or not math.isfinite(value):
        message, remedy = f"timeout is '{value}', which is no number", "write seconds, such as 600, or -1 for no limit"
        raise PressError(message, file=path, line=line_of(path, "timeout"), remedy=remedy)
    return max(0, round(value))


def run_notebooks(
    sources: Sources, notebooks: Mapping[Path, NotebookNode], say: Say = say_nothing
) -> dict[Path, CachedRun]:
    """Run ``notebooks`` in one child process each, as many at a time as there are processors, and store the runs that succeed.

    ``say`` is that of `run_book`. Raises one PressError with the problems of all notebooks that fail, or with the sources
    of the book that have changed meanwhile, when no run is worth keeping.
    """
    if not notebooks:
        return {}
    if can_fork():
        import_kernel()
    timeout = load_timeout(sources.root)
    # Those with the most code first, so that no processor waits for a long one that was begun last.
    longest_first = sorted(notebooks.items(), key=lambda pair: -sum(len(cell.source) for cell in code_cells(pair[1])))
    jobs = [Job(path, run_child, (sources.root, path, notebook)) for path, notebook in longest_first]
    before = {path: file_state(path) for path in source_files(sources.root)}
    silence = timeout + _GRACE if timeout else math.inf
    outcomes = _outcomes(jobs, say, silence=silence)
    now = {path: file_state(path) for path in source_files(sources.root)}
    if changed := sorted({shown_path(source, sources.root) for source, _ in before.items() ^ now.items()}):
        ran = " and ".join(sorted(path.name for path in notebooks))
        raise PressError(f"{listed(changed, 3)} changed while {ran} ran", remedy=_READ_ONLY)
    done, problems = {}, []
    for path in notebooks:
        error = outcomes[path].error
        if isinstance(error, LateError):
            remedy = f"mend it in JupyterLab if its loop does not end, or allow more in {CONFIG}: execute: timeout: {2 * timeout}"
            error = failure(path, error.said, f"the cell ran for more than {timeout} seconds", remedy)
        elif isinstance(error, ChildDiedError):
            error = failure(path, error.said, f"the program ended before its time: {error}")
        if error is None:
            done[path] = run_of(sources, outcomes[path].value)
            store_run(sources.settings, path, done[path])
        elif isinstance(error, PressError):
            problems.append(str(error))
        else:
            raise error
    if problems:
        raise PressError("\n".join(problems))
    return done


def _outcomes(jobs: list[Job], say: Say, **options: Any) -> dict[Path, Outcome]:
    """Return the outcomes of ``jobs``, notebooks by path.

    ``say`` each that begins or has run. The ``options`` are those of `Run`.
    """
    outcomes: dict[Path, Outcome] = {}
    with Run(jobs, **options) as run:
        for job, said in run:
            if job and said == BEGUN:
                say(f"running {job.name.name} ...")
            elif job and isinstance(said, Outcome):
                outcomes[job.name] = said
                if not said.error:
                    say(f"ran {job.name.name}  {said.seconds:.1f} s")
    return outcomes


def import_kernel() -> None:
    """Import what most notebooks import, so that forked children have it."""
    # The debugger of a kernel, used or not, would print a warning about frozen modules.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _MODULES:
        import_module(name)
    # pandas detects on import whether it runs in a notebook; here it does not yet, and would truncate wide tables.
    import_module("pandas").set_option("display.max_columns", 20)


def run_child(root: Path, path: Path, notebook: NotebookNode) -> FreshRun:
    """Run a notebook in this child process."""
    from press.notebooks.kernel import run_cells  # noqa: PLC0415  a kernel is slow to import

    # For a child that was spawned, not forked.
    import_kernel()
    load_extensions(root)
    forget_modules(root)
    return run_cells(root, path, notebook)


def as_stored(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of an executed ``notebook`` without metadata of the run or machine, and without outputs for pages alone."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    copy: NotebookNode = nbformat.from_dict(notebook)
    copy.metadata = nbformat.from_dict({"kernelspec": kernel, "language_info": {"name": "python"}})
    for cell in copy.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FRAME, None)
    return copy


def save_outputs(executed: Iterable[Executed]) -> list[Path]:
    """Write the outputs into the notebook files, where nbval compares them; return the files that changed."""
    changed = []
    for item in executed:
        text = nbformat.writes(as_stored(item.notebook)) + "\n"
        if item.path.read_text(encoding="utf-8") != text:
            item.path.write_text(text, encoding="utf-8")
            changed.append(item.path)
    return changed
