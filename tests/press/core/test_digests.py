"""What counts as a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core import digests as module
from press.core.digests import difference, digests, files_below, fingerprint, imported_press_files, path_from


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


def test_a_folder_is_as_it_was_while_its_names_are_and_what_programs_leave_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    before = digests([tmp_path], tmp_path)
    for name in (".hidden", "__pycache__", "_build"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.csv").write_text("other content", encoding="utf-8")
    assert difference(before, tmp_path) == ""
    (tmp_path / "b.csv").touch()
    assert difference(before, tmp_path) == ". is changed"


def test_a_file_that_comes_where_there_was_none_is_new(tmp_path: Path) -> None:
    before = digests([tmp_path / "a.csv"], tmp_path)
    (tmp_path / "a.csv").touch()
    assert difference(before, tmp_path) == "a.csv is new"


def test_a_path_outside_of_the_book_is_listed_from_it(tmp_path: Path) -> None:
    assert path_from(tmp_path / "book", tmp_path / "beside" / "a.py") == "../beside/a.py"


def test_a_fingerprint_is_that_of_names_contents_and_texts(tmp_path: Path) -> None:
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("x", encoding="utf-8")
    known = fingerprint([one], "text")
    assert known == fingerprint([one, other], "text"), "a file that is missing counts for nothing"
    other.write_text("x", encoding="utf-8")
    assert len({known, fingerprint([other], "text"), fingerprint([one]), fingerprint([one], "te", "xt")}) == 4


def test_what_python_and_gettext_compile_is_no_file_of_press(tmp_path: Path) -> None:
    for name in ("a.py", "a.pyc", "__pycache__/a.cpython-311.py", "locale/press.po", "locale/press.mo"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert files_below(tmp_path) == [tmp_path / "a.py", tmp_path / "locale" / "press.po"]
    assert files_below(tmp_path, "*.po") == [tmp_path / "locale" / "press.po"]
