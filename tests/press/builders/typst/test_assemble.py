"""The documents of a book as one, in order."""

from __future__ import annotations

import re

import pikepdf
import pymupdf
import pytest
from support.printing import CHAPTERS, Printed, Printer, run_sphinx  # type: ignore[import-not-found]  # type: ignore[import-not-found]

INDEX = """# The book

*What it is*

Preface.

```{toctree}
:caption: Part A

sources
a
```

```{toctree}
:caption: Part B

b
```

```{toctree}
:caption: Part C

about
```
"""


FIGURE = "```{figure} picture.png\n:alt: A square\n\nA square of grey. Nothing else is to be seen.\n```"
DOCUMENTS = {
    "index": INDEX,
    "a": f"# Alpha\n\nText.\n\n## Under alpha\n\n{FIGURE}",
    "b": "# Beta\n\n```{table} A table.\n| a | b |\n|---|---|\n| 1 | 2 |\n```",
    "sources": "# Sources\n\nThe sources.",
    "about": "# About\n\nThe end.",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("book")
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    square = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8), 0)
    (folder / "picture.png").write_bytes(square.tobytes("png"))
    settings = {
        "typst_title": "The book",
        "typst_subtitle": "What it is",
        "typst_imprint": ["Printed by us.", ("Licence", "None")],
        "typst_front_matter": ["index"],
        "typst_back_matter": ["about", "sources"],
        "typst_chapter_numbers": True,
        "typst_lists": ["figures", "tables"],
    }
    return run_sphinx(folder, folder / "out", settings)


def test_the_matter_stands_in_its_order(book: Printed) -> None:
    starts = [
        next(place for place, page in enumerate(book.pages()) if begin in page)
        for begin in (
            "Contents What",
            "Figures Fig. 1",
            "Preface.",
            "Part A 1 Alpha Text.",
            "Printed by us.",
        )
    ]
    assert starts == sorted(set(starts))
    assert book.words().index("Under alpha") < book.words().rindex("Part B 2 Beta")
    assert re.search("Figures Fig. 1.* Tables Table 1", book.pages()[starts[1]]), "the lists share a page"
    assert book.words().index("The end.") < book.words().index("The sources.") < book.words().index("Printed by us.")


def test_front_matter_called_as_the_book_has_the_subtitle_for_its_heading(book: Printed) -> None:
    (front,) = (page for page in book.pages() if "Preface." in page)
    assert front.startswith("What it is Preface.")
    assert front.count("What it is") == 1


def test_parts_whose_documents_are_all_elsewhere_vanish(book: Printed) -> None:
    assert "Part B" in book.words()
    assert "Part C" not in book.words()


def test_lists_repeat_the_first_sentence_of_a_caption(book: Printed) -> None:
    listed = next(page for page in book.pages() if page.startswith("Figures"))
    assert "Fig. 1. A square of grey" in listed
    assert "Nothing else" not in listed
    assert "A square of grey. Nothing else is to be seen." in book.words()


def test_front_matter_is_counted_in_roman_numbers_and_the_chapters_from_one(book: Printed) -> None:
    with pikepdf.open(book.pdf) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels == ["i", "ii", "iii", "iv", "1", "2", "3", "4"]


def test_chapters_follow_the_contents(printed: Printer) -> None:
    words = printed(CHAPTERS).words()
    order = ["First text.", "Part A", "Chapter b", "Below b", "Chapter a", "Under a", "Part B", "Chapter c"]
    places = [words.rindex(heading) for heading in order]

    assert places == sorted(places)


def test_one_table_of_contents_makes_no_parts(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n.. toctree::\n   :caption: Contents:\n\n   a\n", "a.md": "# A"})

    assert "#part[" not in book.source


def test_excluded_documents_are_left_out_and_those_below_them_stay(printed: Printer) -> None:
    words = printed(CHAPTERS, typst_exclude=["b", "c"]).words()

    assert "Chapter b" not in words
    assert "Below b" in words
    assert "Part B" not in words
