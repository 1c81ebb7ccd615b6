"""Run a notebook in this process with IPython's kernel: cells have the same outputs and errors as in JupyterLab.

For child processes (press.core.jobs) only: the notebook may leave this process in any state.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
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
from press.core.text import shortened
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, dependencies, record_file_reads, reset_dependencies
from press.notebooks.frames import add_frame_content
from press.notebooks.results import FreshRun, cell_location, failure

# Seconds to wait for messages of a cell that has ended.
_DELIVERY = 30.0


def run_cells(root: Path, path: Path, source: NotebookNode) -> FreshRun:
    """Run the cells of ``source``, the notebook at ``path``, from its folder, and send each cell's location to the parent.

    Raises PressError with cell and line for a cell that raises, or has outputs for no reader.
    """
    os.chdir(path.parent)
    clear_all_caches()
    reset_dependencies()
    notebook: NotebookNode = nbformat.from_dict(source)
    # Used only to convert messages of the kernel to outputs; it would start a kernel of its own only to execute.
    client = NotebookClient(notebook, record_timing=False, store_widget_state=False)
    with _kernel(root) as kernel, record_file_reads() as reads:
        for index, cell in enumerate(notebook.cells):
            tags = cell.metadata.get("tags", [])
            if cell.cell_type != "code" or not cell.source.strip() or client.skip_cells_with_tag in tags:
                continue
            jobs.send_to_parent(cell_location(notebook, index))
            reason, stack = _run_cell(kernel, client, index)
            if reason and "raises-exception" not in tags:
                raise failure(path, cell_location(notebook, index, stack), reason)
            if fault := output_fault(cell):
                raise failure(path, cell_location(notebook, index), *fault)
    used = sorted(dependency for dependency in dependencies() if dependency[0] in (DATA_PACKAGE, DATA_TABLE))
    return FreshRun(notebook, reads, used)


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
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    # No history: on disk it would be shared with other runs.
    manager: Any = InProcessKernelManager(config=Config({"HistoryManager": {"enabled": False}}))
    kernel = manager.kernel = cast(Any, _Kernel)(parent=manager, session=manager.session)
    make_stream = cast(Any, OutStream)
    streams = (make_stream(kernel.session, kernel.iopub_thread, name) for name in ("stdout", "stderr"))
    kernel.stdout, kernel.stderr = streams
    add_frame_content(kernel.shell.display_formatter, root)
    client = manager.client()
    client.start_channels()
    yield client
    client.stop_channels()


def _run_cell(kernel: Any, client: NotebookClient, index: int) -> tuple[str, list[str]]:
    """Run the cell at ``index`` in ``kernel`` and add its outputs.

    Return what it raised, in words, with the traceback, or two empty values.
    """
    cell = client.nb.cells[index]
    cell.outputs, cell.execution_count = [], None
    client.clear_before_next_output = False
    request = kernel.execute(cell.source, allow_stdin=False)
    is_busy = True
    while is_busy:
        message = kernel.get_iopub_msg(timeout=_DELIVERY)
        if message["parent_header"].get("msg_id") == request:
            try:
                client.process_message(message, cell, index)
            except CellExecutionComplete:
                is_busy = False
    # Consecutive pieces of a stream are joined: where a kernel splits it depends on the speed of the machine.
    outputs, cell.outputs = cell.outputs, []
    for output in outputs:
        last = cell.outputs[-1] if cell.outputs else NotebookNode(output_type="")
        if output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            cell.outputs.append(output)
    reply = kernel.get_shell_msg(timeout=_DELIVERY)["content"]
    if reply["status"] != "error":
        return "", []
    return f"{reply['ename']}: {reply['evalue']}", reply["traceback"]


def output_fault(cell: NotebookNode) -> tuple[str, str] | None:
    """Return why the outputs of ``cell`` cannot be published, and a remedy; None where they can.

    Errors and warnings are for editors.
    """
    # By these MyST-NB leaves out all outputs, or what goes to the error stream.
    if not {"remove-output", "remove-cell", "remove-stderr"}.isdisjoint(cell.metadata.get("tags", ())):
        return None
    for output in cell.outputs:
        if output.get("name") == "stderr":
            written = shortened(" ".join(output.text.split()))
            return (
                f"the cell writes to its error stream, which readers would see: '{written}'",
                "mend the cause, silence it (warnings.filterwarnings), or give the cell the tag remove-stderr",
            )
    return None
