"""Unfinished merges: the marks of git are told in every file of a book, before what they make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small_books import copy_book

from press.core.errors import PressError
from press.core.text import merge_faults
from press.make.checking import check_book

FILES = [
    "_config.yml",
    "_toc.yml",
    "book/en/rain.md",
    "book/notebooks/rain.ipynb",
    "book/locale/ru/LC_MESSAGES/notebooks.po",
    "data/datapackage.json",
    "data/rain.csv",
    "data/vocabulary/words.csv",
]


def test_merges_of_all_files_are_told_first_and_at_once_and_a_picture_is_no_text(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    for name in FILES:
        first, second, *others = (root / name).read_text(encoding="utf-8").splitlines()
        sides = ["<<<<<<< HEAD", second, "=======", second, ">>>>>>> feature"]
        (root / name).write_text("\n".join([first, *sides, *others, ""]), encoding="utf-8")
    (root / "book" / "en" / "rain.png").write_bytes(b"\x89PNG\0\n<<<<<<< HEAD\n")
    with pytest.raises(PressError) as caught:
        check_book(root, ["words"])
    faults = str(caught.value).splitlines()
    assert sorted(fault.split(": ")[0] for fault in faults) == sorted(f"{name}:2" for name in FILES)
    assert all("an unfinished merge begins here" in fault for fault in faults)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # Marks that were removed by half.
        ("a\n<<<<<<< HEAD\nb\n<<<<<<< HEAD\nc\n", [2, 4]),
        ("a\n>>>>>>> feature\nb\n", [2]),
        ("a\r\n<<<<<<<\r\nb\r\n>>>>>>>\r\n", [2]),
        # What only looks like a mark.
        ("A heading\n=======\n\nText.\n", []),
        ("|||||||\n", []),
        ("    <<<<<<< HEAD\n    shown\n    >>>>>>> feature\n", []),
        ("In a line: <<<<<<< HEAD\n", []),
        ("<<<<<<<< eight\n>>>>>>>> eight\n", []),
    ],
)
def test_only_marks_at_the_start_of_a_line_are_told(text: str, lines: list[int]) -> None:
    assert [line for line, _ in merge_faults(text)] == lines
