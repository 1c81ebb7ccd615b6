"""Tables in the PDF, and the widths of their columns."""

from __future__ import annotations

import re
from itertools import pairwise

import pymupdf
import pytest
from docutils import nodes
from support.printing import Printer  # type: ignore[import-not-found]

from press.builders.typst.compile import compile_pdf
from press.builders.typst.table_markup import fit, room_of
from press.builders.typst.typst_builder import FONT_FOLDERS


def _row(*cells: str) -> list[tuple[int, nodes.Element]]:
    return [(at, nodes.entry("", nodes.paragraph(cell, cell))) for at, cell in enumerate(cells)]


@pytest.mark.parametrize(
    ("columns", "wide", "kind", "turned", "overflows"),
    [
        (3, False, "ordinary", False, False),
        (5, True, "ordinary", False, False),
        (6, True, "small", False, False),
        (9, True, "small", True, False),
        (12, True, "small", True, True),
    ],
)
def test_more_columns_take_the_room_of_notes_then_small_type_then_a_turned_page(
    columns: int, wide: bool, kind: str, turned: bool, overflows: bool
) -> None:
    found = fit([], [_row(*["w" * 13] * columns)], columns, room_of("a4"))

    assert (found.wide, found.type, found.turned, found.overflows) == (wide, kind, turned, overflows)


def test_the_column_with_much_text_gets_the_room() -> None:
    rows = [_row("Temir Bridge", "open", "The river rose over the road in spring " * 4, "2021")] * 5
    shares = fit([], rows, 4, room_of("a4")).shares

    assert shares[2] > 2 * max(shares[0], shares[1], shares[3])


def test_a_table_of_two_columns_of_text_stays_in_the_column_of_the_text() -> None:
    assert not fit(
        [], [_row("A term of three words", "What it means, told in a sentence or two. " * 3)], 2, room_of("a4")
    ).wide


def test_a_short_table_is_kept_on_one_page(printed: Printer) -> None:
    filler = "Line.\n\n" * 34
    rows = "".join(f"| row{number} | text |\n" for number in range(12))
    pages = printed({"index.md": f"# T\n\n{filler}| Heading | Other |\n|---|---|\n{rows}"}).text().split("\f")

    assert [page for page in pages if "row0" in page] == [page for page in pages if "row11" in page]


def _wide(columns: int, word: str = "бәсекелестік", rows: int = 9) -> str:
    body = "|".join(["", *"x" * columns]) + "|\n"
    return "|" + "|".join([word] * columns) + "|\n" + "|---" * columns + "|\n" + body * rows


def test_of_a_wide_table_with_few_rows_the_columns_are_printed_as_rows(printed: Printer) -> None:
    months = (
        "| Month | " + " | ".join(f"Month number {number}" for number in range(1, 15)) + " |\n" + "|---" * 15 + "|\n"
    )
    book = printed({"index.md": f"# T\n\n{months}| Rain | " + " | ".join(map(str, range(101, 115))) + " |\n"})

    assert "#turned[" not in book.source
    assert "Month Rain Month number 1 101 Month number 2 102" in book.words()


def test_a_table_too_wide_for_the_page_stands_on_a_turned_one_within_its_margins(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\nBefore.\n\n{_wide(8)}\nAfter."})

    assert book.warnings == ""
    with pymupdf.open(book.pdf) as pdf:
        shapes = [page.rect.width > page.rect.height for page in pdf if "бәсекелестік" in page.get_text()]
        words = [word for page in pdf for word in page.get_text("words") if word[4] == "бәсекелестік"]
        upright = [page.rect.width < page.rect.height for page in pdf if "After." in page.get_text()]
    assert shapes == [True]
    assert upright == [True]
    assert len(words) == 8
    ordered = sorted(words)
    assert all(left[2] < right[0] for left, right in pairwise(ordered)), "no word runs into another"


def test_a_table_that_no_page_has_room_for_is_told_with_its_line(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{_wide(16)}"})

    assert "index.md:3: WARNING: the table has 16 columns, more than the page has room for" in book.warnings
    assert "[typst.table]" in book.warnings


def test_a_note_in_a_repeated_header_is_one_note(printed: Printer) -> None:
    rows = "".join(f"| row {number} | text |\n" for number in range(90))
    head = "| Heading[^n] | [Other](https://example.org) |\n|---|---|\n"
    book = printed({"index.md": f"# T\n\nFirst[^m].\n\n{head}{rows}\n[^m]: A note.\n[^n]: The note."})
    text = book.text()

    assert text.count("The note.") == 1
    assert text.count("Heading2") >= 2, "the mark is repeated"
    with pymupdf.open(book.pdf) as pdf:
        addresses = [link["uri"] for page in pdf for link in page.get_links() if "uri" in link]
    assert addresses == ["https://example.org"]
    assert sum("Heading" in page for page in text.split("\f")) >= 2


@pytest.mark.parametrize(("before", "is_turned"), [("", True), ("- item\n\n  ", False), ("> ", False)])
def test_a_table_within_a_list_or_a_quotation_is_not_turned(printed: Printer, before: str, is_turned: bool) -> None:
    indentation = " " * len(before.rsplit("\n", 1)[-1]) if not before.startswith(">") else before
    table = _wide(8).replace("\n", f"\n{indentation}").rstrip("> ")
    book = printed({"index.md": f"# T\n\n{before}{table}"})

    assert ("#turned[" in book.source) is is_turned


def test_what_is_wrong_in_a_repeated_header_is_told_once(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n| a ![](chart.svg) [x](https://example.org) |\n|---|\n| 1 |\n"})

    assert book.warnings.count("has no alternative text") == 1


# Texts, what the letters of the source do not tell, and letters that are wide or narrow.
TEXTS = {
    *("a river and a road", "шетелдіктердің қатысуымен", "`https://example.org/a/long/path`"),
    *("![A bar](chart.svg)", r"$\frac{\mathrm{number}}{\mathrm{of\ all}}$"),
}
LETTERS = {"a b", "WWWW MMMM WWWW", "illicit, i.e. till", "ШЩЮЖ ЩЩЩЩЩ ЮЮЮ"}


@pytest.mark.parametrize(
    ("hint", "paper", "cells"),
    [
        ("natural", "a5", TEXTS | LETTERS),
        ("natural", "us-letter", TEXTS | LETTERS),
        ("long", "a4", TEXTS),
        ("long", "us-letter", TEXTS),
    ],
)
def test_what_is_told_of_a_table_is_what_laying_it_out_tells(
    printed: Printer, hint: str, paper: str, cells: set[str]
) -> None:
    text = "# T\n"
    for cell in sorted(cells):
        for columns, rows, times in ((2, 3, 1), (3, 9, 1), (2, 40, 1), (3, 3, 3), (3, 12, 6), (5, 18, 2)):
            line = "|" + f" {' '.join([cell] * times)} |" * columns + "\n"
            text += "\nNext.\n\n" + line + "|---" * columns + "|\n" + line * rows
    book = printed({"index.md": text}, typst_paper=paper)
    measured = book.folder / "measured.typ"
    measured.write_text(re.sub(rf"{hint}: (true|false),", "", book.source), encoding="utf-8")
    assert f"{hint}: false" in book.source

    compile_pdf(measured, FONT_FOLDERS, ())

    with pymupdf.open(book.pdf) as told, pymupdf.open(measured.with_suffix(".pdf")) as found:
        assert [page.get_text("words") for page in told] == [page.get_text("words") for page in found]
