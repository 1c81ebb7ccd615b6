"""Define the kinds of results that notebooks publish and their format in a notebook, collect them, and find them by notebook and key.

A result has standard MIME types under the metadata that ``myst_nb.glue`` writes, and beside it a ``press`` entry: key, kind, language,
sources; for a chart the claims that it draws, where it names them; for a number value, unit, digits, scale.

How chapters embed each kind is defined in `press.directives.embeds`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from press.core.errors import PressError
from press.core.registry import Registry
from press.core.text import near_names
from press.core.tracking import note_dependency
from press.language.quantities import Quantity
from press.notebooks.notebook import Executed, code_cells

# MyST-NB's own prefix for glued outputs that are not to be displayed.
HIDDEN_PREFIX = "application/papermill.record/"


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
CHART = ResultKind("chart", "application/vnd.vegalite.v6+json")
TABLE = ResultKind("table", "application/vnd.dataresource+json", file_mark="-table")
KINDS = Registry("kind of result", {kind.name: kind for kind in (NUMBER, CHART, TABLE)})


@dataclass
class Result:
    """A published result. ``data`` holds its content by language; a number has its ``quantity`` instead.

    ``sources`` names the tables it was made from, ``claims`` the claims that it draws where it names them, ``cell`` is the
    code cell that published it, counted from 1, and ``exact`` a number's value before rounding.
    """

    notebook: str
    key: str
    kind: str
    sources: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    quantity: Quantity | None = None
    exact: str = ""
    cell: int = 0

    @property
    def name(self) -> str:
        """Return ``notebook/key``, the name by which chapters embed the result."""
        return f"{self.notebook}/{self.key}"

    @property
    def digest(self) -> str:
        """Return a hash of all that an edition can show of the result."""
        content = [self.kind, self.sources, self.claims, self.data, str(self.quantity), self.exact, self.cell]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Results:
    """All results of a book. Results of several kinds may share a name."""

    def __init__(self, results: Iterable[Result]) -> None:
        self._results = {(result.kind, result.name): result for result in results}

    def __iter__(self) -> Iterator[Result]:
        return iter(self._results.values())

    def find(self, name: str, kind: ResultKind) -> Result:
        """Return the result of ``kind`` called ``notebook/key``; raise PressError with similar names where there is none."""
        note_dependency(kind.name, name)
        result = self._results.get((kind.name, name))
        if result is not None:
            return result
        known = [other.name for other in self if other.kind == kind.name]
        remedy = (
            f"use a published name such as {near_names(name, known)}" if known else "publish it in a notebook first"
        )
        raise PressError(f"no notebook publishes a {kind.name} called '{name}'", remedy=remedy)


def collect_results(notebooks: Iterable[Executed]) -> Results:
    """Return all results of executed notebooks; raise PressError where a notebook publishes a key twice."""
    return Results(result for item in notebooks for result in results_of(item))


def shown_digests(notebooks: Iterable[Executed], language: str) -> dict[str, str]:
    """Return the `outputs_digest` of each notebook, by the words for it in messages about changes."""
    return {f"the results of {item.name}.ipynb": outputs_digest(item, language) for item in notebooks}


def outputs_digest(item: Executed, language: str) -> str:
    """Return a digest of all outputs of a notebook that the edition in ``language`` can show."""
    outputs = (output for cell in code_cells(item.notebook) for output in cell.outputs)
    shown = [
        output for output in outputs if output.get("metadata", {}).get("press", {}).get("language") in (None, language)
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def results_of(item: Executed) -> list[Result]:
    """Return the results in the outputs of an executed notebook."""
    results: dict[tuple[str, str], Result] = {}
    published = (
        (number, output.metadata["press"], output.get("data", {}))
        for number, cell in enumerate(code_cells(item.notebook), start=1)
        for output in cell.get("outputs", [])
        if output.get("metadata", {}).get("press")
    )
    for cell, press, data in published:
        kind, key, language = press["kind"], press["key"], press.get("language")
        named = f"cell {cell} publishes the {kind} '{key}'"
        if kind not in KINDS:
            message = f"{named}, a kind of result that no extension of the book registers"
            remedy = "name the extension in _config.yml, or publish something else"
            raise PressError(message, file=item.path, remedy=remedy)
        result = results.setdefault((kind, key), Result(item.name, key, kind, cell=cell))
        if result.quantity is not None or language in result.data:
            remedy = "give one of the two another key"
            raise PressError(f"{named} a second time", file=item.path, remedy=remedy)
        result.sources, result.claims = list(press.get("sources", [])), list(press.get("claims", []))
        if kind == NUMBER.name:
            result.quantity = Quantity(press["value"], press["unit"], press["scale"], press["exact"])
            result.exact = press["exact"]
        else:
            mime = KINDS[kind].mime
            result.data[language] = data[mime] if mime in data else data[f"{HIDDEN_PREFIX}{mime}"]
    return list(results.values())
