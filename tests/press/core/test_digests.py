"""What counts as a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core import digests as module
from press.core.digests import difference, digests, imported_press_files


def names(*codes: str) -> set[str]:
    return {path.name for path in imported_press_files(codes)}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for press, of packages within packages."""
    for name, code in {
        "__init__.py": "",
        "room/__init__.py": "",
        "room/one.py": "from .two import x\nfrom ..shared import y\n",
        "room/two.py": "from . import three\n",
        "room/three.py": "",
        "room/inner/__init__.py": "from press import once\n",
        "room/inner/leaf.py": "from .. import three\n",
        "room/unused.py": "",
        "once.py": "",
        "shared.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(code, encoding="utf-8")
    monkeypatch.setattr(module, "press_folder", lambda: tmp_path)
    return tmp_path


def followed(package: Path, code: str) -> set[str]:
    return {path.relative_to(package).as_posix() for path in imported_press_files([code])}


def test_the_modules_that_code_imports_are_followed_to_those_that_they_import() -> None:
    assert {"tables.py", "validation.py", "errors.py"} <= names("from press.tables import load_table")


def test_modules_that_nothing_imports_are_left_out() -> None:
    assert "serve.py" not in names("from press.tables import load_table", "import pandas as pd")


def test_each_way_to_write_an_import_is_understood() -> None:
    for code in (
        "import press.core.errors",
        "from press.core import errors",
        "from press.core.errors import PressError",
    ):
        assert names(code) == {"__init__.py", "errors.py"}, code


def test_relative_imports_are_followed(package: Path) -> None:
    assert followed(package, "import press.room.one") == {
        "__init__.py",
        "room/__init__.py",
        "room/one.py",
        "room/two.py",
        "room/three.py",
        "shared.py",
    }


def test_packages_above_a_module_are_followed_as_python_runs_them_first(package: Path) -> None:
    assert followed(package, "from press.room.inner import leaf") == {
        "__init__.py",
        "once.py",
        "room/__init__.py",
        "room/inner/__init__.py",
        "room/inner/leaf.py",
        "room/three.py",
    }


def test_relative_imports_of_a_notebook_mean_no_module_of_press(package: Path) -> None:
    assert followed(package, "from . import room\nfrom .shared import y\n") == set()


def test_code_that_is_no_python_imports_nothing() -> None:
    assert names("import press.core.errors (") == set()


def test_a_change_that_was_undone_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    before = digests([file], tmp_path)
    file.write_text("two", encoding="utf-8")
    assert difference(before, tmp_path) == "a.csv is changed"
    file.write_text("one", encoding="utf-8")
    assert difference(before, tmp_path) == ""
    file.unlink()
    assert difference(before, tmp_path) == "a.csv is gone"
