"""Paragraphs, quotations, admonitions and other blocks."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]


def test_a_quotation_has_its_source(printed: Printer) -> None:
    assert "Said. — Someone" in printed({"index.rst": "T\n=\n\n.. epigraph::\n\n   Said.\n\n   -- Someone\n"}).words()


def test_admonitions_have_titles_in_the_language_of_the_book(printed: Printer) -> None:
    text = "# T\n\n:::{note}\nA\n:::\n\n:::{warning}\nB\n:::\n\n:::{admonition} Own\nC\n:::\n\n:::{seealso}\nD\n:::"
    book = printed({"index.md": text}, language="kk")

    for title in ("Ескертпе", "Ескерту", "Own", "Тағы қараңыз"):
        assert f"title: [{title}]" in book.source


def test_a_horizontal_list_has_columns_and_a_grammar_its_lines(printed: Printer) -> None:
    rst = 'T\n=\n\n.. hlist::\n   :columns: 2\n\n   * one\n   * two\n\n.. productionlist::\n   a: "x"\n   bc: a\n'
    book = printed({"index.rst": rst})

    assert "#side-by-side(2, " in book.source
    assert 'a  ::= \\"x\\"\\nbc ::= a' in book.source
    assert book.warnings == ""
