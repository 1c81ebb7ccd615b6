"""Where and why a notebook could not be run, as its editor is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from press.core.errors import PressError

# IPython points at the line with an arrow: "----> 3 x = 1".
_ARROW = re.compile(r"^-+> *\d+ (?P<line>.*)$", re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Place(NamedTuple):
    """A cell, by its number among those with code, and a line of it."""

    cell: int
    line: str


def place_of(notebook: NotebookNode, index: int, stack: Sequence[str] = ()) -> Place:
    """The cell at ``index`` as JupyterLab counts, and the line at which ``stack`` points, else its first."""
    number = sum(cell.cell_type == "code" for cell in notebook.cells[: index + 1])
    pointed = _ARROW.search(_COLOURS.sub("", "\n".join(stack)))
    lines = [line for line in notebook.cells[index].source.splitlines() if line.strip()]
    return Place(number, (pointed["line"] if pointed else lines[0]).strip())


_MEND = "open the notebook in JupyterLab, mend the cell or the data it reads, and build again"


def failure(path: Path, place: Place | None, reason: str, remedy: str = _MEND) -> PressError:
    """The error of a notebook that could not be run for a ``reason``, at a ``place`` if one is known."""
    where = f"cell {place.cell}, at '{place.line}': " if place else ""
    # The message of a PressError says itself what to do, and about another file than the notebook.
    told = reason.removeprefix("PressError: ") if "What to do:" in reason else None
    if told is not None:
        return PressError(f"{where}{told}", file=path)
    return PressError(f"{where}{reason}", file=path, remedy=remedy)
