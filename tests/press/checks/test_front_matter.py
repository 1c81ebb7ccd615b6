"""What the front matter of a chapter says to press is known, and the same in all languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book

from press.checks.run import check_book
from press.core.errors import PressError

Edit = Callable[[str], str]


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    return copy_book("orchard", tmp_path)


def edit(root: Path, language: str, change: Edit, chapter: str = "accounts") -> None:
    path = root / "book" / language / f"{chapter}.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before


def replaced(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


def told(root: Path, *checks: str) -> list[str]:
    try:
        check_book(root, list(checks) or ["parity"])
    except PressError as error:
        return [line for line in str(error).splitlines() if line.startswith("book/")]
    return []


@pytest.mark.parametrize("said", ["parity: sections", "voice: owner", "in-brief: no thanks"])
def test_front_matter_that_press_does_not_know_is_told(orchard: Path, said: str) -> None:
    for language in ("en", "kk", "ru"):
        edit(orchard, language, replaced("parity: section", said))
    faults = told(orchard, "front-matter")
    assert [fault.split(":")[0] for fault in faults] == [f"book/{name}/accounts.md" for name in ("en", "kk", "ru")]
    assert all(f"the front matter says '{said}'" in fault for fault in faults)


def test_what_one_language_asks_for_others_ask_for_as_well(orchard: Path) -> None:
    edit(orchard, "ru", replaced("---\nparity: section\n---\n\n", ""))
    (fault,) = told(orchard, "front-matter")
    assert fault.startswith("book/en/accounts.md:1 and book/ru/accounts.md:1: 'parity: section' stands")
