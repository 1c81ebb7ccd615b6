"""What is named by text: modules that notebooks and pages import, entry points, lists of modules, files that press brings along."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
import yaml
from small_books import BOOKS, ROOT

from press.build import tasks
from press.core.digests import press_files
from press.core.resources import press_path
from press.core.settings import EXTENSION
from press.notebooks import children as notebooks

# What others than press may name. It is printed on pages and in PDFs, and stays.
PUBLIC = {
    "press.extension": {"setup"},
    "press.project": {"find_root"},
    "press.publish": {"chart", "date", "interval", "number", "result", "table"},
    "press.references": {"load_references"},
    "press.tables": {"load_table", "load_tables", "table_names"},
    "press.typst": {"setup"},
}
PYPROJECT = tomllib.loads((ROOT / "scripts" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTEBOOKS = [*ROOT.glob("book/notebooks/*.ipynb"), *BOOKS.glob("*/book/notebooks/*.ipynb")]
# The second part of CONTRIBUTING, where press itself is changed.
FOR_DEVELOPERS = "\n# For developers\n"
PAGES = [*ROOT.glob("book/??/*.md"), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
SOURCES = press_files("*.py")


@pytest.mark.parametrize("module", PUBLIC)
def test_a_public_module_has_what_it_is_named_for(module: str) -> None:
    assert PUBLIC[module] <= set(dir(import_module(module)))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_notebooks_import_public_names_only(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert private_names(code) == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_code_on_pages_imports_public_names_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8").partition(FOR_DEVELOPERS)[0]
    blocks = re.findall(r"^ *```(?:\{code-block\} )?python\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    assert [name for block in blocks for name in private_names(dedent(block))] == []


def test_code_for_developers_imports_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition(FOR_DEVELOPERS)[2]
    text += (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    blocks = [dedent(block) for block in re.findall(r"^ *```python\n(.*?)```", text, re.DOTALL | re.MULTILINE)]
    imported = [node for block in blocks for node in ast.walk(ast.parse(block)) if isinstance(node, ast.ImportFrom)]
    # What is not of press is of the extension that is shown.
    names = [(str(node.module), alias.name) for node in imported for alias in node.names if is_of_press(node)]
    assert {("press.checks.check", "check"), ("press.core.registry", "extend")} <= set(names)
    assert [name for name in names if not hasattr(import_module(name[0]), name[1])] == []


def is_of_press(node: ast.ImportFrom) -> bool:
    return str(node.module).partition(".")[0] == "press"


def private_names(code: str) -> set[str]:
    """What ``code`` takes from press that is not public."""
    tree = ast.parse(code)
    taken = set()
    # Names in the code that stand for a module.
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            taken |= {(alias.name, "") for alias in node.names if alias.name.split(".")[0] == "press"}
        elif isinstance(node, ast.ImportFrom) and node.module == "press":
            modules |= {alias.asname or alias.name: f"press.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("press."):
            taken |= {(str(node.module), alias.name) for alias in node.names}
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    taken |= {(modules[node.value.id], node.attr) for node in used if node.value.id in modules}
    taken |= {(module, "") for module in modules.values() if module not in PUBLIC}
    return {f"{module}:{name}" for module, name in taken if name not in PUBLIC.get(module, set())}


def test_what_is_no_public_name_is_found() -> None:
    code = "from press import no_room, publish\nfrom press.tables import describe_table\npublish.number(1)\npublish.secret(2)\n"
    assert private_names(code) == {"press.publish:secret", "press.no_room:", "press.tables:describe_table"}


@pytest.mark.parametrize("path", [ROOT / "_config.yml", *BOOKS.glob("*/_config.yml")], ids=str)
def test_the_extension_that_books_load_is_there(path: Path) -> None:
    extensions = yaml.safe_load(path.read_text(encoding="utf-8"))["sphinx"]["extra_extensions"]
    assert EXTENSION in extensions
    assert all(hasattr(import_module(name), "setup") for name in extensions)


def entry_points() -> Iterator[EntryPoint]:
    """What other programs find press by."""
    groups = {"console_scripts": PYPROJECT["scripts"], **PYPROJECT["entry-points"]}
    yield from (EntryPoint(name, value, group) for group, named in groups.items() for name, value in named.items())


@pytest.mark.parametrize("point", list(entry_points()), ids=lambda point: f"{point.group} {point.name}")
def test_what_an_entry_point_names_is_there(point: EntryPoint) -> None:
    assert callable(point.load())


def test_children_of_notebooks_find_only_modules_that_are_there() -> None:
    notebooks.warm()


def test_a_package_that_is_not_installed_is_left_out_of_what_editions_find_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "_WARM", ("sphinx_of_another_version",))
    tasks.warm()


def test_what_editions_find_imported_names_no_module_of_press_by_text() -> None:
    assert [name for name in tasks._WARM if name.startswith("press")] == []


def texts(path: Path) -> Iterator[str]:
    """Every text in the code of ``path``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_modules_of_press_that_a_text_names_are_there() -> None:
    named = {
        (path.name, text)
        for path in (*SOURCES, *ROOT.glob("tests/**/*.py"))
        for text in texts(path)
        if re.fullmatch(r"press(\.[a-z_]+)+", text) and not text.endswith((".css", ".js", ".po"))
    }
    assert [(path, text) for path, text in sorted(named) if not is_there(text)] == []


def is_there(name: str) -> bool:
    """Whether ``name`` is a module of press, or something in one."""
    try:
        import_module(name)
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        return bool(module) and is_there(module) and hasattr(import_module(module), attribute)
    return True


def resources(path: Path) -> Iterator[str]:
    """What ``path`` asks `press_path` for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "press_path":
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def test_files_that_press_brings_along_are_found_wherever_a_module_stands() -> None:
    asked = [(path.name, name) for path in SOURCES for name in resources(path)]
    assert [(path, name) for path, name in asked if not press_path(name).exists()] == []
    own = [path.name for path in SOURCES if any(map(is_own_place, ast.walk(ast.parse(path.read_text("utf-8")))))]
    assert own == [], "a module may move: take press_path"


def is_own_place(node: ast.AST) -> bool:
    """Whether ``node`` is a path beside the module itself."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ("parent", "parents")
        and any(isinstance(part, ast.Name) and part.id == "__file__" for part in ast.walk(node))
    )
