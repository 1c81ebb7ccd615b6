"""Everyday LaTeX, as lecture notes have it, is set in PDF and EPUB; what is not known is told by ``None``."""

from __future__ import annotations

import pytest
from lxml import etree

from press.builders.formulas.mathml import mathml
from press.builders.formulas.notation import notation
from press.builders.formulas.plain import plain

pytestmark = pytest.mark.threads

# One formula a line, of the kinds that 21 lectures of QuantEcon and other notes hold.
EVERYDAY = r"""
a = b \cr c = d
\left[\matrix{1 & 2 \cr 3 & 4}\right]
\cases{x & if $y$ \cr z & otherwise}
{\bf R}^n + {\it x} + {\cal F}_t + {\tt a} + {\sf T}
\frac{\partial f}{\partial x}\bigg|_{x=0}^{1}
\Big( \frac{a}{b} \Big) \bigl[ x \bigr] \big\| y \big\| \Bigg\{ z \Bigg\}
\begin{array}{c|cccccc} a & b & c & d & e & f & g \\ \hline 1 & 2 & 3 & 4 & 5 & 6 & 7 \end{array}
\begin{array}{@{}l@{\quad}r@{}} a & b \\ c & d \end{array}
\begin{array}{*{3}{c}} a & b & c \end{array}
\begin{align} a &= b \nonumber \\ c &= d \tag{1} \label{eq} \end{align}
\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}
\left\{ \begin{aligned} a &= b \\ c &= d \end{aligned} \right.
\mathbf 1 + \mathbf{1}\{x > 0\} + \mathbb 1
x_{\text{всего}} = \text{Үлесі — 5\%}
\text{if $x$ is } \textbf{b} + \mbox{c}
{n \choose k} + {a \over b} + \root 3 \of x
P\left(A \,\middle|\, \frac{B}{C}\right)
\operatorname*{argmax}_x f + \mathop{\rm lim}\nolimits_x
a \stackrel{!}{=} b \xrightarrow[n]{d} c \iff e
\sum_{\substack{i=1 \\ j=2}} x \dotsc \bm{x} \color{red}{y} \boxed{z} \cancel{w} \kern 3pt
"""
LINES = EVERYDAY.strip().splitlines()


@pytest.mark.parametrize("latex", LINES)
def test_everyday_latex_is_set_in_pdf_and_epub(latex: str) -> None:
    whole = plain(latex)

    assert notation(whole) is not None
    found = mathml(whole, is_block=True)
    assert found is not None
    assert "\\" not in "".join(_tree(found).itertext())


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
        (r"\crossing \bfseries", r"\crossing \bfseries"),
        (r"\text{\cr stays}", r"\text{\cr stays}"),
    ],
)
def test_it_is_rewritten_as_what_converters_know(latex: str, expected: str) -> None:
    assert plain(latex) == expected


@pytest.mark.parametrize("latex", [r"\nosuchcommand{x}", r"\begin{nosuch} a \end{nosuch}", r"\rule{1em}{1pt}"])
def test_what_no_converter_knows_is_nothing(latex: str) -> None:
    assert notation(plain(latex)) is None
    assert mathml(plain(latex), is_block=False) is None


def test_lines_between_columns_and_rows_stand_where_latex_has_them() -> None:
    table = next(
        _array(r"\begin{array}{c|cc} a & b & c \\ \hline 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}").iter("{*}mtable")
    )

    assert table.get("columnlines") == "solid none"
    assert table.get("rowlines") == "solid none"


def test_lines_stand_behind_columns_of_different_alignment() -> None:
    table = next(_array(r"\begin{array}{l|r} a & b \\ c & d \end{array}").iter("{*}mtable"))
    lines = table.get("columnlines").split()
    cells = list(table.iter("{*}mtd"))[: len(lines) + 1]
    before = "".join("".join(cell.itertext()) for cell in cells[: lines.index("solid") + 1])

    assert (before, lines.count("solid")) == ("a", 1)


def test_a_frame_is_drawn_around_the_array() -> None:
    framed = next(_array(r"\begin{array}{|c|} \hline a \\ \hline \end{array}").iter("{*}menclose"))

    assert set(framed.get("notation").split()) == {"left", "right", "top", "bottom"}


def test_what_is_crossed_out_stays_so() -> None:
    crossed = next(_array(r"\cancel{x} + y").iter("{*}menclose"))

    assert crossed.get("notation") == "updiagonalstrike"
    assert "".join(crossed.itertext()) == "x"


def test_an_operator_with_limits_has_its_name() -> None:
    assert "argmax" in "".join(_array(r"\operatorname*{argmax}_x f").itertext()).replace("\u2061", "")


def test_what_a_phantom_hides_is_not_read_in_an_epub() -> None:
    assert "".join(_array(r"\phantom{z}\operatorname*{arg}_x y").itertext()) == "argxy"


def test_letters_are_plain_ones_that_are_read_aloud() -> None:
    assert "".join(_array(r"h \big| x").itertext()) == "h|x"


@pytest.mark.parametrize(("sign", "size"), [("big", 1.2), ("Big", 1.62), ("bigg", 2.05), ("Bigg", 2.47)])
def test_a_big_sign_is_as_big_as_amsmath_has_it(sign: str, size: float) -> None:
    (found,) = (each for each in _array(rf"\{sign}| x").iter("{*}mo") if each.text == "|")

    assert found.get("minsize") == f"{size}em"


def _array(latex: str) -> etree._Element:
    found = mathml(plain(latex), is_block=True)
    assert found is not None
    return _tree(found)


def _tree(found: str) -> etree._Element:
    return etree.fromstring(found.replace("&ApplyFunction;", "\u2061"))


@pytest.mark.parametrize("latex", ["{a", r"a}", r"\begin{matrix} a"])
def test_braces_that_do_not_match_are_not_guessed_at(latex: str) -> None:
    assert plain(latex) == latex
    assert notation(plain(latex)) is None
