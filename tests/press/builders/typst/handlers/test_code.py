"""Program text and formulas in the PDF."""

from __future__ import annotations

import base64
import re

import nbformat
import pytest
from printing import Printer  # type: ignore[import-not-found]

PIXEL = base64.b64encode(
    base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
).decode()


def test_program_text_is_kept_letter_for_letter(printed: Printer) -> None:
    code = 'x = "a \\\\ # $"  # ` ```\nif x:\n    y = [1]'
    book = printed({"index.md": f"# T\n\n````python\n{code}\n````"})

    assert 'lang: "python"' in book.source
    page = book.text(layout=True)
    assert " ".join(code.split()) in " ".join(page.split())
    assert re.search(r"\n( *)if x:\n\1 +y = \[1\]", page)


def test_a_listing_has_caption_number_and_line_numbers(printed: Printer) -> None:
    text = "# T\n\n```{code-block} python\n:caption: Count\n:name: lst\n:linenos:\n:emphasize-lines: 2\n\na = 1\nb = 2\n```\n"
    book = printed({"index.md": text + "\n{numref}`lst`"})

    assert "Listing 1. Count" in book.words()
    assert "start: 1, marked: (2,)" in book.source


def test_long_lines_of_program_text_stay_on_the_page(printed: Printer) -> None:
    line = ",".join(f"'name_{number}'" for number in range(40))
    book = printed({"index.md": f"# T\n\n```python\nx=[{line}]\n```"})

    assert "name_39" in book.words()
    assert f"x=[{line}]" in "".join(book.text().split())


def test_text_marked_as_no_language_is_not_coloured(printed: Printer) -> None:
    assert "lang:" not in printed({"index.rst": "T\n=\n\n::\n\n   import is a word here\n"}).source.split("#code")[1]


def _notebook() -> str:
    code, output = nbformat.v4.new_code_cell, nbformat.v4.new_output
    notebook = nbformat.v4.new_notebook(metadata={"language_info": {"name": "python", "pygments_lexer": "ipython3"}})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# Notebook"),
        code("print('hi')", outputs=[output("stream", name="stdout", text="printed\n")]),
        code("a", outputs=[output("execute_result", {"text/plain": "plain", "text/html": "<b>html</b>"})]),
        code(
            "plot()",
            outputs=[output("display_data", {"image/png": PIXEL, "text/plain": "no"})],
            metadata={"mystnb": {"image": {"alt": "A plot"}}},
        ),
        code(
            "hide()",
            metadata={"tags": ["hide-input"]},
            outputs=[output("stream", name="stdout", text="kept\n")],
        ),
    ]
    return str(nbformat.writes(notebook))


def test_notebooks_print_their_cells_and_outputs(printed: Printer) -> None:
    book = printed({"index.ipynb": _notebook()}, parsers=["myst_nb"], nb_execution_mode="off")

    for expected in ("print('hi')", "printed", "plain"):
        assert expected in book.words()
    assert 'alt: "A plot"' in book.source
    assert "WARNING" not in book.warnings


def test_a_session_is_python_with_its_prompts(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n>>> f(1)\n2\n"})

    assert '#code(text: ">>> f(1)\\n2", lang: "python")' in book.body


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
