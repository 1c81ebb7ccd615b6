"""What made a notebook fail is told with the cell, its line, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from press.notebooks.allowed import GIGABYTE, Allowed
from press.notebooks.faults import LATE, TOO_MUCH, CellLocation, cell_location, explained, failure
from press.notebooks.writes import ELSEWHERE

ALLOWED = Allowed(seconds=20, memory=3 * GIGABYTE)
NOTEBOOK = nbformat.v4.new_notebook(
    cells=[
        nbformat.v4.new_markdown_cell("# Title"),
        nbformat.v4.new_code_cell("x = 1"),
        nbformat.v4.new_markdown_cell("Prose"),
        nbformat.v4.new_code_cell("\n  \nfirst = 2\nfirst / 0\n"),
    ]
)


def test_a_cell_is_counted_among_those_of_code_as_jupyterlab_does() -> None:
    assert cell_location(NOTEBOOK, 1) == CellLocation(1, "x = 1")
    assert cell_location(NOTEBOOK, 3) == CellLocation(2, "first = 2")


def test_the_line_is_the_one_that_ipython_points_at_first_whatever_its_colours() -> None:
    stack = [
        "\x1b[31mZeroDivisionError\x1b[39m",
        "Cell In[2], line 4\n      3 first = 2\n\x1b[32m----> \x1b[39m\x1b[32m4\x1b[39m first / \x1b[32m0\x1b[39m",
        "--> 9 deep",
    ]
    assert cell_location(NOTEBOOK, 3, stack).line == "first / 0"


def test_a_fault_with_a_remedy_of_its_own_keeps_it_and_loses_the_name_of_its_class() -> None:
    reason = "PressError: data/rain.csv:2: too wet\n  What to do: dry it"
    told = str(failure(Path("a.ipynb"), CellLocation(2, "load()"), reason))
    assert told == "a.ipynb: cell 2, at 'load()': data/rain.csv:2: too wet\n  What to do: dry it"


def test_any_other_reason_is_told_with_the_remedy_for_cells() -> None:
    told = str(failure(Path("a.ipynb"), None, "ValueError: no"))
    assert told.startswith("a.ipynb: ValueError: no\n  What to do: open the notebook in JupyterLab")


@pytest.mark.parametrize(
    ("reason", "message", "remedy"),
    [
        (LATE, "the cell ran for more than 20 seconds", "_config.yml: execute: timeout: 40"),
        (TOO_MUCH, "wanted more memory than the 3 GB", "press_execute: {memory: 6}"),
        ("MemoryError: Unable to allocate", "wanted more memory than the 3 GB", "press_execute: {memory: 6}"),
        ("numpy._core._exceptions._ArrayMemoryError: Unable", "wanted more memory", "{memory: 6}"),
        ("OSError: [Errno 30] Read-only file system: 'x'", "Read-only file system", ELSEWHERE),
        ("URLError: <urlopen error [Errno -2] Name or service not known>", "notebooks run without a network", "{network: true}"),
        ("KeyError: 'MemoryError'", "KeyError: 'MemoryError'", "open the notebook in JupyterLab"),
    ],
)  # fmt: skip
def test_a_reason_is_explained_by_what_is_allowed(reason: str, message: str, remedy: str) -> None:
    told, to_do = explained(reason, ALLOWED)
    assert (message in told, remedy in to_do) == (True, True), (told, to_do)


def test_where_the_network_is_allowed_its_faults_are_the_notebooks() -> None:
    reason = "OSError: [Errno 101] Network is unreachable"
    told, to_do = explained(reason, Allowed(network=True))
    assert (told, "network" in to_do) == (reason, False)
