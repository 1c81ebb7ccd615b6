"""What counts as a change."""

from __future__ import annotations

from pathlib import Path

from press.core.digests import difference, digests, imported_press_files


def names(*codes: str) -> set[str]:
    return {path.name for path in imported_press_files(codes)}


def test_the_modules_that_code_imports_are_followed_to_those_that_they_import() -> None:
    assert {"tables.py", "validation.py", "errors.py"} <= names("from press.tables import load_table")


def test_each_way_to_write_an_import_is_understood() -> None:
    for code in (
        "import press.core.errors",
        "from press.core import errors",
        "from press.core.errors import PressError",
    ):
        assert names(code) == {"__init__.py", "errors.py"}, code


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
