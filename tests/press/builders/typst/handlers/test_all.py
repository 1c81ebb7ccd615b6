"""What the page docs/typst.md promises and what the builder handles are the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from press.builders.typst.handlers.all import HANDLERS
from press.builders.typst.handlers.sphinx_design import NAMES

PAGE = (Path(__file__).parents[5] / "docs" / "typst.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    return PAGE.split(heading, 1)[1].split("\n## ", 1)[0]


def _listed_nodes() -> set[str]:
    rows = re.findall(r"^\|.*\|$", _section("## What is printed").split("### ", 1)[0], re.MULTILINE)[2:]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row.rstrip("|").rsplit("|", 1)[1])}


def test_the_page_lists_exactly_the_nodes_that_are_handled() -> None:
    handled = {kind.__name__ for kind in HANDLERS} | NAMES

    assert _listed_nodes() - handled == set(), "listed, but not handled"
    assert handled - _listed_nodes() == set(), "handled, but not listed"


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
