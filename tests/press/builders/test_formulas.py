"""Formulas that textbooks use are set on pages and in PDFs; of others readers see the source, and the author is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
import typst
from click.testing import CliRunner
from lxml import etree
from support.small_books import append, make_edition

from press.builders.formulas import converter
from press.builders.typst.math_markup import typst_math
from press.cli import main
from press.core.resources import press_path

# Each with the letters and signs that MathML has of it, in this order.
FORMULAS = {
    r"\sum_{i=1}^n x_i": "∑i=1nxi",
    r"\sum\limits_{i}^{n} i": "∑ini",
    r"\int_0^\infty e^{-x^2}\,dx": "∫0∞e−x2dx",
    r"\binom{n}{k}": "(nk)",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(abcd)",
    r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}": "f(x)={xif x>00otherwise",
    "\\begin{align}\na &= b + c \\nonumber \\\\\nd &= e\n\\end{align}": "a=b+cd=e",
    r"\begin{equation}\label{first} a = b \end{equation}": "a=b",
    r"\begin{gather} a = b \\ c = d \end{gather}": "a=bc=d",
    r"a &= b \\ c &= d": "a=bc=d",
    r"\begin{pmatrix} a \\ b \end{pmatrix} &= x \\ &= \{y\}": "(ab)=x={y}",
    r"\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}": "a=bc=d",
    r"\ce{H2O}": "H2O",
    r"\underset{x}{\operatorname{sup}}": "supx",
    "a\n\nb": "ab",
    r"\operatorname*{argmax}_x f(x)": "argmaxxf(x)",
    r"\lim_{x \to 0} \frac{\sin x}{x}": "limx→0sinxx",
    r"\hat{\beta} = (X^\top X)^{-1} X^\top y": "βˆ=(X⊤X)−1X⊤y",
    r"\mathbb{P}(A \mid B)": "ℙ(A|B)",
    r"\underbrace{a+b}_{\text{sum}}": "a+b⏟sum",
    r"\mathcal{L}(\theta) = \prod_{i} p(x_i; \theta)": "ℒ(θ)=∏ip(xi;θ)",
    r"\text{50\% of GDP} = C + I + G": "50% of GDP=C+I+G",
    r"\{x : x > 0\}": "{x:x>0}",
    r"1{,}000 = 10^3": "1,000=103",
}
# What textbooks have besides, each a trap for a converter.
MORE = [
    r"\left[\begin{array}{c|c} a & b \\ \hline c & d \end{array}\right] \vphantom{\frac12} \boxed{x = 1} \rightleftharpoons",
    r"\begin{alignat}{2} a &= b &\quad c &= d \\ e &= f & g &= h \end{alignat}",
    r"\sum_{\substack{i<n \\ j<m}} a_{ij} \left\{ x \,\middle|\, x > \frac{1}{2} \right\} \big( \Big[ \bigg\{ \Bigg|",
    r"X \perp\!\!\!\perp Y \iff \text{if $x$} \xrightarrow[n \to \infty]{d} {}^{14}_{6}\mathrm{C} \sideset{_1^2}{_3^4}\prod",
    r"\cancel{x} \bcancel{y} \xcancel{z} \color{red} w \mathrm{НДС} = \text{доля «a»} \# \% \$ \& \_",
    r"a_0 + \cfrac{1}{a_1} \not= \phantom{x} \overbrace{a}^{n} \overline{AB} \underline{x} \widehat{abc} \dddot{x} (a, b] ; c'",
    r"\prescript{14}{6}{C} \operatorname{arg\,max} \mbox{at} \mathbbm{1} \ce{^{227}_{90}Th+} \sqrt[3]{x} \vec{v} \dot{x} \log_2 n",
]
RAIN = Path("book", "en", "rain.md")


def letters(mathml: str) -> str:
    return re.sub(r"[\u2061\u200a\u2009\xa0]|\n *", "", "".join(etree.fromstring(mathml).itertext()))


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_of_a_textbook_has_its_letters_and_signs_on_pages(latex: str) -> None:
    mathml, fault = converter({})(latex, True)

    assert (letters(mathml), fault) == (FORMULAS[latex].replace(" ", ""), "")


@pytest.mark.threads
def test_typst_reads_whatever_formula_pages_show() -> None:
    converted = [converter({})(latex, True) for latex in [*FORMULAS, *MORE]]

    assert [fault for _, fault in converted if fault] == []
    source = "\n\n".join(f"$ {typst_math(mathml)} $" for mathml, _ in converted)
    printed = "".join(page.get_text() for page in pymupdf.open(stream=typst.compile(source.encode())))
    assert [sign for sign in ("∑", "argmax", "НДС", "⟺", "≠") if sign not in printed] == []


def test_no_name_of_the_template_takes_the_place_of_a_function_within_formulas() -> None:
    used = {
        name for latex in FORMULAS for name in re.findall(r"[a-z]+(?=\()", typst_math(converter({})(latex, True)[0]))
    }
    template = press_path("builders/typst/template.typ").read_text(encoding="utf-8")

    assert "display" in used and used.isdisjoint(re.findall(r"(?m)^#let ([\w-]+)", template))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("1{,}000", '"1,000"'),
        (r"\left(\frac{a}{b}\right)^2", r"attach(scripts(lr(\( frac(a, b) \))), t: 2)"),
        (r"\operatorname{Var}(X)", r'op("Var")class("opening", \()X class("closing", \))'),
        (r"\overset{a}{b}", "attach(limits(b), t: a)"),
        (r"\text{if } x", '"if\u00a0"x'),
        (r"\begin{aligned} a &= b \end{aligned}", r"display(a) & display(\=b)"),
        (r"\begin{array}{c|c} a & b \end{array}", "vline: (1,)"),
    ],
)
def test_the_pdf_has_brackets_that_grow_functions_words_and_rows_that_meet(latex: str, expected: str) -> None:
    assert expected in typst_math(converter({})(latex, True)[0])


def test_a_definition_holds_for_the_formulas_that_follow_and_the_book_has_macros_for_all() -> None:
    convert = converter({r"\R": r"\mathbb{R}", r"\norm": r"\lVert #1 \rVert"})
    formulas = (
        r"\newcommand{\half}[1]{\frac{#1}{2}} \DeclareMathOperator{\tr}{tr} \DeclareMathOperator*{\best}{best} \def\e{e}",
        r"\half{x} \tr(A) \best_x \e^2",
        r"\norm{x} \in \R",
    )

    assert [letters(convert(latex, True)[0]) for latex in formulas] == ["", "x2tr(A)bestxe2", "‖x‖∈ℝ"]
    assert converter({})(r"\half{x}", True) == ("", r"\half is unknown")


def test_a_command_may_have_an_argument_that_is_left_out() -> None:
    # As mathjax3_config has it: the definition, how many arguments there are, what the first one is by default.
    convert = converter({r"\dd": [r"\frac{d#1}{d#2}", 2, "t"]})
    formulas = (r"\dd{u} \dd[x]{v}", r"\newcommand{\at}[2][n]{#2_{#1}} \at{y}", r"\at[m]{y}")
    assert [letters(convert(latex, True)[0]) for latex in formulas] == ["dtdudxdv", "yn", "ym"]


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (r"a = \eqref{half}", "and {eq} beside the formula is a link"),
        (
            r"\first + \frac{\second{x}}{\first} = \begin{third} a & \fourth \end{third}",
            r"\first, \second, third and \fourth are unknown",
        ),
        (r"\first + \sqrt", r"\first is unknown"),
    ],
)
def test_what_is_unknown_in_a_formula_is_all_told(latex: str, told: str) -> None:
    math, fault = converter({})(latex, True)
    assert not math and fault.endswith(told)


def test_pages_show_numbered_formulas_without_a_script_or_another_host(weather: Path) -> None:
    append(
        weather / RAIN,
        "\nThe area is {math}`\\pi r^2`.\n\n```{math}\n:label: half\n\\frac{a}{b}\n```\n\nSee {eq}`half`.\n",
    )
    warned = make_edition(weather, "en")
    text = next((weather / "_build").glob("**/en/html/rain.html")).read_text(encoding="utf-8")

    assert (warned.faults, warned.notes) == ([], [])
    assert text.count("<math") == 2 and "<mfrac>" in text and ">(1)<" in text
    assert "mathjax" not in text.lower() and "\\frac" not in text and 'id="equation-half"' in text


def test_an_unknown_formula_is_shown_as_its_source_and_told_by_its_command_and_place(
    weather: Path,
) -> None:
    for language in ("en", "ru"):
        append(weather / "book" / language / "rain.md", "\n{math}`\\nosuchthing{<x}`\n")
    line = (weather / RAIN).read_text(encoding="utf-8").count("\n")
    told = f"rain.md:{line}: a formula is shown as its source, \\nosuchthing{{<x}}: \\nosuchthing is unknown;"

    (note,) = make_edition(weather, "en").notes
    assert told in note
    text = next((weather / "_build").glob("**/en/html/rain.html")).read_text(encoding="utf-8")
    assert "<code>\\nosuchthing{&lt;x}</code>" in text
    run = CliRunner().invoke(main, ["--root", str(weather), "check", "sphinx"])
    assert (run.exit_code, told in run.output, "nothing else is wrong" in run.output) == (0, True, True), run.output


def test_a_book_without_formulas_loads_no_converter(weather: Path) -> None:
    script = "import sys; from pathlib import Path; from support.small_books import make_edition; "
    script += "make_edition(Path(sys.argv[1]), 'en'); print('_quickjs' in sys.modules)"
    command, paths = [sys.executable, "-c", script, weather], {**os.environ, "PYTHONPATH": "tests"}

    assert subprocess.run(command, check=True, capture_output=True, text=True, env=paths).stdout.split()[-1] == "False"
