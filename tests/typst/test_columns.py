"""The widths of the columns of a table."""

from __future__ import annotations

from docutils import nodes

from press.typst.columns import allot, column_shares


def _row(*cells: str) -> list[tuple[int, nodes.Element]]:
    return [(at, nodes.entry("", nodes.paragraph(cell, cell))) for at, cell in enumerate(cells)]


def test_columns_that_want_little_get_it() -> None:
    assert allot([2, 5], [3, 100], 50) == [3, 47]


def test_the_others_get_what_they_need_and_a_share_of_the_rest() -> None:
    widths = allot([10, 20], [60, 120], 60)

    assert widths[0] >= 10
    assert widths[1] >= 20
    assert sum(widths) == 60


def test_the_longest_word_of_each_column_has_room() -> None:
    shares, is_dense = column_shares([], [_row("x", "бәсекелестік", "a " * 100), _row("y", "b", "c")], 3)

    assert not is_dense
    assert shares[1] / sum(shares) * 84 >= len("бәсекелестік")


def test_words_that_do_not_fit_side_by_side_make_the_type_small() -> None:
    _, is_dense = column_shares([], [_row(*["ақпараттандырылғандықтарының"] * 5)], 5)

    assert is_dense


def test_a_bold_heading_has_room_too() -> None:
    plain, _ = column_shares([], [_row("государство", "a " * 100)], 2)
    bold, _ = column_shares([_row("государство", "b")], [_row("x", "a " * 100)], 2)

    assert bold[0] > plain[0]
