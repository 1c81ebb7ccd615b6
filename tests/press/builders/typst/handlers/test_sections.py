"""Documents, sections and parts have the headings that readers are led by."""

from __future__ import annotations

import re

import pikepdf
from printing import Printer  # type: ignore[import-not-found]


def test_sections_carry_the_numbers_of_sphinx(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n", "a.md": "# A\n\n## B"})

    assert '#heading(level: 1, numbering: (..) => "1")[A]' in book.source
    assert '#heading(level: 2, numbering: (..) => "1.1")[B]' in book.source


def test_each_page_names_its_chapter_once_at_its_head(printed: Printer) -> None:
    filler = "\n\n".join(["Filler."] * 30)
    documents = {f"{name}.md": f"# Chapter {name}\n\n{filler}" for name in "ab"}
    contents = "# T\n\n```{toctree}\na\nb\n```"
    book = printed({"index.md": contents, **documents}, typst_paper="a6", typst_contents_depth=0)
    title, begin, *pages = book.text().split("\f")

    assert [page.splitlines()[0] for page in pages] == ["Chapter a", "Chapter a", "Chapter b", "Chapter b"]
    assert all(page.count("Chapter") == 1 for page in pages)
    assert "Chapter" not in title + begin


TWO = {
    "index.md": "# One\n\n```{toctree}\ntwo\n```\n\nSee {doc}`two` and {ref}`there <spot>`, [out](https://example.org/?a=1#b).",
    "two.md": "# Two\n\n(spot)=\n## Spot\n\nBack to {doc}`index`.",
}


def test_bookmarks_follow_the_headings(printed: Printer) -> None:
    with pikepdf.open(printed(TWO).pdf) as pdf, pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]

    assert titles == [("Contents", []), ("One", []), ("Two", [("Spot")])]


DEEP = {
    "index.md": "# T\n\n```{toctree}\na\n```",
    "a.md": "# A\n\n## Under a\n\n```{toctree}\nb\n```",
    "b.md": "# B\n\n## Under b",
}


def test_documents_below_others_are_sections_of_theirs(printed: Printer) -> None:
    headings = re.findall(r"#heading\(level: (\d)\)\[(.*?)\]", printed(DEEP).source)

    assert headings == [("1", "T"), ("1", "A"), ("2", "Under a"), ("2", "B"), ("3", "Under b")]


def test_each_document_is_named_in_a_comment_and_only_chapters_count_their_notes_anew(printed: Printer) -> None:
    lines = printed(DEEP).source.splitlines()

    begun = {line: lines[at + 1] == "#begin-document();" for at, line in enumerate(lines) if line.startswith("// ")}
    assert begun == {"// index": True, "// a": True, "// b": False}


def test_a_part_has_a_heading_of_its_own(printed: Printer) -> None:
    contents = ".. toctree::\n   :caption: One & all\n\n   a\n\n.. toctree::\n   :caption: Two\n\n   b\n"
    book = printed({"index.rst": f"T\n=\n\n{contents}", "a.md": "# A", "b.md": "# B"})

    assert "#part[One & all];" in book.source


def test_a_heading_that_is_linked_to_bears_the_label(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n(there)=\n## Under\n\n[x](#there)"})

    assert re.search(r'#heading\(level: 2\)\[Under\]#label\("(.+)"\)\s+#link\(label\("\1"\)\)\[x\]', book.source)


def test_a_heading_of_markup_keeps_it(printed: Printer) -> None:
    assert "#heading(level: 1)[Of #emph[rain]; \\#1]" in printed({"index.md": "# Of *rain* #1"}).source
