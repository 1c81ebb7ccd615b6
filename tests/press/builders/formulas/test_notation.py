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
    assert "\\" not in "".join(etree.fromstring(found.replace("&ApplyFunction;", "\u2061")).itertext())


@pytest.mark.parametrize("latex", [r"\nosuchcommand{x}", r"\begin{nosuch} a \end{nosuch}", r"\rule{1em}{1pt}"])
def test_what_no_converter_knows_is_nothing(latex: str) -> None:
    assert notation(plain(latex)) is None
    assert mathml(plain(latex), is_block=False) is None


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\sum\limits_{i=1}^n x", "limits(sum)_(i = 1)^n x"),
        (r"\int \limits_a^b", "limits(integral)_a^b"),
        (r"\mathop{\mathrm{arg\,max}}\limits_x", "limits(upright(a r g thin m a x))_x"),
        (r"\operatorname{argmax}\limits_x", 'op("argmax", limits: #true)_x'),
        (r'\text{say \"yes\" or "no"}', r'"say \"yes\" or \"no\""'),
        (r"1{,}000", '1 class("normal", ",") 000'),
        (r"f(x, y)", "f(x, y)"),
        (r"\begin{smallmatrix} a & b \end{smallmatrix}", "mat(delim: #none, a, b)"),
        (r"x := y", "x colon.eq y"),
        (r"\begin{pmatrix} a; b & c \end{pmatrix}", 'mat(a class("punctuation", ";") b, c)'),
    ],
)
def test_signs_that_mean_something_else_in_typst_are_set_as_in_latex(latex: str, expected: str) -> None:
    assert notation(plain(latex)) == expected


@pytest.mark.parametrize("latex", [r"\boxed", r"\middle", r"\xrightarrow", r"\text", r"\textcolor{red}", r"\big", ""])
def test_half_a_command_stops_nothing(latex: str) -> None:
    assert isinstance(notation(latex), str | None)


def test_limits_of_nothing_are_nothing() -> None:
    assert notation(r"\limits x") == "x"


@pytest.mark.parametrize("latex", ["{a", r"a}", r"\begin{matrix} a"])
def test_braces_that_do_not_match_are_not_guessed_at(latex: str) -> None:
    assert notation(plain(latex)) is None
