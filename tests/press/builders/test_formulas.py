"""Formulas that textbooks use are set on pages and in PDFs; of others readers see the source, and the author is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_books import append, make_edition

from press.builders.formulas import mathml, typst_math

# Each with the letters and signs that MathML has of it, in this order.
FORMULAS = {
    r"\sum_{i=1}^n x_i": "∑i=1nxi",
    r"\sum\limits_{i}^{n} i": "∑ini",
    r"\frac{a+b}{c}": "a+bc",
    r"\int_0^\infty e^{-x^2}\,dx": "∫0∞e−x2dx",
    r"\oint_C f\,dz": "∮Cfdz",
    r"\sqrt[3]{x}": "x3",
    r"\binom{n}{k}": "(nk)",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(abcd)",
    r"\begin{bmatrix} 1 & \cdots \\ \vdots & \ddots \end{bmatrix}": "[1⋯⋮⋱]",
    r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}": "|abcd|",
    r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}": "f(x)={xif x>00otherwise",
    "\\begin{align}\na &= b + c \\nonumber \\\\\nd &= e\n\\end{align}": "a=b+cd=e",
    r"\begin{equation}\label{first} a = b \end{equation}": "a=b",
    r"\begin{gather} a = b \\ c = d \end{gather}": "a=bc=d",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "a=bc=d",
    r"a &= b \\ c &= d": "a=bc=d",
    "a\n\nb": "ab",
    r"\operatorname{Var}(X) = E[X]^2": "Var(X)=E[X]2",
    r"\operatorname*{argmax}_x f(x)": "argmaxxf(x)",
    r"\lim_{x \to 0} \frac{\sin x}{x}": "limx→0sinxx",
    r"\hat{\beta} = (X^\top X)^{-1} X^\top y": "βˆ=(X⊤X)−1X⊤y",
    r"\mathbb{P}(A \mid B)": "ℙ(A∣B)",
    r"\left( \frac{1}{n} \sum_i x_i \right)^2": "(1n∑ixi)2",
    r"\bar{x} \pm 1.96 \frac{s}{\sqrt{n}}": "xˉ±1.96sn",
    r"\nabla \cdot \mathbf{E} = \frac{\rho}{\varepsilon_0}": "∇⋅𝐄=ρε0",
    r"x \in \mathbb{R}^n": "x∈ℝn",
    r"\forall \epsilon > 0 \; \exists \delta": "∀ϵ>0∃δ",
    r"\underbrace{a+b}_{\text{sum}}": "a+b⏟sum",
    r"\vec{v} \times \vec{w}": "v→×w→",
    r"\mathcal{L}(\theta) = \prod_{i} p(x_i; \theta)": "ℒ(θ)=∏ip(xi;θ)",
    r"\text{50\% of GDP} = C + I + G": "50% of GDP=C+I+G",
    r"\log_2 n": "log2n",
    r"|x|": "|x|",
    r"\{x : x > 0\}": "{x∶x>0}",
    r"\lfloor x \rfloor": "⌊x⌋",
    r"A \Rightarrow B": "A⇒B",
    r"a \leq b \neq c \approx d": "a≤b≠c≈d",
    r"\partial_t u = \alpha \Delta u": "∂tu=αΔu",
    r"\dot{x} = \ddot{y}": "x˙=y¨",
    r"\exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)": "exp(−(x−μ)22σ2)",
    r"1{,}000 = 10^3": "1,000=103",
}
UNKNOWN = [
    r"\nosuchthing{x}",
    r"\text{if $x$}",
    r"\operatorname{arg\,max}",
    r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}",
]
RAIN = Path("book", "en", "rain.md")


@pytest.mark.threads
@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_of_a_textbook_is_set_on_pages_and_in_the_pdf(latex: str) -> None:
    page = mathml(latex, is_block=True) or ""

    assert (
        re.sub(r"<[^>]*>|&ApplyFunction;|\n *|\u200a|\u2009", "", page).replace("&gt;", ">").replace("\xa0", " ")
        == FORMULAS[latex]
    )
    assert typst_math(latex)


@pytest.mark.threads
@pytest.mark.parametrize("latex", UNKNOWN)
def test_what_a_converter_does_not_know_or_misreads_is_not_set(latex: str) -> None:
    assert (mathml(latex, is_block=False), typst_math(latex)) == (None, None)


@pytest.mark.threads
@pytest.mark.parametrize(("latex", "expected"), [("1{,}000", '1 "," 000'), (r"\sum\limits_i i", "sum_i i")])
def test_the_pdf_has_no_space_after_a_comma_in_braces_and_no_word_for_limits(latex: str, expected: str) -> None:
    assert typst_math(latex) == expected


def test_pages_show_numbered_formulas_without_a_script_or_another_host(book: Callable[[str], Path]) -> None:
    root = book("weather")
    append(
        root / RAIN,
        "\nThe area is {math}`\\pi r^2`.\n\n```{math}\n:label: half\n\\frac{a}{b}\n```\n\nSee {eq}`half`.\n",
    )
    warned = make_edition(root, "en")
    text = next((root / "_build").glob("**/en/html/rain.html")).read_text(encoding="utf-8")

    assert (warned.faults, warned.notes) == ([], [])
    assert text.count("<math") == 2 and "<mfrac>" in text and ">(1)<" in text
    assert "mathjax" not in text.lower() and "\\frac" not in text and 'id="equation-half"' in text


def test_the_source_of_an_unknown_formula_is_shown_and_told_once_with_its_place(book: Callable[[str], Path]) -> None:
    root = book("weather")
    path = root / RAIN
    path.write_text(path.read_text(encoding="utf-8") + "\nThen {math}`\\nosuchthing{<x}` fell.\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    warned = make_edition(root, "en")
    (told,) = warned.notes

    assert f"rain.md:{line}: pages and EPUB show the source of this formula: \\nosuchthing{{<x}}" in told
    text = next((root / "_build").glob("**/en/html/rain.html")).read_text(encoding="utf-8")
    assert "<code>\\nosuchthing{&lt;x}</code>" in text
    assert [note for note in make_edition(root, "en", "epub").notes if "formula" in note] == []
