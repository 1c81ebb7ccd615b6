"""A formula is read into its parts, and these give the formula again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.builders.formulas.tree import Environment, Fence, Group, argument, latex_of, option, parts_of, rows_of

PIECES = ["a", " ", "{", "}", "[", "]", "&", r"\\", r"\{", r"\alpha", r"\begin{x}", r"\end{x}", "%"]
FENCES = [r"\left", r"\right", "(", "."]


def _letters(latex: str) -> str:
    return "".join(latex.split())


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_read_is_written_again_but_for_spaces(latex: str) -> None:
    assert _letters(latex_of(parts_of(latex))) == _letters(latex)


@given(st.lists(st.sampled_from([*PIECES, *FENCES])).map("".join))
def test_a_fence_that_is_not_closed_loses_nothing(latex: str) -> None:
    again = iter(_letters(latex_of(parts_of(latex))))

    assert all(letter in again for letter in _letters(latex)), "each letter, in the same order"


@pytest.mark.parametrize("latex", [r"\frac{a}{b}", r"\begin{matrix} a & b \\ c & d \end{matrix}", r"\text{5\% {x}} ^2"])
def test_a_formula_is_written_letter_for_letter(latex: str) -> None:
    assert latex_of(parts_of(latex)) == latex


def test_groups_environments_and_fences_hold_their_parts() -> None:
    assert parts_of(r"{a}\begin{matrix}b\end{matrix}\left[ c\right.") == [
        Group(["a"]),
        Environment("matrix", ["b"]),
        Fence("[", [" ", "c"], "."),
    ]


@pytest.mark.parametrize("latex", ["{a", "a}", r"\begin{x} a", r"\begin{x} { \end{x} }", r"\begin{x} \end{y}"])
def test_what_does_not_match_is_one_part(latex: str) -> None:
    assert parts_of(latex) == [latex]


def test_a_brace_with_a_backslash_is_a_sign() -> None:
    assert parts_of(r"\{ a \}") == [r"\{", " ", "a", " ", r"\}"]


def test_a_command_does_not_run_into_the_letter_after_it() -> None:
    assert latex_of([r"\alpha", "b", r"\beta", "1"]) == r"\alpha b\beta1"


def test_a_star_is_a_sign_but_after_commands_that_have_a_starred_form() -> None:
    assert parts_of(r"\alpha*\operatorname*{x}") == [r"\alpha", "*", r"\operatorname*", Group(["x"])]


def test_an_argument_stands_after_spaces_and_may_be_missing() -> None:
    assert argument([" ", "a", "b"], 0) == ("a", 2)
    assert argument([" "], 0) == ("", 1)


def test_an_option_stands_in_brackets_at_once() -> None:
    assert option(["[", "n", "]", "x"], 0) == (["n"], 3)
    assert option([" ", "[", "n", "]"], 0) == (None, 0)
    assert option(["[", "n"], 0) == (None, 0)


@pytest.mark.parametrize(
    ("latex", "rows"),
    [
        (r"a&b\\c&d", [["a", "b"], ["c", "d"]]),
        (r"a\\b\\ ", [["a"], ["b"]]),
        (r"a&\\&", [["a", ""], ["", ""]]),
        (r"{a&b}\\c", [["{a&b}"], ["c"]]),
        ("", [[""]]),
    ],
)
def test_rows_end_at_two_backslashes_and_cells_at_an_ampersand(latex: str, rows: list[list[str]]) -> None:
    assert [[latex_of(cell) for cell in row] for row in rows_of(parts_of(latex))] == rows
