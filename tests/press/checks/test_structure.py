"""Reading chapters: blocks, what they hold, and what would be misread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.myst.chapter import read_blocks
from press.checks.run import check_book
from press.checks.structure import structure_faults
from press.core.errors import PressError

EXTENSIONS = ("colon_fence", "attrs_inline")


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "does not begin with a title"),
        ("## Two\n", 1, "does not begin with a title"),
        ("# T\n\n:::{note}\nText.\n", 3, "opened here is not closed"),
        ("# T\n\n```python\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n~~~\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n- item\n\n  ```\n  x = 1\n", 5, "opened here is not closed"),
        ("# T\n\n::{chart} rain/days\n", 3, "is no directive"),
        ("# T\n\n:::{chart rain/days\n:::\n", 3, "is no directive"),
        ("# T\n\nText[^a].\n", 3, "has no text"),
        ("# T\n\nText[^a].\n\n[^a]: Note.\n\n[^b]: Lost.\n", 7, "nothing refers to the footnote [^b]"),
        ("# T\n\n<!-- A comment\n\n:::{note}\nText.\n:::\n", 3, "the comment opened here is not closed"),
        ("# T\n\n[^a]: Lost `[^a]`.\n", 3, "nothing refers to the footnote [^a]"),
    ],
)
def test_what_would_be_misread_is_told_with_its_line(text: str, line: int, fault: str) -> None:
    ((found, message),) = structure_faults(read_blocks(text, EXTENSIONS))
    assert (found, fault in message) == (line, True)


def test_a_well_formed_chapter_has_no_faults() -> None:
    text = "(t)=\n# T\n\n<!--\n```{note}\nIn a comment.\n```\n-->\n\n:::{note}\nText[^a].\n:::\n\n```{codebook} rain\n```\n\n[^a]: Note[^b].\n\n[^b]: Note.\n"
    assert list(structure_faults(read_blocks(text, EXTENSIONS))) == []


def test_front_matter_that_is_not_closed_is_told_where_it_opens(book: Callable[[str], Path]) -> None:
    chapter = book("weather") / "book" / "ru" / "rain.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"---\nvoice: editors\n\n{text}", encoding="utf-8")
    with pytest.raises(PressError, match=r"^book/ru/rain\.md:1: the front matter opened here is not closed") as raised:
        check_book(chapter.parents[2], ["structure"])
    assert "\n" not in str(raised.value)
    chapter.write_text(f"---\nvoice: editors\n---\n\n{text}", encoding="utf-8")
    check_book(chapter.parents[2], ["structure"])
