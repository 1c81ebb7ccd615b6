"""What counts as a change."""

from press.fingerprint import imported_press_files


def names(*codes: str) -> set[str]:
    return {path.name for path in imported_press_files(codes)}


def test_the_modules_that_code_imports_are_followed_to_those_that_they_import() -> None:
    assert {"tables.py", "table_checks.py", "errors.py"} <= names("from press.tables import load_table")


def test_modules_that_nothing_imports_are_left_out() -> None:
    assert "serve.py" not in names("from press.tables import load_table", "import pandas as pd")


def test_each_way_to_write_an_import_is_understood() -> None:
    for code in ("import press.errors", "from press import errors", "from press.errors import PressError"):
        assert names(code) == {"errors.py"}, code


def test_code_that_is_no_python_imports_nothing() -> None:
    assert names("import press.errors (") == set()
