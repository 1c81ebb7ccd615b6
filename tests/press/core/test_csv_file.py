"""What readers open in a spreadsheet holds text and numbers, and no formula (OWASP, "CSV Injection")."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.core.text import csv_file


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("x")'],
)
def test_a_cell_that_would_be_a_formula_is_text(cell: str) -> None:
    assert cells(csv_file([[cell]])) == [["'" + cell]]


@pytest.mark.parametrize("cell", ["-3.5", "+7", "-1 234,5", "-12 %", "-1e-05", "-", "+", "", "a=b", "-\u00a01", "−3"])
def test_a_number_or_word_stays_as_it_is(cell: str) -> None:
    assert cells(csv_file([[cell]])) == [[cell]] if cell else True


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_cells_are_as_they_were_but_for_an_apostrophe(rows: list[list[str]]) -> None:
    read = cells(csv_file(rows))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    # A cell of more than a sign begins like a formula only if it is a number.
    assert all(cell[:1] not in "=@\t\r＝＋－＠" or len(cell) < 2 for row in read for cell in row)
