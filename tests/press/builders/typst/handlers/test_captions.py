"""Captions have the numbers of the site, and lists repeat their first sentence."""

from __future__ import annotations

import pytest
from docutils import nodes
from printing import (  # type: ignore[import-not-found]
    Printer,  # type: ignore[import-not-found]
)

from press.builders.typst.handlers.captions import split

FIGURE = ":::{figure} chart.svg\n:name: fig\n:alt: A bar\n\nCaption *here*.\n\nSource: me.\n:::\n"
TABLE = ":::{list-table} Title\n:name: tab\n:header-rows: 1\n\n* - A\n  - B\n* - x\n  - 1\n:::\n"


def test_figures_and_tables_carry_the_numbers_of_sphinx(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{FIGURE}\n{TABLE}\nSee {{numref}}`fig` and {{numref}}`tab`."})

    assert "Fig. 1. Caption here." in book.words()
    assert "Table 1. Title" in book.words()
    assert '#link(label("index:fig"))[Fig.~1]' in book.source
    assert book.warnings == ""


def test_a_format_of_numbers_may_put_the_number_first(printed: Printer) -> None:
    formats = {"figure": "%s-сурет", "table": "%s-кесте"}
    book = printed({"index.md": f"# T\n\n{FIGURE}\n{TABLE}\n{{numref}}`tab`"}, numfig_format=formats, language="kk")

    assert "1-сурет. Caption here." in book.words()
    assert "1-кесте. Title" in book.words()


def test_without_numbering_captions_have_no_number(printed: Printer) -> None:
    assert "#number" not in printed({"index.md": f"# T\n\n{FIGURE}"}, numfig=False).source


@pytest.mark.parametrize(
    ("caption", "head"),
    [
        ("Shares of answers. The dots are estimates.", "Shares of answers"),
        ("Население, млн чел. по годам. Точки – оценки.", "Население, млн чел. по годам"),
        ("2019 ж. жауаптар. Нүктелер – бағалау.", "2019 ж. жауаптар"),
        ("One sentence.", "One sentence"),
        ("No stop", "No stop"),
    ],
)
def test_the_first_sentence_of_a_caption_ends_at_its_full_stop(caption: str, head: str) -> None:
    first, rest = split(nodes.caption(caption, caption))

    assert "".join(node.astext() for node in first) == head
    assert "".join(node.astext() for node in [*first, *rest]) == caption


def test_a_sentence_that_ends_within_markup_is_not_looked_for() -> None:
    caption = nodes.caption("", "", nodes.Text("Of "), nodes.emphasis("", "rain. Snow"), nodes.Text(" and hail. More"))
    first, rest = split(caption)

    assert "".join(node.astext() for node in first) == "Of rain. Snow and hail"
    assert "".join(node.astext() for node in rest) == ". More"
    assert all(node.parent is caption for node in [*first, *rest]), "the parent has the language"


def test_a_caption_without_text_has_no_first_sentence() -> None:
    assert split(nodes.caption()) == ([], [])


def test_numbers_of_chapters_are_part_of_those_of_figures(printed: Printer) -> None:
    contents = "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n"
    book = printed({"index.rst": contents, "a.md": f"# A\n\n{FIGURE}"})

    assert "#number[Fig. 1.1];" in book.source


def test_what_a_caption_refers_to_is_not_repeated_in_a_list(printed: Printer) -> None:
    figure = ":::{figure} chart.svg\n:alt: A bar\n\nOf steppe[^n]\n:::"
    book = printed({"index.md": f"# T\n\n{figure}\n\n[^n]: The note."}, typst_lists=["figures"])

    assert book.warnings == ""
    assert book.words().count("Of steppe") == 2
    assert book.words().count("The note.") == 1
