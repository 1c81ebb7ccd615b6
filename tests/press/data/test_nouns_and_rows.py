"""A table is what its file says, cell by cell, or its fault is told with a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.errors import PressError
from press.data.descriptor import read_package
from press.data.validation import checked_rows
from press.language.number_phrases import NOUNS_FILE, load_nouns


def test_a_quotation_mark_that_stays_open_in_counted_nouns_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / NOUNS_FILE).parent.mkdir(parents=True)
    (tmp_path / NOUNS_FILE).write_text('code,language,one,few,many,other\ncow,en,"cow,,,cows\n', encoding="utf-8")
    with pytest.raises(PressError) as caught:
        load_nouns(tmp_path, ["en"])
    assert caught.value.line == 2


def test_a_row_of_far_too_many_cells_is_told_once_with_its_line(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    (root / "data" / "rain.csv").write_text("city,days\nnorth,3\nsouth" + "," * 100_000 + "\n", encoding="utf-8")
    with pytest.raises(PressError) as caught:
        checked_rows(read_package(root), "rain")
    assert (caught.value.line, caught.value.message) == (3, "the row has more than 1000 cells")
