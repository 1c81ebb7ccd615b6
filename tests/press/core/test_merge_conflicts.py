"""Unfinished merges: the marks of git are told in every file of a book, before what they make of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from small_books import copy_book

from press.core.errors import PressError
from press.core.text import merge_faults
from press.make.checking import check_book

FILES = [
    "_config.yml",
    "_toc.yml",
    "references.bib",
    "book/en/rain.md",
    "book/ru/index.md",
    "book/notebooks/rain.ipynb",
    "book/locale/ru/LC_MESSAGES/notebooks.po",
    "data/datapackage.json",
    "data/rain.csv",
    "data/vocabulary/words.csv",
]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
    )


def merged_by_git(folder: Path, style: str) -> str:
    """What git itself makes of a file that two branches changed."""
    file = folder / "file.txt"
    git(folder, "init", "-b", "main")
    for branch, text in (("main", "old\n"), ("feature", "theirs\n"), ("main", "ours\n")):
        git(folder, "checkout", "-B" if branch == "feature" else "-q", branch)
        file.write_text(f"first\n{text}last\n", encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-m", branch)
    git(folder, "-c", f"merge.conflictStyle={style}", "merge", "feature")
    return file.read_text(encoding="utf-8")


def conflict(path: Path) -> None:
    """Put two versions of the second line of a file side by side, as git does."""
    first, second, *others = path.read_text(encoding="utf-8").splitlines()
    sides = ["<<<<<<< HEAD", second, "=======", second, ">>>>>>> feature"]
    path.write_text("\n".join([first, *sides, *others, ""]), encoding="utf-8")


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    return copy_book("weather", tmp_path)


def told(root: Path, *kinds: str) -> list[str]:
    with pytest.raises(PressError) as caught:
        check_book(root, kinds)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_git_writes_is_found(tmp_path: Path, style: str) -> None:
    text = merged_by_git(tmp_path, style)
    ((line, fault),) = merge_faults(text)
    end = text.splitlines().index(">>>>>>> feature") + 1
    assert (line, fault) == (2, f"an unfinished merge begins here, at '<<<<<<< HEAD' and ends in line {end}")


@pytest.mark.parametrize("name", FILES)
def test_a_merge_is_told_first_and_alone_with_file_and_line(weather: Path, name: str) -> None:
    conflict(weather / name)
    (fault,) = told(weather)
    assert fault.startswith(f"{name}:2: an unfinished merge begins here")
    assert "ends in line 6" in fault


def test_merges_of_all_files_are_told_at_once_whatever_is_checked(weather: Path) -> None:
    for name in FILES:
        conflict(weather / name)
    assert sorted(fault.split(":")[0] for fault in told(weather, "words")) == sorted(FILES)


def test_marks_that_were_removed_by_half_are_found() -> None:
    assert [line for line, _ in merge_faults("a\n<<<<<<< HEAD\nb\n<<<<<<< HEAD\nc\n")] == [2, 4]
    assert [line for line, _ in merge_faults("a\n>>>>>>> feature\nb\n")] == [2]
    assert [line for line, _ in merge_faults("a\r\n<<<<<<<\r\nb\r\n>>>>>>>\r\n")] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "A heading\n=======\n\nText.\n",
        "|||||||\n",
        "    <<<<<<< HEAD\n    shown\n    >>>>>>> feature\n",
        "In a line: <<<<<<< HEAD\n",
        "<<<<<<<< eight\n>>>>>>>> eight\n",
        ">>> prompt\n",
    ],
)
def test_what_only_looks_like_a_mark_is_left_alone(text: str) -> None:
    assert list(merge_faults(text)) == []


def test_a_picture_is_no_text(weather: Path) -> None:
    (weather / "book" / "en" / "rain.png").write_bytes(b"\x89PNG\0\n<<<<<<< HEAD\n")
    check_book(weather, ["words"])
