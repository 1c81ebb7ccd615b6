"""All codes of a result that the vocabulary has no words for are told in one go, not one run of the notebook each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.run import check_book
from press.core.errors import PressError


def test_all_missing_words_of_a_result_are_told_at_once(book: Callable[[str], Path]) -> None:
    root = book("weather")
    words = root / "data" / "vocabulary" / "words.csv"
    lines = words.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = ("city", "north", "days")
    words.write_text("".join(line for line in lines if line.partition(",")[0] not in gone), encoding="utf-8")
    with pytest.raises(PressError, match="has no label for") as error:
        check_book(root)
    assert [code for code in gone if f"'{code}'" not in str(error.value)] == []
    assert str(error.value).count("has no label") == 1
