"""Formulas in MathML say what LaTeX says, in a form that reading devices know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from small_books import make_edition

from press.builders.formulas.mathml import mathml
from press.builders.formulas.plain import plain

pytestmark = pytest.mark.threads


def test_pages_show_formulas_without_a_script_or_another_host(book: Callable[[str], Path]) -> None:
    root = book("weather")
    with (root / "book" / "en" / "rain.md").open("a", encoding="utf-8") as chapter:
        chapter.write(
            "\nThe area is {math}`\\pi r^2`.\n\n```{math}\n:label: half\n\\frac{a}{b}\n```\n\nSee {eq}`half`.\n"
        )
    warned = make_edition(root, "en")
    (page,) = (root / "_build").glob("**/en/html/rain.html")
    text = page.read_text(encoding="utf-8")
    assert (warned.faults, warned.notes) == ([], [])
    assert text.count("<math") == 2 and "<mfrac>" in text and ">(1)<" in text
    assert "mathjax" not in text.lower() and "\\frac" not in text and 'id="equation-half"' in text


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


@pytest.mark.parametrize("latex", [r"\text{5\% \& \$6}", r"\text{5\% \& more}", r"\text{5\% \& more} \big| x"])
def test_signs_escaped_in_text_are_shown_without_their_backslash(latex: str) -> None:
    (words,) = (each for each in _array(latex).iter("{*}mtext"))

    assert " ".join(words.text.split()) == ("5% & $6" if "6" in latex else "5% & more")


@pytest.mark.parametrize(("latex", "is_block"), [("x", True), ("x", False), (r"\big| x", True), (r"\big| x", False)])
def test_a_formula_on_its_own_line_says_so(latex: str, is_block: bool) -> None:
    found = mathml(latex, is_block=is_block)

    assert found is not None
    assert (_tree(found).get("display") == "block") is is_block


def test_it_is_in_the_namespace_of_mathml() -> None:
    for latex in ("x", r"\big| x"):
        assert _array(latex).tag == "{http://www.w3.org/1998/Math/MathML}math"


# docutils does not know \big, so that Typst's MathML is taken.
@pytest.mark.parametrize(
    ("latex", "attribute", "expected"),
    [
        (r"\begin{aligned} \big| a &= b \\ c &= d \end{aligned}", "columnalign", "right left"),
        (r"\begin{cases} \big| a & b \\ c & d \end{cases}", "columnalign", "left"),
        (r"\begin{array}{rr} \big| a & b \\ c & d \end{array}", "columnalign", "right"),
    ],
)
def test_columns_are_aligned_by_attributes(latex: str, attribute: str, expected: str) -> None:
    table = next(_array(latex).iter("{*}mtable"))

    assert table.get(attribute) == expected
    assert "class" not in table.attrib
