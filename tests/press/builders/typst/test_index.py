"""The index names each entry with the pages that it stands on."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]


def test_the_index_names_pages_and_a_glossary_its_terms(printed: Printer) -> None:
    text = "# T\n\n{index}`Steppe` and {term}`Apple`.\n\n```{glossary}\nApple\n  A fruit.\n```"
    words = printed({"index.md": text}).words()

    assert "Apple A fruit." in words
    assert "Index" in words
    assert "Steppe, 1" in words


def test_a_book_may_go_without_its_index(printed: Printer) -> None:
    assert "index-of-book" not in printed({"index.md": "# T\n\n{index}`Steppe`"}, typst_index=False).source
