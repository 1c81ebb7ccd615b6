"""The packages of press: how many modules one may have, and what their `__init__` holds. What may import what, import-linter tells."""

from __future__ import annotations

import ast
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest
from house import SCRIPTS, circles, functions, imports, modules

PRESS = SCRIPTS / "press"
TESTS = Path(__file__).parents[1]
MOST = 20


def test_no_folder_has_more_than_twenty_modules() -> None:
    inside = Counter(path.parent.relative_to(SCRIPTS) for path in PRESS.rglob("*.py") if path.name != "__init__.py")
    assert {folder: count for folder, count in inside.items() if count > MOST} == {}


# An extension, which Sphinx and press look for `setup` and `setup_press` in.
AUDIT = PRESS / "audit" / "__init__.py"


def test_the_door_of_a_room_holds_a_docstring_alone() -> None:
    doors = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PRESS.rglob("__init__.py") if path != AUDIT}
    assert [str(path) for path, code in doors.items() if len(code.body) != 1 or not ast.get_docstring(code)] == []
    assert {path.parent for path in PRESS.rglob("*.py")} == {path.parent for path in (AUDIT, *doors)}


def test_names_for_notebooks_and_books_only_pass_on_what_a_room_has() -> None:
    for name in ("project", "publish", "references", "tables", "typst"):
        kinds = {type(node) for node in modules(PRESS)[f"press.{name}"].body}
        assert kinds == {ast.Expr, ast.ImportFrom, ast.Assign}, name


# The command that writes the reference, records whose properties pass on what they hold, and two paths.
UNTESTED = {"press.edition.context", "press.checks.myst.block", "press.core.resources"}


def test_each_module_that_does_something_has_tests_in_the_place_of_its_name() -> None:
    names = {name for name, code in modules(PRESS).items() if any(functions(code))} - {"press.audit"}
    places = {name: name.replace(".", "/").rpartition("/") for name in names}
    tested = {name for name, (folder, _, module) in places.items() if (TESTS / folder / f"test_{module}.py").is_file()}
    assert names - tested == UNTESTED


def test_pytest_looks_into_every_folder_that_has_tests(request: pytest.FixtureRequest) -> None:
    left_out = request.config.getini("norecursedirs")
    folders = {folder for path in TESTS.rglob("test_*.py") for folder in path.relative_to(TESTS).parts[:-1]}
    assert "build" in folders
    assert [folder for folder in folders for pattern in left_out if fnmatch(folder, pattern)] == []


def test_circles_of_imports_are_found_even_within_functions(tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    (folder / "one.py").write_text("from some.two import x\n", encoding="utf-8")
    (folder / "two.py").write_text("def x():\n    import some.three\n", encoding="utf-8")
    (folder / "three.py").write_text("from some import one\n", encoding="utf-8")
    (folder / "four.py").write_text("from some import one\n", encoding="utf-8")
    code = modules(folder)
    arrows = {name: set(imports(tree, code)) for name, tree in code.items()}
    assert circles(arrows) == [["some.one", "some.three", "some.two"]]
