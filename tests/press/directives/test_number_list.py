"""The numbers of all chapters, each where it is used first."""

from __future__ import annotations

from press.directives.number_list import first_uses


def test_a_number_is_listed_under_the_chapter_that_uses_it_first() -> None:
    chapters = [("a", ["x", "y", "x"]), ("b", ["y", "z"]), ("c", ["z", "x"]), ("d", [])]
    assert list(first_uses(iter(chapters))) == [("a", ["x", "y"]), ("b", ["z"])]
