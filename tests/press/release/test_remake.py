"""A release is made again from its commit alone, with the locked packages, and leaves nothing behind."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from press.core.errors import PressError
from press.release.remake import Recipe, recipe_here, remake
from press.release.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A book that cannot be built, in a repository; a package of its lock is installed in another version."""
    root = tmp_path / "book"
    root.mkdir()
    (root / "_config.yml").write_text("title: T\n", encoding="utf-8")
    (root / ".gitignore").write_text("_build\n", encoding="utf-8")
    (root / "requirements.txt").write_text("pytest==0.0.1\n", encoding="utf-8")
    commit(root)
    return Repository(root, root)


def commit(root: Path) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "More")):
        subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def test_with_other_packages_than_the_locked_ones_nothing_is_built_nor_left(
    repository: Repository, tmp_path: Path
) -> None:
    killed = repository.root / "_build" / "release-killed" / "copy"
    killed.mkdir(parents=True)
    with pytest.raises(
        PressError, match=r"the installed packages are not those of the lock.*pytest .* instead of 0\.0\.1"
    ):
        remake(repository, Recipe(repository.head()), tmp_path / "dist", print)
    assert ([*(repository.root / "_build").iterdir()], (tmp_path / "dist").exists()) == ([], False)


def test_a_fault_of_the_commit_is_told_with_paths_of_the_book_not_of_the_copy(
    repository: Repository, tmp_path: Path
) -> None:
    (repository.root / "requirements.txt").unlink()
    commit(repository.root)
    with pytest.raises(PressError) as caught:
        remake(repository, Recipe(repository.head()), tmp_path / "dist", print)
    assert "_config.yml" in str(caught.value) and "release-" not in str(caught.value), caught.value


def test_a_recipe_holds_what_the_environment_dictates(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    monkeypatch.setenv("PRESS_BASE_URL", "https://weather.example")
    assert recipe_here(repository) == Recipe(repository.head(), "7", "https://weather.example")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.delenv("PRESS_BASE_URL")
    assert recipe_here(repository) == Recipe(repository.head())
