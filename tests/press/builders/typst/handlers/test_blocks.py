"""Paragraphs, quotations, admonitions and other blocks."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]


def test_a_quotation_has_its_source(printed: Printer) -> None:
    assert "Said. — Someone" in printed({"index.rst": "T\n=\n\n.. epigraph::\n\n   Said.\n\n   -- Someone\n"}).words()


def test_admonitions_have_titles_in_the_language_of_the_book(printed: Printer) -> None:
    text = "# T\n\n:::{note}\nA\n:::\n\n:::{warning}\nB\n:::\n\n:::{admonition} Own\nC\n:::\n\n:::{seealso}\nD\n:::"
    book = printed({"index.md": text}, language="kk")

    for title in ("Ескертпе", "Ескерту", "Own", "Тағы қараңыз"):
        assert f"title: [{title}]" in book.source


@pytest.mark.parametrize(
    ("rst", "expected"),
    [
        ("One\nline.\n\nAnother.", "One line.\n\nAnother."),
        (".. rst-class:: my-source\n\nFrom there.", "#small-print[From there.];"),
        (".. rst-class:: my-headline\n\nNews.", "#rubric[News.];"),
        (".. rubric:: Aside", "#rubric[Aside];"),
        (".. centered:: Middle", "#rubric[Middle];"),
        ("One.\n\n----\n\nTwo.", "One.\n\n#transition()\n\nTwo."),
        (".. topic:: Of rain\n\n   It falls.", "#admonition(title: [Of rain])[It falls.];"),
        (".. sidebar:: Rain\n   :subtitle: In May\n\n   Wet.", "#admonition(title: [Rain. In May])[Wet.];"),
        (".. deprecated:: 2.0\n   Rain.", "#aside[Deprecated since version 2.0: Rain.];"),
        (".. note:: Mind.", "#admonition(title: [Note])[Mind.];"),
        (".. danger:: Mind.", '#admonition(title: [Danger], tone: "urgent")[Mind.];'),
        (".. admonition:: Own\n   :class: warning\n\n   Mind.", '#admonition(title: [Own], tone: "urgent")[Mind.];'),
        (".. compound::\n\n   One.\n\n   Two.", "One.\n\nTwo."),
        (".. highlight:: python\n\nText.", "Text."),
    ],
    ids=lambda text: text.splitlines()[0] if text else "nothing",
)
def test_a_block_has_the_form_of_its_kind(printed: Printer, rst: str, expected: str) -> None:
    book = printed({"index.rst": f"T\n=\n\n{rst}\n"})

    assert book.body == expected
    assert book.warnings == ""


def test_the_contents_of_one_document_are_left_out(printed: Printer) -> None:
    assert printed({"index.rst": "T\n=\n\n.. contents::\n\nUnder\n-----\n"}).source.count("Under") == 1


def test_a_transition_before_footnotes_alone_is_left_out(printed: Printer) -> None:
    assert "#transition" not in printed({"index.rst": "T\n=\n\nA [#a]_.\n\n----\n\n.. [#a] Note.\n"}).source
