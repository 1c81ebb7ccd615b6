"""A book may go without a check, which its settings name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book, faults_of

from press.core.errors import PressError
from press.make.checking import check_book


@pytest.fixture
def faulty(book: Callable[[str], Path]) -> Path:
    """A book with a typed digit and an open backtick."""
    root = book("weather")
    with (root / "book" / "en" / "rain.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\nIt rained 12 times.\n\nIt `rained.\n")
    return root


def go_without(root: Path, names: str) -> None:
    config = root / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + f"    press_without_checks: {names}\n", encoding="utf-8")


def told(root: Path, *names: str) -> str:
    with pytest.raises(PressError) as caught:
        check_book(root, names)
    return str(caught.value)


def test_a_check_that_the_book_goes_without_tells_nothing_and_all_others_do(faulty: Path) -> None:
    assert "[typed-digits]" in told(faulty) and "[slips]" in told(faulty)
    go_without(faulty, "[typed-digits]")
    assert "[typed-digits]" not in told(faulty) and "[slips]" in told(faulty)


@pytest.mark.parametrize(
    ("names", "words"),
    [("[typed-digit]", "there is no check 'typed-digit'\n  What to do: write typed-digits"), ("works", "is no list")],
)
def test_a_name_that_no_check_has_is_told_with_its_line_and_the_nearest_names(
    faulty: Path, names: str, words: str
) -> None:
    go_without(faulty, names)
    message = told(faulty)
    number = len((faulty / "_config.yml").read_text(encoding="utf-8").splitlines())
    assert f"_config.yml:{number}: press_without_checks" in message
    assert words in message


def test_a_unit_that_is_typed_behind_a_number_which_prints_it_is_told(tmp_path: Path) -> None:
    root = copy_book("audit", tmp_path)
    chapter = root / "book" / "en" / "index.md"
    with chapter.open("a", encoding="utf-8") as file:
        file.write("\n{number}`audit/share` % said so, and {number}`audit/share form=plain` %.\n")
    (fault,) = faults_of(root, "numbers")
    assert "audit/share is printed as '40%', and '%' is typed behind it" in fault
