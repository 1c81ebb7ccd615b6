"""What made a notebook fail, or should not be published of it, is told with the cell, its line, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from support.notebook_runs import failing, run

from press.edition.chapters import load_sources


def test_what_a_cell_writes_to_its_error_stream_is_told(weather: Path) -> None:
    source = "import sys\nprint('careful', file=sys.stderr)"
    message = failing(load_sources(weather), "ok = True", nbformat.v4.new_code_cell(source))
    assert "new.ipynb: cell 2, at 'import sys': the cell writes to its error stream, " in message
    assert "which readers would see: 'careful'\n  What to do: " in message


@pytest.mark.parametrize("tag", ["remove-stderr", "remove-output", "remove-cell"])
def test_a_cell_may_keep_what_it_writes_to_its_error_stream_off_the_page(weather: Path, tag: str) -> None:
    source = "import sys\nprint('UserWarning: careful', file=sys.stderr)"
    run(load_sources(weather), nbformat.v4.new_code_cell(source, metadata={"tags": [tag]}))
