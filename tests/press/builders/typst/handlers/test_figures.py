"""Figures and images: widths, words to be read out, legends."""

from __future__ import annotations

from textwrap import indent

import pymupdf
import pytest
from printing import Printer  # type: ignore[import-not-found]

FIGURE = ":::{figure} chart.svg\n:name: fig\n:alt: A bar\n\nCaption *here*.\n\nSource: me.\n:::\n"


def test_a_caption_stands_over_what_is_shown_and_a_legend_under_it(printed: Printer) -> None:
    words = printed({"index.md": f"# T\n\n{FIGURE}"}).words()

    assert "Caption here. Үлесі ₸ Source: me." in words


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


def test_a_linked_image_prints_its_address(printed: Printer) -> None:
    rst = "T\n=\n\n.. image:: chart.svg\n   :alt: a\n   :target: https://example.org/x\n"

    assert '#image-link("https://example.org/x"' in printed({"index.rst": rst}).source


def _wide(columns: int, word: str = "бәсекелестік") -> str:
    return "|" + "|".join([word] * columns) + "|\n" + "|---" * columns + "|\n" + "|".join(["", *"x" * columns]) + "|\n"


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


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('width="50%"', "width: 50%"),
        ('width="96"', "width: 72pt"),
        ('width="1.5in"', "width: 1.5in"),
        ('height="2cm"', "height: 2cm"),
        ('height="50%"', None),
        ('width="2pc"', "width: 24pt"),
        ('width="2ex"', None),
    ],
)
def test_a_size_is_one_of_typst_or_told(printed: Printer, given: str, expected: str | None) -> None:
    html = f'<img src="chart.svg" alt="A bar" {given}>'
    book = printed({"index.md": f"# T\n\n{html}"}, myst_enable_extensions=["html_image"])

    assert ("width:" in book.body or "height:" in book.body) is (expected is not None)
    assert (expected or "") in book.body
    assert ("is not understood" in book.warnings) is ("%" not in given and expected is None)
