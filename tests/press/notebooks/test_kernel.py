"""Notebooks run in children: the same outputs as from a kernel of their own, and what is told of those that fail."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from support.notebook_runs import failing, notebook, run

from press.core import jobs
from press.data.sources import Sources
from press.edition.chapters import load_sources
from press.notebooks.results import FRAME

CELLS = [
    "import sys, asyncio\nprint('one')\nprint('two')\nprint('three', file=sys.stderr)",
    "x = 6\nx * 7",
    "import pandas as pd\nframe = pd.DataFrame({'city': ['Алматы', 'Қостанай'], 'days': [12, 7]})\nframe",
    "pd.DataFrame({f'measure of station {number}': [number] for number in range(8)})",
    "frame.style.set_uuid('fixed').format({'days': '{:.1f}'})",
    "from IPython.display import HTML, JSON, Markdown, SVG, clear_output, display\n"
    "display(HTML('<b>bold</b>'), metadata={'key': 'value'})\ndisplay(Markdown('*a*'), JSON({'a': 1}))\nSVG('<svg/>')",
    "import altair as alt\nalt.Chart(frame).mark_bar().encode(x='days:Q', y='city:N')",
    "shown = display('first', display_id='fixed')",
    "shown.update('second')",
    "print('gone')\nclear_output()\nprint('kept')",
    "display({'text/plain': 'raw', 'application/vnd.press+json': {'a': [1, None]}}, raw=True)",
    "await asyncio.sleep(0)\n!echo from the shell",
    "%%capture kept\nprint('caught')",
    "kept.stdout",
    "class Odd:\n    def _repr_html_(self):\n        return '<i>odd</i>'\nOdd()",
    "{'set': {1}, 'deep': [list(range(3))] * 2};",
    "_ = 5\nIn[2], Out[2], __name__",
]
# Addresses in memory and ids that Altair makes up.
_RANDOM = re.compile(r"at 0x[0-9a-f]+|altair-viz-[0-9a-f]+")
RAISES = "def divide():\n    return 1 / 0\n\ndivide()"


def tagged(tag: str, *sources: str) -> list[NotebookNode]:
    return [nbformat.v4.new_code_cell(source, metadata={"tags": [tag]}) for source in sources]


def outputs(run: NotebookNode) -> list[list[dict[str, Any]]]:
    """What stands below each cell, pieces of one stream joined, without what names the process."""
    found = []
    for cell in run.cells:
        joined: list[dict[str, Any]] = []
        for output in cell.outputs:
            if joined and output.output_type == "stream" and joined[-1].get("name") == output.name:
                joined[-1]["text"] += output.text
            else:
                joined.append(dict(output))
        for output in joined:
            output.pop("traceback", None)
            # What press is told beside (tests/press/notebooks/test_frames.py) is not shown in JupyterLab.
            output.get("data", {}).pop(FRAME, None)
            if output.get("name") == "stderr":
                output["text"] = output["text"].partition(": ")[2] or output["text"]
        found.append(json.loads(_RANDOM.sub("random", json.dumps(joined))))
    return found


@pytest.fixture
def book(weather: Path) -> Sources:
    (weather / "_build").mkdir(exist_ok=True)
    return load_sources(weather)


@pytest.mark.parametrize("may_fork", [True, False], ids=["as the system has it", "not forked"])
def test_outputs_are_those_of_a_kernel_of_its_own(
    book: Sources, may_fork: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(jobs._FORKING, "safe", may_fork and jobs.can_fork())
    ours = run(book, *tagged("remove-stderr", *CELLS))
    kernel = NotebookClient(
        notebook(*tagged("remove-stderr", *CELLS)),
        kernel_name="python3",
        record_timing=False,
        shutdown_kernel="immediate",
    )
    theirs = kernel.execute()
    assert [cell.execution_count for cell in ours.cells] == [cell.execution_count for cell in theirs.cells]
    pairs = zip(CELLS, outputs(ours), outputs(theirs), strict=True)
    assert [(source, mine, other) for source, mine, other in pairs if mine != other] == []


def test_an_error_that_a_cell_announces_is_an_output_and_the_next_cells_run(book: Sources) -> None:
    done = run(book, *tagged("raises-exception", RAISES), "'after'")
    (error,) = done.cells[0].outputs
    assert (error.output_type, error.ename, error.evalue) == ("error", "ZeroDivisionError", "division by zero")
    assert "in divide()" in re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback))
    assert done.cells[1].outputs[0].data["text/plain"] == "'after'"


def test_a_cell_that_is_tagged_to_be_skipped_is_not_run(book: Sources) -> None:
    assert run(book, *tagged("skip-execution", "1 / 0")).cells[0].outputs == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (RAISES, "cell 2, at 'divide()': ZeroDivisionError: division by zero"),
        ("x = 1\ninput('name? ')", "cell 2, at 'input('name? ')': StdinNotImplementedError"),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            "cell 2, at 'import os, signal': the program ended before its time",
        ),
    ],
)
def test_what_a_notebook_fails_of_is_told_with_cell_and_line(book: Sources, source: str, told: str) -> None:
    assert f"new.ipynb: {told}" in failing(book, "ok = True", source)
