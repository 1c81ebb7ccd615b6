"""Run notebooks of a small book in children, as press does."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import NotebookNode

from press.core.errors import PressError
from press.core.jobs import Say
from press.data.sources import Sources
from press.notebooks.run import run_notebooks, say_nothing
from support.small_books import replace


def notebook(*sources: str | NotebookNode) -> NotebookNode:
    """A notebook with a cell of code for each of ``sources``, of which one may be a cell already."""
    cells = [nbformat.v4.new_code_cell(source) if isinstance(source, str) else source for source in sources]
    return nbformat.v4.new_notebook(cells=cells)


def allow(book: Sources, execute: str) -> None:
    """Have the settings of the book allow its notebooks more, or less."""
    replace(book.root / "_config.yml", "execute:\n", f"execute:\n  {execute}\n")


def run(book: Sources, *sources: str | NotebookNode, say: Say = say_nothing) -> NotebookNode:
    """The notebook of these cells after it has run."""
    path = book.root / "book" / "notebooks" / "new.ipynb"
    return run_notebooks(book, {path: notebook(*sources)}, say)[path].notebook


def failing(book: Sources, *sources: str | NotebookNode) -> str:
    """What is told of a notebook of these cells, which fails."""
    with pytest.raises(PressError) as raised:
        run(book, *sources)
    return str(raised.value)
