"""What LaTeX formulas are made into before they are turned into Typst."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]

from press.builders.formulas.macros import macros_of
from press.builders.formulas.plain import plain


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\RR^n", r"{\mathbb{R}}^n"),
        (r"\pair{a}{\frac{b}{c}}", r"(a, \frac{b}{c})"),
        (r"\pair ab", "(a, b)"),
        (r"\RRR", r"\RRR"),
        (r"\twice", r"{{\mathbb{R}} {\mathbb{R}}}"),
    ],
)
def test_macros_are_written_out(latex: str, expected: str) -> None:
    config = {"tex": {"macros": {"RR": r"\mathbb{R}", "pair": ["(#1, #2)", 2], "twice": r"\RR \RR"}}}

    assert plain(latex, macros_of(config)) == expected


def test_a_macro_that_calls_itself_ends() -> None:
    assert "loop" in plain(r"\loop", {"loop": (0, r"\loop")})


def test_a_formula_may_define_its_own() -> None:
    assert plain(r"\newcommand{\sq}[1]{#1^2} \sq{x}", {}) == "x^2"


@pytest.mark.parametrize("environment", ["align", "align*", "gather", "multline", "split", "eqnarray"])
def test_environments_of_rows_become_one_kind(environment: str) -> None:
    latex = rf"\begin{{{environment}}}a &= b \label{{x}}\\ c &= d \nonumber\end{{{environment}}}"

    assert plain(latex, {}) == r"\begin{aligned}a &= b \\ c &= d \end{aligned}"


@pytest.mark.parametrize("latex", ["a &= b \\\\ c &= d", "a &= b\n\nc &= d"])
def test_rows_without_an_environment_are_aligned_as_sphinx_does(latex: str) -> None:
    assert plain(latex, {}) == r"\begin{aligned}a &= b \\ c &= d\end{aligned}"


def test_rows_of_a_matrix_are_its_own() -> None:
    latex = r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix} \& x"

    assert plain(latex, {}) == latex


def test_the_macros_of_the_site_hold_in_the_pdf(printed: Printer) -> None:
    config = {"tex": {"macros": {"RR": r"\mathbb{R}", "half": [r"\frac{#1}{2}", 1]}}}
    book = printed({"index.md": "# T\n\n$\\half{x} \\in \\RR$"}, mathjax3_config=config)

    assert book.warnings == ""
    assert "$x/2 in RR$" in book.source


def test_formulas_that_books_use_are_set(printed: Printer) -> None:
    formulas = [
        r"\lvert x \rvert + \lVert y \rVert",
        r"\left( \frac{a}{b} \right)^{2}",
        r"\operatorname{Var}(X) = \mathbb{E}[X^2]",
        r"x_{\text{всего}} = \underbrace{a+b}_{n}",
        r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\begin{equation} a = b \end{equation}",
        r"a \stackrel{!}{=} b",
        r"\hat{p} \pm z\sqrt{\frac{\hat p(1-\hat p)}{n}}",
    ]
    text = "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)
    book = printed({"index.md": f"# T\n\n{text}"})

    assert book.warnings == ""
    assert book.source.count("#math.equation(") == len(formulas)
