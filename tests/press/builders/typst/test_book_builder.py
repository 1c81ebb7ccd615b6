"""Images are copied beside the source, and addresses on the site found."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pymupdf
import pytest
from printing import CHART, Printer  # type: ignore[import-not-found]

from press.builders.typst.book_builder import BookBuilder


def test_two_images_of_one_name_do_not_replace_each_other(printed: Printer, tmp_path: Path) -> None:
    other = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    book = printed({"index.md": "# T\n\n![a](chart.svg)\n\n![b](x/chart.svg)", "x/chart.svg": other})

    assert (book.folder / "images" / "chart-1.svg").read_text() == other


def test_an_image_stands_beside_the_document_or_in_the_folder_of_the_book(printed: Printer) -> None:
    documents = {
        "index.md": "# T\n\n```{toctree}\nx/a\n```",
        "x/a.md": "# A\n\n![a](own.svg) ![b](/chart.svg) ![c](../chart.svg)",
        "x/own.svg": CHART,
    }
    book = printed(documents)

    assert re.findall(r'"images/(.*?)"', book.source) == ["own.svg", "chart.svg", "chart.svg"]
    assert book.warnings == ""


def test_of_several_kinds_of_an_image_a_drawing_is_taken(printed: Printer) -> None:
    square = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8), 0).tobytes("png")
    rst = "T\n=\n\n.. image:: plot.*\n   :alt: a\n"

    assert '"images/plot.svg"' in printed({"index.rst": rst, "plot.svg": CHART, "plot.png": square}).source


def test_a_kind_of_image_that_no_archive_keeps_is_told(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n![What it shows](a.pdf)", "a.pdf": b"%PDF-1.4"})

    assert "a.pdf" in book.warnings
    assert "index.md:3: WARNING" in book.warnings
    assert "What it shows" in book.words()


@pytest.mark.parametrize("base", ["https://site.example", "https://site.example/"])
@pytest.mark.parametrize(
    ("address", "docname", "url"),
    [
        ("a.html#b", "", "https://site.example/a.html#b"),
        ("file.csv", "x/a", "https://site.example/x/file.csv"),
        ("../file.csv", "x/a", "https://site.example/file.csv"),
        ("#here", "x/a", "https://site.example/x/a.html#here"),
    ],
)
def test_addresses_are_relative_to_the_site_or_to_a_page_of_it(base: str, address: str, docname: str, url: str) -> None:
    builder = object.__new__(BookBuilder)
    builder.config = SimpleNamespace(typst_base_url=base)  # type: ignore[assignment]
    builder._site = SimpleNamespace(get_target_uri=lambda name: f"{name}.html")  # type: ignore[assignment]

    assert builder.site_url(address, docname) == url
