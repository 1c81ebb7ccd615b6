"""Report to editors where and why a notebook failed, or what its outputs have that no page should."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from press.core.errors import PressError
from press.core.settings import CONFIG
from press.notebooks.kinds import HIDDEN_PREFIX
from press.notebooks.notebook import code_cell_number, shown_line

# IPython points at the line with an arrow: "----> 3 x = 1".
_ARROW = re.compile(r"^-+> *\d+ (?P<line>.*)$", re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# Where Python says that a warning arose, in a file that has another name in each run: /tmp/ipykernel_8182/3619829533.py:1: UserWarning.
_ORIGIN = re.compile(r"^.*?\.py:\d+: ")
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]{6,}")
# Tags by which MyST-NB leaves out what a cell writes to its error stream, or all outputs.
_WITHOUT_ERRORS, _WITHOUT_OUTPUT = "remove-stderr", {"remove-output", "remove-cell"}


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
_MEND = "open the notebook in JupyterLab, mend the cell or the data it reads, and build again"


def failure(path: Path, place: CellLocation | None, reason: str, remedy: str = _MEND) -> PressError:
    """Return the error for a notebook that failed for a ``reason``, at a ``place`` if it is known."""
    where = f"cell {place.cell}, at '{place.line}': " if place else ""
    # A PressError raised in the cell, or an assertion, may have a remedy of its own, about another file than the notebook.
    if "What to do:" in reason:
        return PressError(where + re.sub(r"^\w+Error: ", "", reason), file=path)
    return PressError(f"{where}{reason}", file=path, remedy=remedy)


def explained(reason: str, timeout: int) -> tuple[str, str]:
    """Return the ``reason`` for which a notebook failed and a remedy; in plain words where a cell took longer than ``timeout`` seconds."""
    name, _, _ = reason.partition(":")
    if reason == LATE:
        return (
            f"the cell ran for more than {timeout} seconds",
            f"mend it in JupyterLab if its loop does not end, or allow more in {CONFIG}: execute: timeout: {2 * timeout}",
        )
    if name.endswith("MemoryError"):
        return "the notebook wanted more memory than a notebook may have", "have it read or hold less at a time"
    return reason, _MEND


def output_fault(cell: NotebookNode, root: Path) -> tuple[str, str] | None:
    """Return for which reason the outputs of ``cell``, of the book at ``root``, should not be published, and a remedy; None where they may.

    Errors and warnings are for editors. What names a place on this machine, or in its memory, is different in each build.
    """
    tags = {*cell.metadata.get("tags", ())}
    # Folders that this machine alone has, or has for this.
    folders = {root, root.resolve(), Path.home(), Path(tempfile.gettempdir())}
    names = "|".join(re.escape(str(folder)) for folder in folders if folder.name)
    of_machine = re.compile(rf"(?<![\w.~-])(?:{names})(?![\w.-])")
    for output in () if tags & _WITHOUT_OUTPUT else cell.outputs:
        if output.get("name") == "stderr" and _WITHOUT_ERRORS not in tags:
            return (
                f"the cell writes to its error stream, which readers would see: '{_beginning(_ORIGIN.sub('', output.text))}'",
                "mend the cause; if nothing is wrong, have it keep silent (warnings.filterwarnings('ignore', message='...')),"
                " or give the cell the tag remove-stderr",
            )
        texts = dict(_texts(output)) if output.get("name") != "stderr" else {}
        for text in texts.values():
            if found := of_machine.search(text):
                return (
                    f"the output of the cell names a folder of this machine: '{_beginning(text[found.start() :])}'",
                    "print paths from the folder of the book, or no paths: readers have others, and so has the next build",
                )
        # Beside a picture or HTML, plain text is not shown.
        if [*texts] in ([""], ["text/plain"]) and (found := _ADDRESS.search(next(iter(texts.values())))):
            return (
                f"the output of the cell names a place in memory, another one in each build: '{_beginning(found.string)}'",
                "end the last line of the cell with a semicolon, or show what readers can read",
            )
    return None


def _texts(output: NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield the texts of an output that a page may show, by MIME type: no pictures, which are files, and nothing that is hidden."""
    if plain := output.get("text") or _COLOURS.sub("", "\n".join(output.get("traceback", ()))):
        yield "", plain
    for mime, content in output.get("data", {}).items():
        if not mime.startswith(("image/", HIDDEN_PREFIX)):
            yield mime, content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def _beginning(text: str) -> str:
    return shown_line([" ".join(text[:1000].split())], 1)
