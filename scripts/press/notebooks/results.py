"""Read notebooks, tell where one failed, and find the results that they publish by notebook and key.

A result has standard MIME types under the metadata that ``myst_nb.glue`` writes, and beside it a ``press`` entry: key, kind, language,
sources; for a chart the claims that it draws, where it names them; for a number value, unit, digits, scale.

How chapters embed each kind is defined in `press.directives.embeds`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbformat import NotebookNode

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import FileState
from press.core.registry import Registry
from press.core.text import Json, first_line, near_names, read_utf8
from press.core.tracking import Dependency, note_dependency
from press.language.quantities import Quantity

# The MIME type of a frame's content in codes, beside the outputs of pandas (`press.notebooks.frames`).
FRAME = "application/vnd.press.frame+json"
# MyST-NB adds this number times the number of the cell, and one, to the lines of a notebook.
CELL = 10_000
# IPython points at the line with an arrow: "----> 3 x = 1".
_ARROW = re.compile(r"^-+> *\d+ (?P<line>.*)$", re.MULTILINE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# How nbclient shows the cell that has failed.
_CELL_RAN = re.compile(r"^-{10,}\n(.*?)\n-{10,}$", re.DOTALL | re.MULTILINE)
_MEND = "open the notebook in JupyterLab, mend the cell or the data it reads, and build again"


class FreshRun(NamedTuple):
    """A notebook with the outputs of a run, the files that it read, with their states before, and what it used of the data."""

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
    """Return the notebook at ``path``, not to be changed; raise PressError where it is malformed."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        # JSON may contain half a surrogate pair, which cannot be written as UTF-8.
        json.dumps(notebook, ensure_ascii=False).encode()
    except Exception as error:  # nbformat raises whatever it stumbles over
        remedy = "restore the file from version control or save it again from JupyterLab"
        raise PressError(f"not a notebook: {first_line(error)}", file=path, remedy=remedy) from None
    return notebook


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells of a notebook, the only ones that JupyterLab counts."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def code_cell_number(notebook: NotebookNode, index: int) -> int:
    """Return the number (from 1) among the code cells of the one at ``index`` among all."""
    return sum(cell.cell_type == "code" for cell in notebook.cells[: index + 1])


def place_in_notebook(path: Path, line: int) -> str:
    """Return the cell and its line that Sphinx means by a ``line`` of the notebook at ``path``.

    Empty where it means none.
    """
    index, within = divmod(line, CELL)
    notebook = read_notebook(path)
    if not 1 <= index <= len(notebook.cells):
        return ""
    # Counted as in JupyterLab, where Markdown cells have no number.
    number, is_code = code_cell_number(notebook, index - 1), notebook.cells[index - 1].cell_type == "code"
    after = "" if is_code else "the prose after " if number else "the prose before "
    return f"{after}cell {number or 1}, line {max(within - 1, 1)}"


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
    return PressError(f"{where}{reason}", file=path, remedy=remedy)


def chapter_failure(log: Path, chapter: Path) -> tuple[str, int]:
    """Return what stopped the cells of a ``chapter``, and on which of its lines, by the ``log`` that MyST-NB has written of it.

    The line is 0 where it is unknown.
    """
    text = COLOURS.sub("", log.read_text(encoding="utf-8"))
    errors = re.findall(r"^\w+(?:Error|Exception|Interrupt|Exit)\b.*", text, re.MULTILINE) or text.split("\n\n")
    ran, pointed, number = _CELL_RAN.search(text), _ARROW.search(text), re.search(r"In\[(\d+)\]", text)
    code = (pointed["line"] if pointed else ran[1].partition("\n")[0] if ran else "").strip()
    source = read_utf8(chapter)
    begin = source.find(ran[1]) if ran else -1
    line = source.count("\n", 0, source.find(code, begin)) + 1 if begin >= 0 else 0
    where = f"cell {number[1]}, at '{code}': " if number else f"at '{code}': " if code else ""
    reason = errors[-1].strip() or "it took longer than execute: timeout allows"
    return f"{where}{reason}; mend the cell or the data it reads, and build again", line


# MyST-NB's own prefix for glued outputs that are not to be displayed.
HIDDEN_PREFIX = "application/papermill.record/"


def published(press: Json, bundle: Json, *, is_shown: bool) -> tuple[Json, Json]:
    """Return data and metadata of the output with a result in one language, ``bundle`` by MIME type.

    It is hidden unless ``is_shown``.
    """
    prefix, ending = ("", "") if is_shown else (HIDDEN_PREFIX, f".{press['language']}")
    scrapbook = {"name": f"{press['kind']}-{press['key']}{ending}", "mime_prefix": prefix}
    return {f"{prefix}{mime}": data for mime, data in bundle.items()}, {"scrapbook": scrapbook, "press": press}


