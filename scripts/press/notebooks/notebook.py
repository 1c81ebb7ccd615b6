"""Read notebooks, and represent executed ones."""

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
from press.core.files import FileState, file_state
from press.core.text import first_line, lines_of, read_utf8
from press.core.tracking import Dependency

# The MIME type of a frame's content in codes, beside the outputs of pandas (`press.notebooks.frames`).
FRAME = "application/vnd.press.frame+json"
# Of what stands in one line of a cell, as much as an editor needs to find it.
_LONGEST_SHOWN = 200
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


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at ``path``, not to be changed; raise PressError where it is malformed, empty, or not in Python."""
    return _read_notebook(path, file_state(path))


@cached_by_state
def _read_notebook(path: Path, state: FileState) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        # JSON may contain half a surrogate pair, which cannot be written as UTF-8.
        json.dumps(notebook, ensure_ascii=False).encode()
    except Exception as error:  # nbformat raises whatever it stumbles over
        raise PressError(
            f"not a notebook: {first_line(error)}",
            file=path,
            remedy="restore the file from version control or save it again from JupyterLab",
        ) from None
    if language := _other_language(notebook):
        raise PressError(
            f"the notebook is written in {language}, and press runs Python alone",
            file=path,
            remedy="choose a kernel of Python in JupyterLab if it is Python after all, or keep it elsewhere and bring its results as tables",
        )
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


def shown_line(lines: Sequence[str], line: int) -> str:
    """Return one of the ``lines`` of a cell as faults show it, of a very long one the beginning."""
    text = lines[line - 1].strip() if line <= len(lines) else ""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def lines_in_file(path: Path) -> Mapping[str, int]:
    """Return the line of the file of a notebook on which each line of its cells stands first."""
    return _lines_in_file(path, file_state(path))


@cached_by_state
def _lines_in_file(path: Path, state: FileState) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(lines_of(read_utf8(path)), start=1):
        for literal in _STRING.findall(line):
            for cell_line in lines_of(json.loads(literal)):
                found.setdefault(cell_line, number)
    return MappingProxyType(found)


def _other_language(notebook: NotebookNode) -> str:
    """Return the language of a notebook's kernel if that is not Python."""
    metadata = notebook.metadata
    name = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language") or "python"
    return "" if "python" in str(name).lower() else str(name)


def without_frames(notebook: NotebookNode) -> None:
    """Remove the outputs of the MIME type `FRAME` from ``notebook``, so that it is as JupyterLab makes it."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FRAME, None)
