"""The index names each entry with the pages that it stands on."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]


def test_the_index_names_pages_and_a_glossary_its_terms(printed: Printer) -> None:
    text = "# T\n\n{index}`Steppe` and {term}`Apple`.\n\n```{glossary}\nApple\n  A fruit.\n```"
    words = printed({"index.md": text}).words()

    assert "Apple A fruit." in words
    assert "Index" in words
    assert "Steppe, 1" in words


def test_a_book_may_go_without_its_index(printed: Printer) -> None:
    assert "index-of-book" not in printed({"index.md": "# T\n\n{index}`Steppe`"}, typst_index=False).source


def test_a_page_is_named_once_for_an_entry(printed: Printer) -> None:
    text = "# T\n\n{index}`Steppe` and {index}`Steppe`.\n\n```{toctree}\na\n```"
    words = printed({"index.md": text, "a.md": "# A\n\n{index}`Steppe`"}).words()

    assert "Steppe, 1, 2" in words
    assert "1, 1" not in words


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("single: rain", '#index-letter(letter: [R])[#index-entry(depth: 0, places: ("index:index-0",))[rain];];'),
        (
            "single: rain; in May",
            '#index-entry(depth: 0, places: ())[rain];\n#index-entry(depth: 1, places: ("index:index-0",))[in May];',
        ),
        ("see: shower; rain", "#index-entry(depth: 1, places: ())[#emph[see rain];];"),
        ("single: a_b #1", "[a\\_b \\#1];"),
    ],
)
def test_an_entry_has_its_places_and_those_below_it(printed: Printer, entry: str, expected: str) -> None:
    book = printed({"index.rst": f"T\n=\n\n.. index:: {entry}\n\nText.\n"})

    assert expected in book.source
    assert book.pdf.is_file()


def test_entries_of_documents_left_out_are_left_out(printed: Printer) -> None:
    documents = {"index.md": "# T\n\n```{toctree}\na\n```", "a.md": "# A\n\n{index}`Steppe`"}

    assert "index-of-book" not in printed(documents, typst_exclude=["a"]).source
