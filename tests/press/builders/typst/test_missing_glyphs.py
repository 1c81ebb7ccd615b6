"""Letters that no typeface has are found before printing, and their codes are printed."""

from __future__ import annotations

import pymupdf
import pytest
import typst
from printing import Printer  # type: ignore[import-not-found]

from press.builders.typst.fonts import default_folders
from press.builders.typst.missing_glyphs import Letters


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
        ("漢\u0301", "[U+6F22]\u0301"),
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
    assert ("index.md:3: WARNING" in book.warnings) == ("[U+" in words)


def test_a_byte_order_mark_within_a_text_does_not_stop_the_book(printed: Printer) -> None:
    assert "Before,after." in printed({"index.md": "# T\n\nBefore,\ufeffafter."}).words()


def test_columns_have_room_for_the_codes(printed: Printer) -> None:
    head = " | ".join(f"Feature {number}" for number in range(8))
    row = " | ".join(["\u2705"] * 8)
    book = printed({"index.md": f"# T\n\n| {head} |\n|{'---|' * 8}\n| {row} |\n"})

    with pymupdf.open(book.pdf) as pdf:
        page = next(page for page in pdf if "Feature 7" in page.get_text())
        code = list(page.search_for("[U+2705]"))
        assert len(code) == 8
        assert max(box.x1 for box in code) <= page.rect.width - 30


@pytest.fixture(scope="module")
def letters() -> Letters:
    folders = list(map(str, default_folders()))
    return Letters(typst.Fonts(include_system_fonts=False, font_paths=folders))


def test_letters_without_a_glyph_are_named_and_replaced(letters: Letters) -> None:
    assert letters.missing("A 王 and 伟, ә.") == ["伟", "王"]
    assert letters.with_codes("A 王 and ә.") == "A [U+738B] and ә."
    assert letters.with_codes("plain") == "plain"


def test_a_source_with_such_letters_gets_a_rule_that_holds_none_of_them(letters: Letters) -> None:
    rule, source = letters.with_show_rule("= 王").split("\n", 1)

    assert source == "= 王"
    assert rule.startswith("#show: in-codes.with(")
    assert rule.isascii()


def test_a_source_without_any_is_left_as_it_is() -> None:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=list(map(str, default_folders())))

    assert Letters(fonts).with_show_rule("= Ә") == "= Ә"


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        ('error: the text `"⛢"` could not be displayed', ["⛢"]),
        (r'error: the text `"\u{26e2}"` could not be displayed', ["⛢"]),
        ("error: unknown variable: x", []),
        ('error: the text `"a"` could not be displayed', []),
    ],
)
def test_letters_are_learned_from_what_typst_refuses(diagnostic: str, expected: list[str]) -> None:
    letters = Letters(typst.Fonts(include_system_fonts=False))

    assert letters.learn(diagnostic) == expected
    assert letters.learn(diagnostic) == [], "nothing is learned twice"
