"""The configuration becomes the title page, the imprint and the data of the file."""

from __future__ import annotations

import pikepdf
from printing import Printer  # type: ignore[import-not-found]


def test_the_title_page_and_the_metadata_say_what_the_book_is(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T"},
        typst_title="Title & more",
        typst_subtitle="Sub",
        typst_author=["One", "Two"],
        typst_date="May 2026",
        typst_imprint=["Printed by us."],
        typst_keywords=["state", "dialogue"],
    )
    with pikepdf.open(book.pdf) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Title & more"
        assert metadata["dc:creator"] == ["One, Two"]
        assert "dialogue" in metadata["pdf:Keywords"]
        assert str(pdf.Root.Lang) == "en"
    assert "Title & more Sub One Two May 2026" in book.words()
    assert "Printed by us." in book.words()
