"""What made a notebook fail, or should not be published of it, is told with the cell, its line, and what to do about it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from support.notebook_runs import failing, run

from press.edition.chapters import load_sources
from press.notebooks.results import CellLocation, failure


def test_a_fault_with_a_remedy_of_its_own_keeps_it_and_loses_the_name_of_its_class() -> None:
    reason = "PressError: data/rain.csv:2: too wet\n  What to do: dry it"
    told = str(failure(Path("a.ipynb"), CellLocation(2, "load()"), reason))
    assert told == "a.ipynb: cell 2, at 'load()': data/rain.csv:2: too wet\n  What to do: dry it"


STREAM, FOLDER = "writes to its error stream", "names a folder of this machine"
SHOWN = f"from IPython.display import HTML, display; home = {str(Path.home())!r}; tmp = {tempfile.gettempdir()!r}\n"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import sys\nprint('careful', file=sys.stderr)", f"{STREAM}, which readers would see: 'careful'"),
        ("import os\nprint('in', os.getcwd())", FOLDER),
        ("from pathlib import Path\nPath.cwd()", FOLDER),
        ("raise ValueError(__import__('os').getcwd())", FOLDER),
        (f"{SHOWN}home", FOLDER),
        (f"{SHOWN}display(HTML(f'<b>{{tmp}}/rain.csv</b>'))", FOLDER),
        (f"{SHOWN}display({{'application/json': [tmp + '/rain.csv']}}, raw=True)", FOLDER),
    ],
)
def test_what_no_page_should_have_of_a_cell_is_told(book: Callable[[str], Path], source: str, told: str) -> None:
    sources = load_sources(book("weather"))
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["raises-exception"]})
    message = failing(sources, "ok = True", cell)
    assert f"new.ipynb: cell 2, at '{source.splitlines()[0]}': the " in message
    assert told in message and "What to do: " in message and len(message) < 1500


def test_what_is_the_same_everywhere_is_published(book: Callable[[str], Path]) -> None:
    paths = "'n' + home, '~' + tmp + '/x', tmp + 'erature', 'data/rain.csv', 'https://e.org' + home"
    assert run(load_sources(book("weather")), f"{SHOWN}print({paths})").cells[0].outputs


@pytest.mark.parametrize("tag", ["remove-stderr", "remove-output", "remove-cell"])
def test_a_cell_may_keep_what_it_writes_to_its_error_stream_off_the_page(book: Callable[[str], Path], tag: str) -> None:
    source = "import os, sys\nprint(f'{os.getcwd()}/1.py:1: UserWarning: careful', file=sys.stderr)"
    run(load_sources(book("weather")), nbformat.v4.new_code_cell(source, metadata={"tags": [tag]}))
