"""Remarks of the editors are few where they restate another's argument, are marked as such, and are not folded away."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.build.checking import check_book
from press.core.errors import PressError

# The chapter of the book has two remarks as it is.
ONE_MORE = "\nSo it is. [It is not.]{.editors}\n"
BLOCK = "\n:::{editors}\nIt is not, see [this]{.editors}.\n:::\n"


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    return copy_book("orchard", tmp_path)


def chapter(root: Path) -> Path:
    return root / "book/en/harvest.md"


def append(root: Path, text: str) -> int:
    """Write ``text`` at the end of a chapter; return the line of its first words."""
    before = chapter(root).read_text(encoding="utf-8")
    chapter(root).write_text(before + text, encoding="utf-8")
    return before.count("\n") + 2


def told(root: Path, *checks: str) -> list[str]:
    try:
        check_book(root, list(checks) or ["remarks"])
    except PressError as error:
        return [line for line in str(error).splitlines() if line.startswith("book/")]
    return []


@pytest.mark.parametrize("third", [ONE_MORE, BLOCK])
def test_three_remarks_are_fine_and_the_fourth_is_told(orchard: Path, third: str) -> None:
    append(orchard, third)
    assert told(orchard) == []
    line = append(orchard, BLOCK)
    (fault,) = told(orchard)
    assert fault.startswith(f"book/en/harvest.md:{line}: ")
    assert "more than 3 remarks of the editors" in fault


@pytest.mark.parametrize("said", ["voice: editors", "parity: section"])
def test_a_chapter_of_the_editors_may_have_any_number(orchard: Path, said: str) -> None:
    append(orchard, 4 * ONE_MORE)
    assert len(told(orchard)) == 3
    for language in ("en", "kk", "ru"):
        path = orchard / "book" / language / "harvest.md"
        path.write_text(f"---\n{said}\n---\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert told(orchard) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n:::::{dropdown} More\nSo it is. [It is not.]{.editors}\n:::::\n",
        "\n:::::{note}\n:class: dropdown\nSo it is. [It is not.]{.editors}\n:::::\n",
        "\n:::::{toggle}\n:::{editors}\nIt is not.\n:::\n:::::\n",
    ],
)
def test_a_remark_that_is_folded_away_is_told(orchard: Path, text: str) -> None:
    line = append(orchard, text)
    (fault,) = told(orchard)
    place = line + text[1:].splitlines().index(next(words for words in text.splitlines() if "editors" in words))
    assert fault.startswith(f"book/en/harvest.md:{place}: a remark of the editors is folded away")


@pytest.mark.parametrize("text", ["\nSo. [It is not.]{.editor}\n", "\nSo. It is not.{.editors}\n"])
def test_a_slip_that_would_print_a_remark_as_the_argument_is_told(orchard: Path, text: str) -> None:
    line = append(orchard, text)
    (fault,) = told(orchard)
    assert fault.startswith(f"book/en/harvest.md:{line}: ")
    assert "[...]{.editors}" in fault


@pytest.mark.parametrize(
    "text", ["\nSo. [There were 7 trees.]{.editors}\n", "\n:::{editors}\nThere were 7 trees.\n:::\n"]
)
def test_digits_in_a_remark_are_typed_digits(orchard: Path, text: str) -> None:
    append(orchard, text)
    (fault,) = told(orchard, "typed-digits")
    assert "the number 7 is typed" in fault
