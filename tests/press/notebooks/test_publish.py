"""All codes of a result that the vocabulary has no words for are told in one go, not one run of the notebook each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
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


def test_missing_words_of_all_results_of_a_notebook_are_told_at_once(book: Callable[[str], Path]) -> None:
    root = book("weather")
    notebook = root / "book" / "notebooks" / "rain.ipynb"
    content = nbformat.read(notebook, 4)
    code = "publish.table('wet', rain.rename(columns={'days': 'wet_days'}), sources=['rain'])"
    more = "publish.table('dry', rain.rename(columns={'days': 'dry_days'}), sources=['rain'])"
    content.cells += [nbformat.v4.new_code_cell(code), nbformat.v4.new_code_cell(more)]
    nbformat.write(content, notebook)
    with pytest.raises(PressError) as error:
        check_book(root)
    assert "rain.ipynb: cell 2, at 'publish.table('wet'" in str(error.value)
    assert "no label for 'wet_days', 'dry_days' in 'en'" in str(error.value)
