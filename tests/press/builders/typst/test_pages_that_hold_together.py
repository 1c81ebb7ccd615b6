"""What belongs together stays on one page: introductions with their lists, records, captions with their figures."""

from __future__ import annotations

import pytest
from support.printing import Printed, Printer  # type: ignore[import-not-found]

LINES = "Filler of the page, again and again. "
RECORD = ":::{container} keep-together\nA record of two lines\n\nand its facts.\n:::"


@pytest.fixture
def filled(printed: Printer):
    """Prints what follows after so many paragraphs of one line each."""

    def build(lines: int, text: str) -> Printed:
        filler = "\n\n".join(["Filler."] * lines)
        return printed({"index.md": f"# T\n\n{filler}\n\n{text}"}, typst_paper="a6", typst_contents_depth=0)

    return build


@pytest.mark.parametrize("lines", [9, 10, 11, 12, 13])
@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("Introduced:\n\n- An item.\n- Another.", "Introduced:", "An item."), (RECORD, "A record", "its facts.")],
)
def test_they_stand_on_one_page_wherever_the_page_ends(filled, lines: int, text: str, first: str, second: str) -> None:
    pages = filled(lines, text).text().split("\f")
    assert [first in page for page in pages] == [second in page for page in pages]


def test_a_long_paragraph_before_a_list_is_no_introduction(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{LINES * 8}\n\n- An item."})
    assert "#lead-in" not in book.source


def test_an_introduction_after_a_paragraph_is_indented_as_others(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nBefore.\n\nIntroduced:\n\n- An item."})
    assert "#lead-in(indented: true)[Introduced:];" in book.source


@pytest.mark.parametrize("lines", [8, 9, 10, 11])
def test_a_long_table_begins_on_the_page_of_its_caption(filled, lines: int) -> None:
    rows = "\n".join(f"| row {number} |" for number in range(1, 30))
    pages = filled(lines, f"```{{table}} A long table\n| Head |\n|---|\n{rows}\n```").text().split("\f")
    assert ["A long table" in page for page in pages] == ["row 1\n" in page for page in pages]


@pytest.mark.parametrize(("lines", "is_shared"), [(3, True), (40, False)])
def test_a_chapter_runs_on_only_where_a_third_of_a_page_is_free(printed: Printer, lines: int, is_shared: bool) -> None:
    documents = {
        "index.md": "# T\n\n```{toctree}\na\nb\n```",
        "a.md": "# A\n\n" + "Filler.\n\n" * lines,
        "b.md": "# Beta\n\nText.",
    }
    pages = printed(documents, typst_front_matter=["index"]).pages()
    assert ["Filler." in page for page in pages if "Beta Text." in page] == [is_shared]
