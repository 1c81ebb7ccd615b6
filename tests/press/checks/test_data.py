"""Faults of the sources that are no chapters: tables, their description, words and works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from press.checks.check import Material
from press.checks.data import formula_cells
from press.edition.load import load_sources


def test_a_cell_of_the_data_that_would_be_a_formula_is_told(book: Callable[[str], Path]) -> None:
    root = book("weather")
    words = root / "data" / "vocabulary" / "words.csv"
    words.write_text(words.read_text(encoding="utf-8").replace("Northern", "=A1+B1"), encoding="utf-8")
    (fault,) = formula_cells(Material(load_sources(root)))
    assert fault.words.startswith("data/vocabulary/words.csv:4: a spreadsheet would run the cell '=A1+B1'")
