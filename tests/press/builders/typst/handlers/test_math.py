"""Formulas are set, numbered and read out."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]


def test_formulas_are_set_and_have_words_to_be_read_out(printed: Printer) -> None:
    text = "# T\n\n$x^2 \\le \\frac{a}{b}$\n\n$$\\begin{aligned}a &= b\\\\ c &= d\\end{aligned}$$ (eq)\n\nSee {eq}`eq`."
    book = printed({"index.md": text})

    assert book.source.count("#math.equation(") == 2
    assert 'numbering: (..) => "(1)"' in book.source
    assert "See (1)." in book.words()
    assert book.warnings == ""


def test_a_formula_that_cannot_be_set_is_a_warning_and_prints_its_source(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nA $\\nosuchthing{x}$ here"})

    assert "index.md:3: WARNING: the PDF shows the source of this formula" in book.warnings
    assert "\\nosuchthing{x}" in book.words()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a$", '#math.equation(alt: "a", $a$);'),
        (r"$\frac{1}{2}$", '#math.equation(alt: "1/2", $1/2$);'),
        ("$$a$$", '#math.equation(block: true, alt: "a", $ a $)'),
        ("$$a$$ (one)", '#math.equation(block: true, alt: "a", numbering: (..) => "(1)", $ a $)'),
    ],
)
def test_a_formula_is_an_equation_with_its_words(printed: Printer, text: str, expected: str) -> None:
    assert expected in printed({"index.md": f"# T\n\n{text}"}).source


def test_a_formula_has_the_number_of_its_chapter_where_the_site_gives_it(printed: Printer) -> None:
    documents = {
        "index.rst": "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n   b\n",
        "a.md": "# A",
        "b.md": "# B\n\n$$x$$ (x)",
    }
    book = printed(documents, numfig=True, math_numfig=True, numfig_secnum_depth=1)

    assert 'numbering: (..) => "(2.1)"' in book.source


def test_a_displayed_formula_that_cannot_be_set_shows_its_source(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n$$\n\\nosuch{x}\n$$"})

    assert '#code(text: "\\\\nosuch{x}")' in book.source
    assert "index.md:3: WARNING: the PDF shows the source of this formula" in book.warnings
