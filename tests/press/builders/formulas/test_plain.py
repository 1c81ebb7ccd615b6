"""Everyday LaTeX becomes the commands that converters know."""

from __future__ import annotations

import pytest

from press.builders.formulas.plain import plain


@pytest.mark.parametrize("environment", ["align", "align*", "gather", "multline", "split", "eqnarray"])
def test_environments_of_rows_become_one_kind(environment: str) -> None:
    latex = rf"\begin{{{environment}}}a &= b \label{{x}}\\ c &= d \nonumber\end{{{environment}}}"

    assert plain(latex) == r"\begin{aligned}a &= b \\ c &= d \end{aligned}"


@pytest.mark.parametrize("latex", ["a &= b \\\\ c &= d", "a &= b\n\nc &= d"])
def test_rows_without_an_environment_are_aligned_as_sphinx_does(latex: str) -> None:
    assert plain(latex) == r"\begin{aligned}a &= b \\ c &= d\end{aligned}"


def test_rows_of_a_matrix_are_its_own() -> None:
    latex = r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix} \& x"

    assert plain(latex) == latex


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"{\bf R}^n", r"{\mathbf{R}}^n"),
        (r"a & {\bf b} \bf c & d", r"\begin{aligned}a & {\mathbf{b}} \mathbf{c }& d\end{aligned}"),
        (r"\begin{matrix} a \cr b \cr\end{matrix}", r"\begin{matrix} a \\ b \\\end{matrix}"),
        (r"x^{a \over b}", r"x^{\frac{a }{ b}}"),
        (r"\text{if $x$}", r"\text{if }{x}"),
        (r"\begin{eqnarray*} a &=& b \end{eqnarray*}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"a\hskip 9mu b", r"a\hspace{0.5em}b"),
        (r"a\kern .5em b", r"a\hspace{.5em}b"),
        (r"\crossing \bfseries", r"\crossing \bfseries"),
        (r"\text{\cr stays}", r"\text{\cr stays}"),
        (r"\begin{alignat}{2} a &= b \end{alignat}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{equation*} a \end{equation*}", "a"),
        (r"a \atop b", r"\begin{matrix}a \\ b\end{matrix}"),
        (r"\root 3 \of x", r"\sqrt[ 3 ]{x}"),
        (r"\mathop{\rm lim}\nolimits_x", r"{{\mathrm{lim}}}_x"),
        (r"x \tag{1} \vphantom{y}", "x"),
        (r"x \vspace*{1em} \vspace{1em} y", "x   y"),
        (r"x\hspace*{1em}y\hspace*{\fill}z", r"x\hspace{1em}y\hspace{\fill}z"),
    ],
)
def test_it_is_rewritten_as_what_converters_know(latex: str, expected: str) -> None:
    assert plain(latex) == expected


@pytest.mark.parametrize(
    "end",
    [
        *(r"\\[2mm]", r"\\[-0.5em]", r"\\*", r"\\*[1ex]", r"\\[\jot]", r"\\[0.5\baselineskip]"),
        *(r"\cr[2mm]", r"\tabularnewline[2mm]", r"\newline[2mm]"),
    ],
)
@pytest.mark.parametrize("environment", ["aligned", "cases", "pmatrix"])
def test_the_distance_to_the_next_row_is_no_part_of_it(end: str, environment: str) -> None:
    latex = rf"\begin{{{environment}}} a {end} b \end{{{environment}}}"

    assert plain(latex) == rf"\begin{{{environment}}} a \\ b \end{{{environment}}}"


@pytest.mark.parametrize("row", ["[a, b]", " [2mm]", "[n]x", "* b"])
def test_brackets_that_hold_no_distance_stay(row: str) -> None:
    assert plain(rf"a \\ {row}") == rf"\begin{{aligned}}a \\ {row}\end{{aligned}}"


def test_an_interval_right_after_the_end_of_a_row_stays() -> None:
    assert plain(r"a \\[0, 1]") == r"\begin{aligned}a \\[0, 1]\end{aligned}"


@pytest.mark.parametrize("latex", [r"\kern 1.2.3mu", r"\hspace", r"\over", r"\root", r"\left", r"\bf", r"\\", "&"])
def test_half_a_command_stops_nothing(latex: str) -> None:
    assert isinstance(plain(latex), str)


@pytest.mark.parametrize("latex", ["{a", r"a}", r"\begin{matrix} a"])
def test_braces_that_do_not_match_are_not_guessed_at(latex: str) -> None:
    assert plain(latex) == latex
