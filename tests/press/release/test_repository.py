"""Git tells of a book what is committed, and gives a copy of a commit byte for byte, whatever this machine prefers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from press.core.errors import PressError
from press.release.repository import Repository, plain_environment, repository_of

TEXT = b"one\r\ntwo\n"


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book within a repository that is larger, committed."""
    root = tmp_path / "all" / "book"
    (root / "data").mkdir(parents=True)
    (root / "data" / "rain.csv").write_bytes(TEXT)
    git(root.parent, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    return root


def test_a_book_may_stand_below_the_top_of_its_repository(root: Path) -> None:
    repository = repository_of(root)
    assert (repository.root, repository.top) == (root.resolve(), root.parent.resolve())
    assert len(repository.head()) == 40 and repository.has(repository.head()) and not repository.has("0" * 40)


def test_what_is_not_committed_is_named_from_the_top_of_the_repository(root: Path) -> None:
    repository = repository_of(root)
    repository.check_committed()
    (root / "data" / "rain.csv").write_bytes(b"changed")
    (root / "дождь.md").touch()
    (root.parent / "beside.txt").touch()
    # What press makes is none of it, beside the book alone.
    for made in (root / "_build", root / "dist.new", root.parent / "dist"):
        made.mkdir()
        (made / "file").touch()
    assert repository.uncommitted() == ["beside.txt", "book/data/rain.csv", "book/дождь.md", "dist/"]
    with pytest.raises(PressError, match="not all is committed"):
        repository.check_committed()


def test_of_many_files_the_first_five_are_named(root: Path) -> None:
    for number in range(7):
        (root / f"{number}.md").touch()
    with pytest.raises(PressError, match=r"4\.md and 2 more"):
        repository_of(root).check_committed()


def test_a_copy_has_the_bytes_of_the_commit_and_runs_no_hook(root: Path, tmp_path: Path) -> None:
    repository, ran = repository_of(root), tmp_path / "ran"
    git(root, "config", "core.autocrlf", "true")
    hook = root.parent / ".git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "data" / "rain.csv").write_bytes(b"edited since")
    copy = repository.check_out(repository.head(), tmp_path / "copy" / "here")
    assert copy == tmp_path / "copy" / "here" / "book"
    assert ((copy / "data" / "rain.csv").read_bytes(), ran.exists()) == (TEXT, False)
    with pytest.raises(PressError, match="git cannot check out 0000"):
        repository.check_out("0" * 40, tmp_path / "none")


def test_git_is_asked_about_the_book_even_where_another_repository_is_at_work(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # As within a hook of another repository.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other.git"))
    monkeypatch.setenv("GITHUB_SHA", "kept")
    assert repository_of(root).top == root.parent.resolve()
    assert "GIT_DIR" not in plain_environment() and plain_environment()["GITHUB_SHA"] == "kept"


def test_a_folder_without_repository_or_commit_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(PressError, match="git cannot tell from which commit"):
        repository_of(tmp_path)
    git(tmp_path, "init", "-q")
    with pytest.raises(PressError, match="nothing has been committed yet"):
        Repository(tmp_path, tmp_path).head()
