"""The names of kinds of results stand in their own modules alone, so that one can be found, and another added."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from house import SCRIPTS, imports, modules

from press.directives.embeds import EMBEDS
from press.notebooks.kinds import KINDS

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
    code = modules(SCRIPTS / "press")
    names = {*KINDS, *EMBEDS._own, *(kind.mime for kind in KINDS.values() if kind.mime != "text/plain")}
    knowing = {name for name, tree in code.items() if any(found.startswith(RESULTS) for found in imports(tree, code))}
    assert {"press.directives.notebook_page", "press.checks.results", "press.notebooks.results"} <= knowing
    found = {name: names & set(texts(code[name])) for name in knowing - OWN}
    assert {name: named for name, named in found.items() if named} == {
        name: words for (name, _), words in OTHER.items()
    }
