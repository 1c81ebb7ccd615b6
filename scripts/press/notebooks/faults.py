"""Report to editors where and why a notebook failed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from press.core.errors import PressError
from press.core.settings import CONFIG
from press.notebooks.allowed import EXECUTE, GIGABYTE, Allowed
from press.notebooks.notebook import code_cell_number
from press.notebooks.writes import ELSEWHERE

# IPython points at the line with an arrow: "----> 3 x = 1".
_ARROW = re.compile(r"^-+> *\d+ (?P<line>.*)$", re.MULTILINE)
# Messages of the system, whatever library passes them on.
_READ_ONLY = "Read-only file system"
_NO_NETWORK = re.compile(
    "Network is unreachable|Temporary failure in name resolution|Name or service not known|No address associated with hostname"
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class CellLocation(NamedTuple):
    """A cell, by its number among the code cells (from 1), and one of its lines."""

    cell: int
    line: str


def cell_location(notebook: NotebookNode, index: int, stack: Sequence[str] = ()) -> CellLocation:
    """Return the location of the cell at ``index``: the line that the traceback ``stack`` points at, else its first line."""
    pointed = _ARROW.search(_COLOURS.sub("", "\n".join(stack)))
    lines = [line for line in notebook.cells[index].source.splitlines() if line.strip()]
    return CellLocation(code_cell_number(notebook, index), (pointed["line"] if pointed else lines[0]).strip())


LATE = "the cell ran too long"
TOO_MUCH = "it held too much memory"
_MEND = "open the notebook in JupyterLab, mend the cell or the data it reads, and build again"


def failure(path: Path, place: CellLocation | None, reason: str, remedy: str = _MEND) -> PressError:
    """Return the error for a notebook that failed for a ``reason``, at a ``place`` if it is known."""
    where = f"cell {place.cell}, at '{place.line}': " if place else ""
    # A PressError raised in the cell, or an assertion, may have a remedy of its own, about another file than the notebook.
    if "What to do:" in reason:
        return PressError(where + re.sub(r"^\w+Error: ", "", reason), file=path)
    return PressError(f"{where}{reason}", file=path, remedy=remedy)


def explained(reason: str, allowed: Allowed) -> tuple[str, str]:
    """Return the ``reason`` for which a notebook failed and a remedy; in plain words where it exceeded what is ``allowed``."""
    name, _, _ = reason.partition(":")
    if reason == LATE:
        return (
            f"the cell ran for more than {allowed.seconds} seconds",
            f"mend it in JupyterLab if its loop does not end, or allow more in {CONFIG}: execute: timeout: {2 * allowed.seconds}",
        )
    if reason == TOO_MUCH or name.endswith("MemoryError"):
        return (
            f"the notebook, with all it began, wanted more memory than the {allowed.gigabytes} that it may have",
            "have it read or hold less at a time, or allow more gigabytes in "
            f"{CONFIG}, under sphinx: config: {EXECUTE}: {{memory: {2 * allowed.memory / GIGABYTE:g}}}",
        )
    if _READ_ONLY in reason:
        return reason, ELSEWHERE
    if not allowed.network and _NO_NETWORK.search(reason):
        return (
            f"{reason} (notebooks run without a network, so that they find the same each time)",
            "put what the cell fetches into data/, with its source, or allow the network in "
            f"{CONFIG}, under sphinx: config: {EXECUTE}: {{network: true}}",
        )
    return reason, _MEND
