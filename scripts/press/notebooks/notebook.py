"""Read notebooks, represent executed ones, and tell where one failed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import FileState
from press.core.text import first_line, lines_of, read_utf8
from press.core.tracking import Dependency

# The MIME type of a frame's content in codes, beside the outputs of pandas (`press.notebooks.frames`).
FRAME = "application/vnd.press.frame+json"
# IPython points at the line with an arrow: "----> 3 x = 1".
_ARROW = re.compile(r"^-+> *\d+ (?P<line>.*)$", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MEND = "open the notebook in JupyterLab, mend the cell or the data it reads, and build again"
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"')


class Execution(NamedTuple):
    """A notebook with the outputs of a run, the files that it read, with their states before, and its dependencies on the data package."""

    notebook: NotebookNode
    reads: dict[Path, FileState]
    dependencies: list[Dependency]


@dataclass(frozen=True)
class Executed:
    """A notebook with the outputs of its last run."""

    path: Path
    notebook: NotebookNode

    @property
    def name(self) -> str:
        """Return the notebook's file name without its ending."""
        return self.path.stem


@cached_by_state
def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at ``path``, not to be changed; raise PressError where it is malformed, empty, or not in Python."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        # JSON may contain half a surrogate pair, which cannot be written as UTF-8.
        json.dumps(notebook, ensure_ascii=False).encode()
    except Exception as error:  # nbformat raises whatever it stumbles over
        remedy = "restore the file from version control or save it again from JupyterLab"
        raise PressError(f"not a notebook: {first_line(error)}", file=path, remedy=remedy) from None
    kernel, own = notebook.metadata.get("kernelspec", {}), notebook.metadata.get("language_info", {})
    language = str(own.get("name") or kernel.get("language") or "python")
    if "python" not in language.lower():
        message = f"the notebook is written in {language}, and press runs Python alone"
        remedy = "choose a kernel of Python in JupyterLab if it is Python after all, or keep it elsewhere and bring its results as tables"
        raise PressError(message, file=path, remedy=remedy)
    if not notebook.cells:
        raise PressError("the notebook has no cells", file=path, remedy="restore the file from version control")
    return notebook


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells of a notebook, the only ones that JupyterLab counts."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def code_cell_number(notebook: NotebookNode, index: int) -> int:
    """Return the number (from 1) among the code cells of the one at ``index`` among all."""
    return sum(cell.cell_type == "code" for cell in notebook.cells[: index + 1])


def text_cells(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number (from 1) and the text of each cell of the notebook at ``path`` that is in Markdown."""
    for number, cell in enumerate(read_notebook(path).cells, start=1):
        if cell.cell_type == "markdown":
            yield number, str(cell.source)


@cached_by_state
def lines_in_file(path: Path) -> Mapping[str, int]:
    """Return the line of the file of a notebook on which each line of its cells stands first."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines_of(read_utf8(path)), start=1):
        for literal in _STRING.findall(line):
            for cell_line in lines_of(json.loads(literal)):
                found.setdefault(cell_line, number)
    return MappingProxyType(found)


class CellLocation(NamedTuple):
    """A cell, by its number among the code cells (from 1), and one of its lines."""

    cell: int
    line: str


def cell_location(notebook: NotebookNode, index: int, stack: Sequence[str] = ()) -> CellLocation:
    """Return the location of the cell at ``index``: the line that the traceback ``stack`` points at, else its first line."""
    pointed = _ARROW.search(COLOURS.sub("", "\n".join(stack)))
    lines = [line for line in notebook.cells[index].source.splitlines() if line.strip()]
    return CellLocation(code_cell_number(notebook, index), (pointed["line"] if pointed else lines[0]).strip())


def failure(path: Path, place: CellLocation | None, reason: str, remedy: str = _MEND) -> PressError:
    """Return the error for a notebook that failed for a ``reason``, at a ``place`` if it is known."""
    where = f"cell {place.cell}, at '{place.line}': " if place else ""
    # A PressError raised in the cell, or an assertion, may have a remedy of its own, about another file than the notebook.
    if "What to do:" in reason:
        return PressError(where + re.sub(r"^\w+Error: ", "", reason), file=path)
    if reason.partition(":")[0].endswith("MemoryError"):
        reason = "the notebook wanted more memory than a notebook may have"
        remedy = "have it read or hold less at a time"
    return PressError(f"{where}{reason}", file=path, remedy=remedy)
