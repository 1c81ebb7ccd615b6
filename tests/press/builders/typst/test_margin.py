"""Notes in the margin: beside what they belong to, never over each other, nor over what takes both columns."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pymupdf
import pytest
from support.printing import Printer  # type: ignore[import-not-found]

MILLIMETRE = 72 / 25.4
# Where the margin begins, and the foot of the page, by decision 0027.
MARGIN, FOOT = (24 + 108) * MILLIMETRE, (297 - 28) * MILLIMETRE
SAID = "What is said.\n\n{.its-source}\nThe source of it, in more than one line of the margin.\n\n"
WIDE = ":::{figure} chart.svg\n:alt: A bar\n:width: 100%\n\nA chart\n:::\n\n"
EXTENSIONS = ["attrs_block", "colon_fence"]


def lines_of(path: Path) -> list[list[tuple[str, pymupdf.Rect]]]:
    """The lines of each page, with their places."""
    with pymupdf.open(path) as pdf:
        blocks = [page.get_text("dict")["blocks"] for page in pdf]
    return [
        [
            # Without the leading of the typeface, by which lines reach over each other.
            ("".join(span["text"] for span in line["spans"]), pymupdf.Rect(line["bbox"]) + pymupdf.Rect(0, 2, 0, -2))
            for block in of
            for line in block.get("lines", [])
        ]
        for of in blocks
    ]


@pytest.mark.parametrize("lines", [0, 20, 22, 24, 26, 28])
def test_none_stands_over_another_a_chart_or_the_foot_of_the_page(printed: Printer, lines: int) -> None:
    text = "# T\n\n" + "A word.\n\n" * lines + SAID * 4 + WIDE + SAID
    book = printed({"index.md": text}, myst_enable_extensions=EXTENSIONS, typst_contents_depth=0, numfig=True)
    begun = 0
    for page in lines_of(book.pdf):
        notes = [place for said, place in page if place.x0 > MARGIN and len(said) > 3 and place.y1 < FOOT + 3]
        begun += sum(said.startswith("The source") for said, place in page if place in notes)
        charts = [place for said, place in page if said.startswith("Fig. 1")]
        assert not any(one.intersects(other) for one, other in combinations(notes, 2))
        # What comes before the chart ends above it, what comes after begins below its caption.
        assert not any(note.y0 < chart.y1 and note.y1 > chart.y0 for note in notes for chart in charts)
    assert (begun, book.warnings) == (5, "")


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_note_begins_beside_its_paragraph_and_on_small_paper_below_it(printed: Printer, paper: str) -> None:
    book = printed({"index.md": f"# T\n\n{SAID}"}, myst_enable_extensions=EXTENSIONS, typst_paper=paper)
    places = {said: place for page in lines_of(book.pdf) for said, place in page}
    (note,), said = (place for said, place in places.items() if said.startswith("The source")), places["What is said."]
    if paper == "a4":
        assert note.x0 > MARGIN and abs(note.y0 - said.y0) < 4
    else:
        assert note.x0 == pytest.approx(said.x0, abs=1) and note.y0 > said.y0


def test_words_that_wait_for_a_click_are_a_page_number(printed: Printer) -> None:
    other = "# Other\n\n```{raw} typst\n#pagebreak()\n```\n\n(there)=\n## There\n\nText."
    text = "# T\n\nSee [[more](#there)]{.page-reference}.\n\n```{toctree}\nother\n```"
    documents = {"index.md": text, "other.md": other}
    book = printed(documents, myst_enable_extensions=["attrs_inline"], typst_contents_depth=0)
    assert "See page 2." in book.words()
