"""A release of a small book, made as people make it, and made again elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_books import ROOT, copy_book

from press.core.errors import PressError
from press.core.project import project_version
from press.release import changes_of

# A machine unlike that of these tests.
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONHASHSEED": "7"}


def git(root: Path, *arguments: str) -> str:
    """Run git as nobody in particular."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "init.defaultBranch=main")
    run = subprocess.run(["git", "-C", str(root), *who, *arguments], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def release(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "press.cli", "--root", str(root), "release"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book in a repository, with a release in ``dist``; something that git ignores lies beside its chapters."""
    root = copy_book("leaflet", tmp_path_factory.mktemp("released"))
    (root / ".gitignore").write_text("_build\ndist\nignored.md\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    (root / "book" / "en" / "ignored.md").write_text("# Of nobody\n", encoding="utf-8")
    run = release(root, PRESS_BASE_URL="https://example.org/leaflet")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "warning: _config.yml: readers can report no error" in run.stdout
    return root


def test_a_release_has_the_site_the_books_the_data_the_notes_and_the_sum_of_each(released: Path) -> None:
    dist = released / "dist"
    files = {path.name: path.read_bytes() for path in dist.iterdir() if path.name != "SHA256SUMS"}
    assert sorted(files) == [
        "RELEASE.md",
        "leaflet-data.en.xlsx",
        "leaflet-data.zip",
        "leaflet-site.zip",
        "leaflet.en.epub",
        "leaflet.en.pdf",
    ]
    sums = dict(line.split("  ")[::-1] for line in (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_notes_name_commit_and_command_and_tell_of_this_version_alone(released: Path) -> None:
    notes = (released / "dist" / "RELEASE.md").read_text(encoding="utf-8")
    commit = git(released, "rev-parse", "HEAD")
    assert f"commit {commit}, made by `PRESS_BASE_URL=https://example.org/leaflet make release`" in notes
    assert notes.endswith("\n\nSwifts were counted.\n")


def test_the_pages_of_a_release_name_its_commit_and_nothing_uncommitted_is_in_it(released: Path) -> None:
    with zipfile.ZipFile(released / "dist" / "leaflet-site.zip") as archive:
        assert git(released, "rev-parse", "HEAD")[:12] in archive.read("leaflet-site/en/index.html").decode()
        assert not [name for name in archive.namelist() if "ignored" in name]


def test_one_commit_gives_the_same_bytes_in_another_folder_time_zone_and_locale(released: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "қайта жасау"
    git(tmp_path, "clone", "--quiet", str(released), str(elsewhere))
    run = release(elsewhere, PRESS_BASE_URL="https://example.org/leaflet", **ELSEWHERE)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (elsewhere / "dist" / "SHA256SUMS").read_bytes() == (released / "dist" / "SHA256SUMS").read_bytes()


def test_what_is_not_committed_is_named_and_the_last_release_stays(released: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(released, tmp_path / "changed"))
    (root / "data" / "birds.csv").write_text("bird,count\nswift,1\n", encoding="utf-8")
    (root / "new.md").touch()
    run = release(root)
    assert run.returncode == 1
    assert "not all is committed" in run.stderr
    assert " M data/birds.csv\n?? new.md" in run.stderr
    assert (root / "dist" / "SHA256SUMS").is_file()


def test_a_book_of_which_a_pdf_cannot_be_made_is_not_released(released: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(released, tmp_path / "unprinted"))
    before = (root / "dist" / "SHA256SUMS").read_bytes()
    for chapter in (root / "book").glob("*/index.md"):
        chapter.write_text(f"{chapter.read_text()}\n```{{raw}} typst\n#missing()\n```\n", encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Break")
    run = release(root)
    assert run.returncode == 1
    assert "Typst cannot print the book: unknown variable: missing" in run.stderr
    assert "cannot be built; what is wrong is told above" in run.stderr
    assert (root / "dist" / "SHA256SUMS").read_bytes() == before


def test_a_book_without_a_repository_cannot_be_released(book: Callable[[str], Path]) -> None:
    run = release(book("leaflet"), GIT_CEILING_DIRECTORIES="/")
    assert run.returncode == 1
    assert "git cannot tell from which commit a release would be made" in run.stderr


@pytest.mark.parametrize("heading", ["## 1.2", "## v1.2 (May)", "##  1.2, the second"])
def test_notes_stand_below_the_heading_of_their_version(tmp_path: Path, heading: str) -> None:
    (tmp_path / "CHANGES.md").write_text(f"# Changes\n\n## 1.20\n\nOther\n\n{heading}\n\nNew\n\n## 1.1\n\nOld\n")
    assert changes_of(tmp_path, "1.2") == "New"
    with pytest.raises(PressError, match=r"nothing is said of version 1\.3"):
        changes_of(tmp_path, "1.3")


def test_changes_of_this_book_tell_of_its_version() -> None:
    assert changes_of(ROOT, project_version(ROOT))
