"""Letters that no typeface of the book has."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]


def test_a_letter_without_a_typeface_is_told_with_its_line_and_prints_its_code(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nOne \U0001f642 and `\u6f22`.\n\nAnother \U0001f642."})

    assert "index.md:3: WARNING: no typeface of the PDF has \U0001f642 (U+1F642)" in book.warnings
    assert book.warnings.count("U+1F642") == 1, "a letter is told once a document"
    assert "U+6F22" in book.warnings
    assert "One [U+1F642] and [U+6F22]." in book.words()
    assert "Another [U+1F642]." in book.words()


def test_letters_of_the_three_languages_and_common_signs_need_no_stopgap(printed: Printer) -> None:
    letters = "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і Ё ё Ъ ъ ₸ № € « » „ “ … – — → ← ✓ ☐ ☑ × ÷ ± ≤ ≥ √ ′ ″"
    book = printed({"index.md": f"# T\n\n{letters}\n\n`{letters}`"})

    assert book.warnings == ""
    assert book.words().count(letters) == 2


def test_signs_that_only_ask_for_a_colourful_picture_vanish_with_it(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nDone ✓\ufe0f, family \U0001f468\u200d\U0001f469."})

    assert "family [U+1F468][U+1F469]." in book.words()
    assert "FE0F" not in book.warnings
    assert "200D" not in book.warnings
