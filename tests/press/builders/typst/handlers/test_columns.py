"""The widths of the columns of a table."""

from __future__ import annotations

import pytest
from docutils import nodes

from press.builders.typst.handlers.columns import allot, fit


def _row(*cells: str) -> list[tuple[int, nodes.Element]]:
    return [(at, nodes.entry("", nodes.paragraph(cell, cell))) for at, cell in enumerate(cells)]


def test_columns_that_want_little_get_it() -> None:
    assert allot([2, 5], [3, 100], 50) == [3, 47]


def test_the_others_get_what_they_need_and_a_share_of_the_rest() -> None:
    widths = allot([10, 20], [60, 120], 60)

    assert widths[0] >= 10
    assert widths[1] >= 20
    assert sum(widths) == 60


A4 = (142.0, 257.0)


def test_the_longest_word_of_each_column_has_room() -> None:
    found = fit([], [_row("x", "бәсекелестік", "a " * 100), _row("y", "b", "c")], 3, A4)

    assert (found.type, found.turned, found.overflows) == ("ordinary", False, False)
    assert found.shares[1] / sum(found.shares) * 84 >= len("бәсекелестік")


@pytest.mark.parametrize(
    ("columns", "kind", "turned", "overflows"),
    [
        (3, "ordinary", False, False),
        (5, "small", False, False),
        (7, "small", True, False),
        (9, "small", True, False),
        (12, "small", True, True),
    ],
)
def test_more_columns_make_the_type_small_then_turn_the_page(
    columns: int, kind: str, turned: bool, overflows: bool
) -> None:
    found = fit([], [_row(*["w" * 14] * columns)], columns, A4)

    assert (found.type, found.turned, found.overflows) == (kind, turned, overflows)


def test_a_table_that_cannot_be_turned_stays_upright_and_is_told_of() -> None:
    found = fit([], [_row(*["w" * 15] * 6)], 6, (142.0, None))

    assert (found.type, found.turned, found.overflows) == ("small", False, True)


def test_words_may_break_after_slashes_and_hyphens() -> None:
    found = fit([], [_row("https://example.org/" + "part/" * 40, "б" * 20 + "-" + "в" * 20)], 2, A4)

    assert (found.type, found.turned) == ("ordinary", False)


def test_a_bold_heading_has_room_too() -> None:
    plain = fit([], [_row("государство", "a " * 100)], 2, A4).shares
    bold = fit([_row("государство", "b")], [_row("x", "a " * 100)], 2, A4).shares

    assert bold[0] > plain[0]


def test_long_words_in_literals_may_break() -> None:
    checksum = nodes.entry("", nodes.paragraph("", "", nodes.literal("", "3e0f87fd870c6bfd" * 4)))
    found = fit([], [[(0, checksum), *_row("", "x" * 30)[1:]]], 2, A4)

    assert (found.type, found.turned) == ("ordinary", False)
