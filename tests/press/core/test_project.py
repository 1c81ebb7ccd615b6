"""Where a book is, whether something can be made of it there, and which version it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.project import find_root, locked, project_version


def test_the_book_is_the_nearest_folder_with_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "books" / "rain"
    (inner / "book" / "_config.yml").mkdir(parents=True)
    with pytest.raises(PressError, match="no book here"):
        find_root(inner / "book")
    for folder in (tmp_path, inner):
        (folder / "_config.yml").touch()
    assert find_root(inner / "book") == inner
    monkeypatch.chdir(inner.parent)
    assert find_root() == tmp_path


def test_a_folder_is_made_where_it_is_missing_and_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path, print):
            assert (tmp_path / "_build").is_dir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "_build").touch()
    with (
        pytest.raises(PressError, match="nothing can be written here: File exists") as caught,
        locked(tmp_path / "book", print),
    ):
        pass
    assert caught.value.file == tmp_path / "book" / "_build"


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('[project]\nversion = "1.2"\n', "1.2"),
        ('[project]\nname = "rain"\n', ""),
        ("project = 3\n", ""),
        (None, ""),
        ("[project\n", "the file cannot be read"),
    ],
)
def test_the_version_is_that_of_the_project(tmp_path: Path, text: str | None, version: str) -> None:
    clear_caches()
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    try:
        assert project_version(tmp_path) == version
    except PressError as error:
        assert version and version in error.message and error.file == tmp_path / "pyproject.toml"
