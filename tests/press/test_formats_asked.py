"""What differs by format is asked of its record (`press.core.formats`), and of no builder by its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from house import SCRIPTS

PRESS = SCRIPTS / "press"
NAMES = {"html", "typst", "epub", "pdf"}
# Where the names are at home.
HOMES = ("core/formats.py", "builders/")
# Where such a word is another's, by the beginning of the code, and whose.
OTHERS = {
    ("checks/myst/block.py", "('paragraph', "): "kinds of blocks of a chapter, one of which is raw HTML",
    (
        "checks/translations/catalogues.py",
        "('press', 'typst')",
    ): "names of catalogues, which are called as who reads them",
    (
        "checks/settings/jupyter_book.py",
        "{'': {'project'",
    ): "settings of Jupyter Book, one group of which is called html",
    ("edition/raw_html.py", "'html' in raw.get('format', '')"): "docutils' own way to say in what raw text is written",
    (
        "directives/details.py",
        "('html',)",
    ): "Sphinx's own way to say that a transform makes nodes for HTML, EPUBs included",
    ("edition/interface/cells.py", "('html',)"): "as above",
    ("directives/bibliography/extension.py", "('html',)"): "as above",
    ("extension.py", "([], 'html', [list]"): "Sphinx's own word for what has to be made anew where a setting changes",
    ("extension.py", "('', 'html', [str]"): "as above",
    ("extension.py", "('', 'env', 'html')"): "as above",
    ("directives/typography.py", "self.app.builder.name != 'gettext'"): "Sphinx's collector of texts makes no format",
    ("directives/components/remarks.py", "self.app.builder.name == 'gettext'"): "as above",
}


def named(code: ast.AST) -> Iterator[str]:
    """Yield what in ``code`` compares with the name of a format or of a builder, lists it, or has it as a key."""
    for node in ast.walk(code):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            parts = node.elts
        elif isinstance(node, ast.Dict):
            parts = [key for key in node.keys if key]
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        else:
            continue
        if any(is_name(part) for part in parts):
            yield ast.unparse(node)


def is_name(node: ast.expr) -> bool:
    """Whether ``node`` is the name of a format, or asks a builder for its own or for Sphinx's word for its format."""
    if isinstance(node, ast.Attribute) and node.attr in ("name", "format"):
        return ast.unparse(node.value).endswith("builder")
    return isinstance(node, ast.Constant) and node.value in NAMES


def test_no_module_but_those_of_formats_asks_for_one_by_its_name() -> None:
    paths = {path.relative_to(PRESS).as_posix(): path for path in PRESS.rglob("*.py")}
    found = [
        (where, text)
        for where, path in paths.items()
        if not where.startswith(HOMES)
        for text in named(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert [one for one in found if not any(is_of(one, other) for other in OTHERS)] == []
    assert [other for other in OTHERS if not any(is_of(one, other) for one in found)] == [], "it is gone: take it out"


def is_of(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether the place and code ``one`` is that which ``other`` allows."""
    return one[0] == other[0] and one[1].startswith(other[1])


@pytest.mark.parametrize(
    "code",
    [
        "app.builder.name == PAGES",
        "builder.format != kind",
        "'epub' != name",
        "name in ('html', 'dirhtml')",
        "formats = ('html',)",
        "{'typst': 'PDF'}",
        "for kind in ['pdf']: pass",
        "match name:\n    case 'typst': pass",
    ],
)
def test_each_way_to_ask_by_name_is_found(code: str) -> None:
    assert list(named(ast.parse(code)))


@pytest.mark.parametrize("code", ["nodes.raw('', text, format='html')", "file.name == 'x'", "node['html']"])
def test_what_asks_for_nothing_is_passed_over(code: str) -> None:
    assert list(named(ast.parse(code))) == []
