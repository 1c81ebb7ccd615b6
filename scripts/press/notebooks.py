"""Runs the notebooks, once for all editions, and keeps what they printed in jupyter-cache.

jupyter-cache alone looks only at the code of a notebook. Here a run also counts as stale when a table, a press module that
notebooks import or a locked package has changed since.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from press.errors import PressError
from press.fingerprint import files_below, fingerprint, imported_press_files
from press.settings import Settings

TIMEOUT = 300  # seconds a cell may take
Report = Callable[[str, float], None]


@dataclass(frozen=True)
class Executed:
    """A notebook with the outputs of its last run."""

    path: Path
    notebook: NotebookNode

    @property
    def name(self) -> str:
        """The notebook's file name without its ending."""
        return self.path.stem


def executed_notebooks(settings: Settings, report: Report | None = None) -> list[Executed]:
    """All notebooks of the book with current outputs; those whose code or inputs changed are run first.

    ``report`` is called with name and seconds after each run. A notebook that raises, hangs or cannot be read is a
    PressError that names notebook and cell.
    """
    cache = get_cache(str(settings.build / ".jupyter_cache"))
    notebooks = {path: read_notebook(path) for path in settings.notebooks}
    inputs = inputs_digest(settings, notebooks.values())
    cached = {path: _cached(cache, notebook, inputs) for path, notebook in notebooks.items()}
    outputs = {path: found for path, found in cached.items() if found is not None}
    runs = run_notebooks({path: notebooks[path] for path in notebooks if path not in outputs}, report)
    for path, notebook in runs.items():
        bundle = CacheBundleIn(nb=notebook, uri=str(path), data={"press": inputs})
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    outputs |= runs
    return [Executed(path, _with_outputs(notebooks[path], outputs[path])) for path in notebooks]


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in ``path``; a file that is none, or an empty one, is a PressError."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises whatever it stumbles over
        raise PressError(
            f"not a notebook: {_first_line(error)}",
            file=path,
            remedy="restore the file from version control or save it again from JupyterLab",
        ) from None
    if not notebook.cells:
        raise PressError("the notebook has no cells", file=path, remedy="restore the file from version control")
    return notebook


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def inputs_digest(settings: Settings, notebooks: Iterable[NotebookNode]) -> str:
    """A hash of all that the results of ``notebooks`` depend on besides their own code."""
    root = settings.root
    return fingerprint(
        [
            *files_below(root / "data"),
            *imported_press_files(code for notebook in notebooks for code in _codes(notebook)),
            root / "references.bib",
            root / "requirements.txt",
            root / "_config.yml",
        ]
    )


def _codes(notebook: NotebookNode) -> Iterator[str]:
    """The cells of a notebook as plain Python, magics and shell commands turned into calls."""
    transform = TransformerManager().transform_cell
    yield from (transform(cell.source) for cell in notebook.cells if cell.cell_type == "code")


def _cached(cache: Any, notebook: NotebookNode, inputs: str) -> NotebookNode | None:
    """The run of ``notebook`` that is kept; None where there is none, or where a build was stopped while it kept it."""
    try:
        record = cache.match_cache_notebook(notebook)
        if (record.data or {}).get("press") != inputs:
            return None
        found: NotebookNode = cache.get_cache_bundle(record.pk).nb
    except KeyError:
        return None
    return found


def _with_outputs(source: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """``source`` with the outputs of ``executed``, which has the same code cells but maybe older prose."""
    merged: NotebookNode = nbformat.from_dict(source)
    code = (cell for cell in executed.cells if cell.cell_type == "code")
    for cell in merged.cells:
        if cell.cell_type == "code":
            other = next(code)
            cell.outputs, cell.execution_count = other.outputs, other.execution_count
    return merged


def run_notebooks(notebooks: dict[Path, NotebookNode], report: Report | None = None) -> dict[Path, NotebookNode]:
    """Run ``notebooks`` in fresh kernels, as many at a time as there are processors; return them with outputs."""
    if not notebooks:
        return {}
    return asyncio.run(_run_all(notebooks, report))


async def _run_all(notebooks: dict[Path, NotebookNode], report: Report | None) -> dict[Path, NotebookNode]:
    slots = asyncio.Semaphore(os.cpu_count() or 1)

    async def run(path: Path) -> NotebookNode:
        async with slots:
            started = time.perf_counter()
            executed = await _run(path, notebooks[path])
            if report:
                report(path.name, time.perf_counter() - started)
            return executed

    tasks = [asyncio.create_task(run(path)) for path in notebooks]
    finished: Sequence[NotebookNode | BaseException] = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in finished:
        if isinstance(outcome, BaseException):
            raise outcome
    return dict(zip(notebooks, finished, strict=True))  # type: ignore[arg-type]


async def _run(path: Path, source: NotebookNode) -> NotebookNode:
    notebook = nbformat.from_dict(source)
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        shutdown_kernel="immediate",
        # Kernels warn of plain TCP on the local host, which says nothing to an editor.
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
    )
    try:
        executed: NotebookNode = await client.async_execute()
    except CellExecutionError as error:
        raise _failure(path, notebook, f"{error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise _failure(path, notebook, f"a cell ran for more than {TIMEOUT} seconds") from None
    except DeadKernelError:
        raise _failure(path, notebook, "the kernel died") from None
    except RuntimeError as error:
        raise PressError(
            f"the kernel did not start: {error}",
            file=path,
            remedy="see that the local network (127.0.0.1) is up and the machine not overloaded, then build again",
        ) from None
    return executed


def _failure(path: Path, notebook: NotebookNode, reason: str) -> PressError:
    number, line = _failed_cell(notebook)
    where = f"cell {number}, at '{line}': " if number else ""
    # The message of a PressError says itself what to do, and about another file than the notebook.
    told = reason.removeprefix("PressError: ") if "What to do:" in reason else None
    if told is not None:
        return PressError(f"{where}{told}", file=path)
    remedy = "open the notebook in JupyterLab, mend the cell or the data it reads, and build again"
    return PressError(f"{where}{reason}", file=path, remedy=remedy)


# IPython points at the line with an arrow: "----> 3 x = 1".
_ARROW = re.compile(r"^-+> *\d+ (?P<line>.*)$", re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def _failed_cell(notebook: NotebookNode) -> tuple[int, str]:
    """Number (from 1, of the cells with code, as JupyterLab counts) and line of the cell that failed."""
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                pointed = _ARROW.search(_COLOURS.sub("", "\n".join(output.traceback)))
                lines = [line for line in cell.source.splitlines() if line.strip()]
                return number, (pointed["line"] if pointed else lines[0]).strip()
    return 0, ""


def save_outputs(settings: Settings, executed: Iterable[Executed]) -> list[Path]:
    """Store the outputs in the notebooks themselves, where nbval compares them; return the files that changed."""
    changed = []
    for item in executed:
        text = nbformat.writes(clean(item.notebook)) + "\n"
        if item.path.read_text(encoding="utf-8") != text:
            item.path.write_text(text, encoding="utf-8")
            changed.append(item.path)
    return changed


def clean(notebook: NotebookNode) -> NotebookNode:
    """A copy without what changes from run to run or from desk to desk: timings, the editor's Python version."""
    copy: NotebookNode = nbformat.from_dict(notebook)
    copy.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for cell in copy.cells:
        cell.metadata.pop("execution", None)
    return copy
