"""Collect the results that notebooks publish, and find them by notebook and key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from nbformat import NotebookNode

from press.core.errors import PressError
from press.core.text import Json
from press.core.tracking import note_dependency
from press.language.quantities import Quantity
from press.notebooks.kinds import HIDDEN_PREFIX, KINDS, NUMBER, ResultKind
from press.notebooks.notebook import Executed, code_cells


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
        near = get_close_matches(name, known, n=3, cutoff=0.4) or known[:5]
        raise PressError(
            f"no notebook publishes a {kind.name} called '{name}'",
            remedy=f"use a published name such as {', '.join(near)}" if near else "publish it in a notebook first",
        )


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
    for number, cell in enumerate(code_cells(item.notebook), start=1):
        for output in cell.get("outputs", []):
            press = output.get("metadata", {}).get("press")
            if press:
                _add(results, item, number, press, output)
    return list(results.values())


def _add(results: dict[tuple[str, str], Result], item: Executed, cell: int, press: Json, output: NotebookNode) -> None:
    kind, key = press["kind"], press["key"]
    if kind not in KINDS:
        raise PressError(
            f"cell {cell} publishes the {kind} '{key}', a kind of result that no extension of the book registers",
            file=item.path,
            remedy="name the extension in _config.yml, or publish something else",
        )
    result = results.setdefault((kind, key), Result(item.name, key, kind, cell=cell))
    if result.quantity is not None or press.get("language") in result.data:
        raise PressError(
            f"cell {cell} publishes the {kind} '{key}' a second time",
            file=item.path,
            remedy="give one of the two another key",
        )
    result.sources = list(press.get("sources", []))
    result.claims = list(press.get("claims", []))
    if kind == NUMBER.name:
        result.quantity = Quantity(press["value"], press["unit"], press["scale"], press["exact"])
        result.exact = press["exact"]
        return
    mime, data = KINDS[kind].mime, output["data"]
    result.data[press["language"]] = data[mime] if mime in data else data[f"{HIDDEN_PREFIX}{mime}"]
