"""All documents become one, in the order of the contents."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]

CHAPTERS = {
    "index.rst": "First\n=====\n\nFirst text.\n\n.. toctree::\n   :caption: Part A\n\n   b\n   a\n\n.. toctree::\n   :caption: Part B\n\n   c\n",
    "a.md": "# Chapter a\n\n## Under a",
    "b.md": "# Chapter b\n\n```{toctree}\nbelow\n```",
    "below.md": "# Below b",
    "c.md": "# Chapter c",
}


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
