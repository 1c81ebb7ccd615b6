"""Figures, tables, their numbers, captions and legends."""

from __future__ import annotations

from itertools import pairwise
from textwrap import indent

import pymupdf
import pytest
from printing import Printer  # type: ignore[import-not-found]

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


def test_a_legend_stands_under_the_caption(printed: Printer) -> None:
    words = printed({"index.md": f"# T\n\n{FIGURE}"}).words()

    assert "Caption here. Source: me." in words


def test_the_text_of_a_chart_is_set_in_the_books_typeface(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{FIGURE}"})

    assert "Үлесі ₸" in book.words()


def test_an_image_without_alternative_text_is_a_warning_and_takes_its_caption(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n:::{figure} chart.svg\nOnly a caption\n:::\n"})

    assert "index.md:3: WARNING: the image 'chart.svg' has no alternative text; say" in book.warnings
    assert 'alt: "Only a caption"' in book.source


def test_widths_in_pixels_are_inches_of_96(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n:::{image} chart.svg\n:alt: a\n:width: 96px\n:::\n"})

    assert "width: 72pt" in book.source


def test_cells_span_columns_and_rows(printed: Printer) -> None:
    rst = "T\n=\n\n+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d     |\n+-------+\n"
    source = printed({"index.rst": rst}).source

    assert "table.cell(rowspan: 2)[a]" in source
    assert "table.cell(colspan: 2)[d]" in source


def test_a_header_row_is_a_table_header(printed: Printer) -> None:
    assert "header: ([#head[A];], [#head[B];])" in printed({"index.md": f"# T\n\n{TABLE}"}).source


def test_numbers_stand_to_the_right_with_their_heading(printed: Printer) -> None:
    table = "T\n=\n\n.. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - x\n     - .. rst-class:: num\n\n       1\n"
    source = printed({"index.rst": table}).source

    assert "table.cell(align: right)[#num[1];]" in source
    assert "table.cell(align: right)[#head[B];]" in source


def test_the_colons_of_markdown_align_cells(printed: Printer) -> None:
    source = printed({"index.md": "# T\n\n| A | B |\n|:-:|--:|\n| x | 1 |\n"}).source

    assert "table.cell(align: center)[x], table.cell(align: right)[1]" in source


def test_the_header_of_a_long_table_is_repeated_on_each_page(printed: Printer) -> None:
    rows = "".join(f"| row {number} | text |\n" for number in range(90))
    text = printed({"index.md": f"# T\n\n| Heading | Other |\n|---|---|\n{rows}"}).text()

    assert sum("Heading" in page for page in text.split("\f")) >= 2


def test_a_short_table_is_kept_on_one_page(printed: Printer) -> None:
    filler = "Line.\n\n" * 34
    rows = "".join(f"| row{number} | text |\n" for number in range(12))
    pages = printed({"index.md": f"# T\n\n{filler}| Heading | Other |\n|---|---|\n{rows}"}).text().split("\f")

    assert [page for page in pages if "row0" in page] == [page for page in pages if "row11" in page]


def test_the_paragraph_that_names_the_source_of_a_table_is_its_legend(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{TABLE}\n```{{rst-class}} my-source\n```\nSource: them.\n"})

    assert "legend: [Source: them.]" in book.source


def test_a_linked_image_prints_its_address(printed: Printer) -> None:
    rst = "T\n=\n\n.. image:: chart.svg\n   :alt: a\n   :target: https://example.org/x\n"

    assert '#image-link("https://example.org/x"' in printed({"index.rst": rst}).source


def _wide(columns: int, word: str = "бәсекелестік") -> str:
    return "|" + "|".join([word] * columns) + "|\n" + "|---" * columns + "|\n" + "|".join(["", *"x" * columns]) + "|\n"


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


def test_a_wide_table_in_a_box_is_not_turned(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n:::{{note}}\n{_wide(6)}\n:::"})

    assert "#turned" not in book.source
    assert 'type: "small"' in book.source


CELLS = "| Бағанның аты | `a_file_name.csv` |\n|---|---|\n| `code` and **bold** | 1 |\n"
DENSE = "```{list-table} T\n:class: dense\n:widths: 1 3\n\n* - `code`\n  - Words\n```\n"


@pytest.mark.parametrize(
    "table",
    [
        CELLS,
        DENSE,
        _wide(8),
        f":::{{note}}\n{_wide(6)}\n{CELLS}\n:::",
        f"- An item\n\n  - Below\n\n{indent(CELLS, '    ')}",
    ],
    ids=["ordinary", "dense", "wide", "in a box", "in a list"],
)
def test_no_table_is_set_in_type_below_eight_points(printed: Printer, table: str) -> None:
    book = printed({"index.md": f"# T\n\n{table}"})

    with pymupdf.open(book.pdf) as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    sizes = {span["size"] for block in blocks for line in block.get("lines", []) for span in line["spans"]}
    assert min(sizes) >= 8


def test_the_class_landscape_turns_a_figure_or_a_table(printed: Printer) -> None:
    figure = ":::{figure} chart.svg\n:alt: a\n:figclass: landscape\n\nCaption.\n:::\n"
    table = ":::{list-table} Title\n:class: landscape\n\n* - A\n:::\n"
    book = printed({"index.md": f"# T\n\n{figure}\n{table}"})

    assert book.source.count("#turned[") == 2


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
