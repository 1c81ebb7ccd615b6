"""Where a book is, and whether something can be made of it there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from press.core.caches import clear_caches
from press.core.errors import MachineError, PressError
from press.core.project import find_root, make_writable, project_version, unwritable


def test_the_book_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    inner = tmp_path / "books" / "rain"
    (inner / "book" / "en").mkdir(parents=True)
    for folder in (tmp_path, inner):
        (folder / "_config.yml").touch()
    assert find_root(inner / "book" / "en") == inner
    assert find_root(inner.parent) == tmp_path


def test_without_a_folder_the_working_directory_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_config.yml").touch()
    monkeypatch.chdir(tmp_path)
    assert find_root() == tmp_path


def test_a_folder_of_the_name_of_the_settings_makes_no_book(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    with pytest.raises(PressError, match="no book here"):
        find_root(tmp_path)


def test_a_folder_is_made_where_it_is_missing_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    for _ in range(2):
        make_writable(tmp_path / "_build")
        assert list(tmp_path.rglob("*")) == [tmp_path / "_build"]


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "_build").touch()
    with pytest.raises(PressError, match="nothing can be written here: File exists") as caught:
        make_writable(tmp_path / "_build")
    assert caught.value.file == tmp_path / "_build"


def test_a_full_disk_is_no_matter_of_permission() -> None:
    assert str(unwritable(Path("_build"), OSError(errno.ENOSPC, "No space left on device"))).startswith(
        "the disk is full"
    )


def test_a_missing_permission_is_a_matter_of_the_folder() -> None:
    told = unwritable(Path("_build"), PermissionError(errno.EACCES, "Permission denied"))
    assert not isinstance(told, MachineError)
    assert told.file == Path("_build")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('[project]\nversion = "1.2"\n', "1.2"),
        ('[project]\nname = "rain"\n', ""),
        ("[tool.ruff]\n", ""),
        ("project = 3\n", ""),
    ],
)
def test_the_version_is_that_of_the_project(tmp_path: Path, text: str, version: str) -> None:
    clear_caches()
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert project_version(tmp_path) == version


def test_a_folder_without_a_project_has_no_version(tmp_path: Path) -> None:
    clear_caches()
    assert project_version(tmp_path) == ""


def test_a_project_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    clear_caches()
    (tmp_path / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    with pytest.raises(PressError, match="the file cannot be read") as caught:
        project_version(tmp_path)
    assert caught.value.file == tmp_path / "pyproject.toml"
