"""Run a notebook in this process, with IPython's own kernel: cells have the outputs and errors that they would have in JupyterLab.

For child processes (press.core.jobs) only: the notebook may leave this process in any state.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import nbformat
from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.inprocess.manager import InProcessKernelManager
from ipykernel.iostream import OutStream
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from traitlets.config import Config

from press.core import jobs
from press.core.caches import clear_all_caches
from press.core.errors import PressError
from press.core.settings import load_settings
from press.core.tracking import (
    DATA_PACKAGE,
    DATA_TABLE,
    dependencies,
    record_file_reads,
    reset_dependencies,
)
from press.data.vocabulary import gather_missing, load_vocabulary
from press.notebooks.faults import LATE, cell_location, explained, failure, output_fault
from press.notebooks.frames import add_frame_formatter
from press.notebooks.notebook import Execution

# Seconds to wait for messages of a cell that has ended.
_DELIVERY = 30.0
# No history: on disk it would be shared with other runs.
_CONFIG = Config({"HistoryManager": {"enabled": False}})
_INLINE = "module://matplotlib_inline.backend_inline"


class CellTimeoutError(BaseException):
    """Raised within a cell that has run too long; a BaseException, so that no ``except Exception`` of the cell stops it."""


def run_notebook(root: Path, path: Path, source: NotebookNode, timeout: int) -> Execution:
    """Run ``source``, the notebook at ``path`` of the book at ``root``, from its folder; a cell may take ``timeout`` seconds, or any time if that is 0.

    Raises PressError with cell and line for a cell that raises, takes too long, or has outputs for no reader.
    """
    os.chdir(path.parent)
    clear_all_caches()
    reset_dependencies()
    notebook: NotebookNode = nbformat.from_dict(source)
    # Used only to convert messages of the kernel to outputs; it would start a kernel of its own only to execute.
    client = NotebookClient(notebook, record_timing=False, store_widget_state=False)
    with _kernel(root) as kernel, record_file_reads() as reads, gather_missing() as missing:
        first = None
        for index, cell in enumerate(notebook.cells):
            if _is_run(client, cell):
                jobs.say(cell_location(notebook, index))
                _Cell(root, path, client, index, timeout).run(kernel)
                first = first or (cell_location(notebook, index) if missing else None)
    if missing:
        # All at once: each run of a notebook takes its time.
        vocabulary = load_vocabulary(root, load_settings(root).languages)
        raise failure(path, first, str(vocabulary.missing(list(missing), next(iter(missing.values())))))
    used = sorted(dependency for dependency in dependencies() if dependency[0] in (DATA_PACKAGE, DATA_TABLE))
    return Execution(notebook, reads, used)


class _Kernel(InProcessKernel):
    """An in-process kernel whose cells can print and await."""

    async def do_execute(self, *arguments: Any, **options: Any) -> Any:
        """Run a cell, set as the parent of the output streams.

        Before a cell awaits, the kernel looks up the thread of its shell channel, which an in-process kernel lacks.
        """
        parent = cast(Any, self).get_parent()
        for stream in (self.stdout, self.stderr):
            stream.set_parent(parent)
        self.shell_channel_thread = SimpleNamespace(parent_thread=None)
        try:
            return await super().do_execute(*arguments, **options)  # type: ignore[no-untyped-call]
        finally:
            self.shell_channel_thread = None


@contextmanager
def _kernel(root: Path) -> Iterator[Any]:
    """Yield the client of a new kernel in this process, for a notebook of the book at ``root``."""
    os.environ.setdefault("MPLBACKEND", _INLINE)
    manager: Any = InProcessKernelManager(config=_CONFIG)
    kernel = manager.kernel = cast(Any, _Kernel)(parent=manager, session=manager.session)
    make_stream = cast(Any, OutStream)
    kernel.stdout, kernel.stderr = (
        make_stream(kernel.session, kernel.iopub_thread, name) for name in ("stdout", "stderr")
    )
    add_frame_formatter(kernel.shell.display_formatter, root)
    client = manager.client()
    client.start_channels()
    yield client
    client.stop_channels()


def _is_run(client: NotebookClient, cell: NotebookNode) -> bool:
    tags = cell.metadata.get("tags", [])
    return cell.cell_type == "code" and bool(cell.source.strip()) and client.skip_cells_with_tag not in tags


@dataclass(frozen=True)
class _Cell:
    """The cell at ``index`` of the notebook at ``path``, of the book at ``root``, that ``client`` holds."""

    root: Path
    path: Path
    client: NotebookClient
    index: int
    timeout: int

    def run(self, kernel: Any) -> None:
        """Run it in ``kernel``; raise PressError where it fails, or its outputs should not be published."""
        cell = self.client.nb.cells[self.index]
        cell.outputs, cell.execution_count = [], None
        self.client.clear_before_next_output = False
        with _alarm(self.timeout):
            try:
                request = kernel.execute(cell.source, allow_stdin=False)
            except CellTimeoutError:
                raise self._failure(CellTimeoutError.__name__) from None
        _take_outputs(kernel, self.client, request, self.index)
        cell.outputs = list(_joined(cell.outputs))
        reply = kernel.get_shell_msg(timeout=_DELIVERY)["content"]
        if reply["status"] == "error" and "raises-exception" not in cell.metadata.get("tags", []):
            raise self._failure(reply["ename"], reply["evalue"], reply["traceback"])
        if found := output_fault(cell, self.root):
            raise failure(self.path, cell_location(self.client.nb, self.index), *found)

    def _failure(self, name: str, value: str = "", stack: Sequence[str] = ()) -> PressError:
        reason = LATE if name == CellTimeoutError.__name__ else f"{name}: {value}"
        return failure(self.path, cell_location(self.client.nb, self.index, stack), *explained(reason, self.timeout))


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise CellTimeoutError in the block after ``seconds`` (0 for never), where the system has SIGALRM; elsewhere the parent's timeout applies."""
    if not seconds or not hasattr(signal, "SIGALRM"):
        yield
        return
    signal.signal(signal.SIGALRM, _interrupt)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _interrupt(number: int, frame: object) -> None:
    raise CellTimeoutError


def _take_outputs(kernel: Any, client: NotebookClient, request: str, index: int) -> None:
    """Add the outputs that the kernel sends for ``request`` to the cell, until the kernel is idle again."""
    while True:
        message = kernel.get_iopub_msg(timeout=_DELIVERY)
        if message["parent_header"].get("msg_id") == request:
            try:
                client.process_message(message, client.nb.cells[index], index)
            except CellExecutionComplete:
                return


def _joined(outputs: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield the outputs, with consecutive pieces of a stream joined: where a kernel splits it depends on the speed of the machine."""
    last = NotebookNode(output_type="")
    for output in outputs:
        if output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
            continue
        last = output
        yield output
