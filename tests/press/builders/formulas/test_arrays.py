"""Arrays of LaTeX become Typst's ``mat``, with the columns and lines that LaTeX gives them."""

from __future__ import annotations

import pytest

from press.builders.formulas.arrays import array_table, nested_rows
from press.builders.formulas.tree import latex_of, parts_of

GAPS = "column-gap: #0.8em, row-gap: #0.4em,"


@pytest.mark.parametrize(
    ("columns", "arguments", "letters"),
    [
        ("ccc", f"align: #center, {GAPS}", ""),
        ("rr", f"align: #right, {GAPS}", ""),
        ("lr", f"align: #center, {GAPS}", "lr"),
        ("*{3}{l}", f"align: #left, {GAPS}", ""),
        ("@{}l@{\\quad}l@{}", f"align: #left, {GAPS}", ""),
        ("p{2cm}l", f"align: #left, {GAPS}", ""),
        ("c|cc", f"augment: #(vline: (1,), stroke: 0.04em), align: #center, {GAPS}", ""),
        ("|c||c|", f"augment: #(vline: (0, 1, 2,), stroke: 0.04em), align: #center, {GAPS}", ""),
    ],
)
def test_columns_are_aligned_and_lined_as_described(columns: str, arguments: str, letters: str) -> None:
    table = array_table(parts_of(rf"{{{columns}}} a & b \\ c & d"))

    assert (table.arguments, table.columns) == (arguments, letters)


def test_horizontal_lines_stand_before_the_row_that_follows_them() -> None:
    table = array_table(parts_of(r"{c} \hline a \\ b \\ \hline\hline c \\ \hline"))

    assert [latex_of(row[0]).strip() for row in table.rows] == ["a", "b", "c"]
    assert "hline: (0, 2, 3,)" in table.arguments


def test_a_cell_has_an_alignment_point_on_the_side_of_its_column() -> None:
    table = array_table(parts_of("{lr} a & b"))
    (row,) = table.rows

    assert [[point for _, point in table.pieces(cell, at)] for at, cell in enumerate(row)] == [
        [True, False],
        [False, True],
    ]


def test_rows_within_a_formula_are_one_column_with_alignment_points() -> None:
    table = nested_rows(parts_of(r"a &= b \\ c &= d"))

    assert [[latex_of(cell) for cell in row] for row in table.rows] == [["a &= b "], [" c &= d"]]
    assert [latex_of(piece) for piece, point in table.pieces(table.rows[0][0], 0) if not point] == ["a ", "= b "]
