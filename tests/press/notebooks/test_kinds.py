"""The names of kinds of results stand in their own modules alone, so that one can be found, and another added."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from house import SCRIPTS, imports, modules

from press.core.errors import PressError
from press.directives.embeds import EMBEDS
from press.notebooks.kinds import KINDS
from press.notebooks.notebook import Executed
from press.notebooks.results import results_of

CODE = modules(SCRIPTS / "press")
# What knows results: all that imports one of these.
RESULTS = ("press.notebooks.", "press.directives.embed")
OWN = {"press.notebooks.kinds", *(embed.directive.__module__ for embed in EMBEDS.values())}
# The same words, for something else.
OTHER = {
    ("press.publish", "a function of this name"): {"number", "chart", "table"},
    ("press.checks.names", "a table of data, in a message"): {"table"},
    ("press.notebooks.frames", "a type of Table Schema"): {"number"},
    ("press.checks.style.prose", "what a rule of style reads, and a directive of docutils"): {"table"},
    ("press.checks.myst.inline", "the role of this name, which has options"): {"number"},
}


def texts(tree: ast.AST) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_no_module_but_its_own_names_a_kind_of_result() -> None:
    names = {*KINDS, *EMBEDS, *(kind.mime for kind in KINDS.values() if kind.mime != "text/plain")}
    knowing = {name for name, tree in CODE.items() if any(found.startswith(RESULTS) for found in imports(tree, CODE))}
    assert {"press.directives.notebook_page", "press.checks.results", "press.notebooks.results"} <= knowing
    found = {name: names & set(texts(CODE[name])) for name in knowing - OWN}
    assert {name: named for name, named in found.items() if named} == {
        name: words for (name, _), words in OTHER.items()
    }


def test_a_kind_that_is_no_longer_registered_is_told_with_the_notebook() -> None:
    cell = nbformat.v4.new_code_cell("publish.result('globe', ...)")
    told = {"key": "world", "kind": "globe", "language": "en", "sources": []}
    cell.outputs = [nbformat.v4.new_output("display_data", data={"application/json": {}}, metadata={"press": told})]
    notebook = Executed(Path("plan.ipynb"), nbformat.v4.new_notebook(cells=[cell]))
    with pytest.raises(PressError, match="cell 1 publishes the globe 'world'") as error:
        results_of(notebook)
    assert error.value.file == Path("plan.ipynb")
