"""Typst source becomes a PDF, or a fault in plain words."""

from __future__ import annotations

import pikepdf
import pymupdf
import pytest
import typst
from printing import (  # type: ignore[import-not-found]
    CHAPTERS,
    SAMPLE,
    TEXTS,
    Printer,  # type: ignore[import-not-found]
)

from press.builders.typst.compile import (
    missing_letters,
    with_codes,
    without_soft_hyphens,
)
from press.builders.typst.escape import code_points
from press.core.errors import PressError


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


def test_every_typeface_is_embedded_and_none_is_a_stopgap(printed: Printer) -> None:
    title, text = TEXTS["kk"]
    book = printed({"index.md": SAMPLE.format(title=title, text=text)}, language="kk")
    with pikepdf.open(book.pdf) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        names = {str(font.FontName).split("+")[-1].split("-")[0] for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)

    assert {"NotoSerif", "NotoSans"} <= names
    assert "LibertinusSerif" not in names


def test_equal_sources_give_equal_bytes(printed: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = printed(CHAPTERS).pdf.read_bytes()

    assert printed(CHAPTERS).pdf.read_bytes() == first


def test_what_typst_refuses_is_one_error_and_the_earlier_pdf_stays(printed: Printer) -> None:
    good = printed({"index.md": "# T"})
    before = good.pdf.read_bytes()

    with pytest.raises(PressError) as caught:
        printed({"index.md": "# T\n\n```{raw} typst\n#no-such-function()\n```"})

    assert "no-such-function" in caught.value.message
    assert caught.value.file == (good.folder / "book.typ").resolve()
    lines = (good.folder / "book.typ").read_text().splitlines()
    assert caught.value.line is not None
    assert lines[caught.value.line - 1] == "#no-such-function()"
    assert good.pdf.read_bytes() == before
    assert sorted(path.name for path in good.folder.glob("*.pdf")) == ["book.pdf"]


def test_an_error_of_typst_names_the_document_it_comes_from(printed: Printer) -> None:
    documents = {
        "index.md": "# T\n\n```{toctree}\na\nb\n```",
        "a.md": "# A\n\n```{raw} typst\n#no-such-function()\n```",
        "b.md": "# B",
    }
    with pytest.raises(PressError, match="cannot print the book, in a: ") as caught:
        printed(documents)
    assert caught.value.line is not None


@pytest.mark.parametrize("text", ["ha-?mem", "сөй-?лем", "-?x", "a-?-?b"], ids=["latin", "kazakh", "first", "two"])
def test_soft_hyphens_within_a_line_leave_no_trace_in_the_text(text: str) -> None:
    content = typst.Compiler(f"#{code_points(text.replace('-?', chr(0xAD)))}".encode()).compile(format="pdf")
    cleaned = without_soft_hyphens(content)

    with pymupdf.open(stream=cleaned) as pdf:
        assert pdf[0].get_text().strip() == text.replace("-?", "")
    assert without_soft_hyphens(content) == cleaned