@dataclass(frozen=True)
class ResultKind:
    """A kind of result with its ``name`` and the MIME type ``mime`` of its content.

    ``localise`` returns the content in one language, given a function that returns the label of a code. ``file_mark`` distinguishes the
    names of its downloads from those of a result of another kind with the same name.
    """

    name: str
    mime: str
    localise: Callable[[Any, Callable[[str], str]], Any] = lambda content, label: content
    file_mark: str = ""


NUMBER = ResultKind("number", "text/plain")
# As version 5, the newest that JupyterLab shows; the specification itself says which version it is.
CHART = ResultKind("chart", "application/vnd.vegalite.v5+json")
TABLE = ResultKind("table", "application/vnd.dataresource+json", file_mark="-table")
KINDS = Registry("kind of result", {kind.name: kind for kind in (NUMBER, CHART, TABLE)})


@dataclass
class Result:
    """A published result. ``data`` holds its content by language; a number has its ``quantity`` instead.

    ``sources`` names the tables it was made from, ``rows`` by table the primary keys of the rows, and ``inputs`` the numbers,
    where it names them; ``claims`` likewise the claims that it draws. ``cell`` is the code cell that published it, counted
    from 1. A number that only dates or names something has no card.
    """

    notebook: str
    key: str
    kind: str
    sources: list[str] = field(default_factory=list)
    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    inputs: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    quantity: Quantity | None = None
    cell: int = 0
    has_card: bool = True

    @property
    def name(self) -> str:
        """Return ``notebook/key``, the name by which chapters embed the result."""
        return f"{self.notebook}/{self.key}"

    @property
    def digest(self) -> str:
        """Return a hash of all that an edition can show of the result."""
        origins = [self.sources, self.rows, self.inputs, self.claims]
        content = [self.kind, origins, self.data, str(self.quantity), self.cell, self.has_card]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Results:
    """All results of a book. Results of several kinds may share a name."""

    def __init__(self, results: Iterable[Result]) -> None:
        self._results = {(result.kind, result.name): result for result in results}

    def __iter__(self) -> Iterator[Result]:
        return iter(self._results.values())

    def find(self, name: str, kind: ResultKind) -> Result:
        """Return the result of ``kind`` called ``notebook/key``.

        Raise PressError with similar names where there is none.
        """
        note_dependency(kind.name, name)
        result = self._results.get((kind.name, name))
        if result is not None:
            return result
        near = near_names(name, [other.name for other in self if other.kind == kind.name])
        remedy = f"use a published name such as {near}" if near else "publish it in a notebook first"
        raise PressError(f"no notebook publishes a {kind.name} called '{name}'", remedy=remedy)


def shown_digests(notebooks: Iterable[Executed], language: str) -> dict[str, str]:
    """Return the `outputs_digest` of each notebook, by the words for it in messages about changes."""
    return {f"the results of {item.name}.ipynb": outputs_digest(item, language) for item in notebooks}


def outputs_digest(item: Executed, language: str) -> str:
    """Return a digest of all outputs of a notebook that the edition in ``language`` can show."""
    outputs = (output for cell in code_cells(item.notebook) for output in cell.outputs)
    languages = (None, language)
    shown = [output for output in outputs if output.get("metadata", {}).get("press", {}).get("language") in languages]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def results_of(item: Executed) -> list[Result]:
    """Return the results in the outputs of an executed notebook; raise PressError where it publishes a key twice."""
    results: dict[tuple[str, str], Result] = {}
    numbered = enumerate(code_cells(item.notebook), start=1)
    for cell, output in ((number, output) for number, each in numbered for output in each.get("outputs", [])):
        if not (press := output.get("metadata", {}).get("press")):
            continue
        kind, key, language, data = press["kind"], press["key"], press.get("language"), output.data
        result = results.setdefault((kind, key), Result(item.name, key, kind, cell=cell))
        if result.quantity is not None or language in result.data:
            remedy = "give one of the two another key"
            raise PressError(f"cell {cell} publishes the {kind} '{key}' a second time", file=item.path, remedy=remedy)
        result.sources, result.claims = list(press.get("sources", [])), list(press.get("claims", []))
        result.rows, result.inputs = dict(press.get("rows", {})), list(press.get("inputs", []))
        result.has_card = bool(press.get("card", True))
        if kind == NUMBER.name:
            result.quantity = Quantity(press["value"], press["unit"], press["scale"], press["exact"])
        else:
            mime = KINDS[kind].mime
            result.data[language] = data[mime] if mime in data else data[f"{HIDDEN_PREFIX}{mime}"]
    return list(results.values())
