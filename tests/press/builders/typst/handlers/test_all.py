"""What the page docs/typst.md promises and what the builder handles are the same."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from docutils import nodes
from sphinx import addnodes

from press.builders.typst.handlers.all import HANDLERS
from press.builders.typst.handlers.sphinx_design import NAMES, by_name
from press.builders.typst.outputs import PRINTED

PAGE = (Path(__file__).parents[5] / "docs" / "typst.md").read_text(encoding="utf-8")
#: Mixins and what Sphinx resolves before any builder sees it.
NEVER_SEEN = {"translatable", "desc_classname"}


def _section(heading: str) -> str:
    return PAGE.split(heading, 1)[1].split("\n## ", 1)[0]


def _listed_nodes() -> set[str]:
    rows = re.findall(r"^\|.*\|$", _section("## What is printed").split("### ", 1)[0], re.MULTILINE)[2:]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row.rstrip("|").rsplit("|", 1)[1])}


def test_the_page_lists_exactly_the_nodes_that_are_handled() -> None:
    handled = {kind.__name__ for kind in HANDLERS} | NAMES

    assert _listed_nodes() - handled == set(), "listed, but not handled"
    assert handled - _listed_nodes() == set(), "handled, but not listed"


@pytest.mark.parametrize("module", [nodes, addnodes], ids=["docutils", "sphinx"])
def test_every_node_of_docutils_and_sphinx_has_a_form(module: object) -> None:
    kinds = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__module__ == module.__name__]  # type: ignore[attr-defined]
    concrete = {kind for kind in kinds if issubclass(kind, nodes.Element) and kind.__name__.islower()}
    formless = {
        kind.__name__
        for kind in concrete
        if not any(cls in HANDLERS or by_name(cls.__name__) for cls in kind.__mro__)
        and not kind.__name__.startswith("_")
    }

    assert formless - NEVER_SEEN == set()


def test_the_page_lists_the_forms_of_outputs_in_the_order_in_which_they_are_chosen() -> None:
    rows = re.findall(r"^\| (`.*?) \|", _section("### Outputs of notebooks").split("### ", 1)[0], re.MULTILINE)

    assert tuple(re.findall(r"`([\w/.+-]+)`", " ".join(rows))) == PRINTED


def test_the_page_lists_every_kind_of_warning() -> None:
    sources = (Path(__file__).parents[5] / "scripts" / "press" / "builders" / "typst").rglob("*.py")
    calls = (node for source in sources for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))))
    given = {
        call.args[2].value
        for call in calls
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "warn"
        and isinstance(call.args[2], ast.Constant)
    }

    assert given | {"compile"} == set(re.findall(r"^\| `typst\.(\w+)` \|", PAGE, re.MULTILINE))
