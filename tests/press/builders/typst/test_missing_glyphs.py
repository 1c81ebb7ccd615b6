"""Letters that no typeface has are printed as their codes."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]

from press.builders.typst.missing_glyphs import missing_letters, with_codes


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\ufe0f\u20e3", "1[U+20E3]"),
        ("a\u20dd", "a[U+20DD]"),
        ("\U0001f44d\U0001f3fd", "[U+1F44D][U+1F3FD]"),
        ("\U0001f1f0\U0001f1ff", "[U+1F1F0][U+1F1FF]"),
        ("e\u20e3 e\u20e3\u0301", "e[U+20E3] e[U+20E3]\u0301"),
        ("\ue000", "[U+E000]"),
        ("\ufffe", "[U+FFFE]"),
        ("за\u0301мок", "за\u0301мок"),
    ],
    ids=ascii,
)
def test_each_code_point_of_a_sequence_is_shown_that_cannot_be_printed(printed: Printer, text: str, words: str) -> None:
    book = printed({"index.md": f"# T\n\nSo x{text}y."})

    assert f"So x{words}y." in book.words()
    assert ("index.md: WARNING" in book.warnings) == ("[U+" in words)


def test_a_byte_order_mark_within_a_text_does_not_stop_the_book(printed: Printer) -> None:
    assert "Before,after." in printed({"index.md": "# T\n\nBefore,\ufeffafter."}).words()


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        ('error: the text `"⛢"` could not be displayed', {"⛢"}),
        (r'error: the text `"\u{26e2}"` could not be displayed', {"⛢"}),
        ("error: unknown variable: x", set()),
    ],
)
def test_letters_are_learned_from_what_typst_refuses(diagnostic: str, expected: set[str]) -> None:
    assert missing_letters(diagnostic) == expected


def test_a_source_with_such_letters_gets_a_rule_that_holds_none_of_them() -> None:
    rule, source = with_codes("= 王", ["王"]).split("\n", 1)
    assert source == "= 王"
    assert rule.startswith("#show: in-codes.with(") and rule.isascii()
    assert with_codes("= Ә", []) == "= Ә"
