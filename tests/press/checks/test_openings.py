"""Where chapters say in brief what they hold, each begins with it."""

from __future__ import annotations

from pathlib import Path

from small_books import copy_book

from press.build.checking import check_book
from press.core.errors import PressError


def told(root: Path) -> list[str]:
    try:
        check_book(root, ["openings"])
    except PressError as error:
        return [line for line in str(error).splitlines() if line.endswith("[openings]")]
    return []


def test_a_chapter_that_does_not_begin_in_brief_is_told(tmp_path: Path) -> None:
    root = copy_book("orchard", tmp_path)
    assert told(root) == []
    chapter = root / "book/kk/harvest.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("\n:::{in-brief}", "\nБақ.\n\n:::{in-brief}"), encoding="utf-8")
    (fault,) = told(root)
    assert fault.startswith("book/kk/harvest.md:1: this chapter does not begin with what it says in brief")


def test_a_list_needs_none_if_its_front_matter_says_so(tmp_path: Path) -> None:
    root = copy_book("orchard", tmp_path)
    chapter = root / "book/ru/numbers.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("---\nin-brief: false\n---\n\n", ""), encoding="utf-8"
    )
    assert [fault.split(":")[0] for fault in told(root)] == ["book/ru/numbers.md"]


def test_a_book_without_it_is_asked_for_none(tmp_path: Path) -> None:
    assert told(copy_book("weather", tmp_path)) == []
