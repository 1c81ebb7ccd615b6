"""All documents become one, in the order of the contents."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.utils import new_document
from printing import CHAPTERS, Printer  # type: ignore[import-not-found]

from press.builders.typst.assemble import join_sources


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


def test_a_document_that_two_contents_name_is_printed_once(printed: Printer) -> None:
    documents = {
        "index.md": "# T\n\n```{toctree}\na\nb\n```",
        "a.md": "# A\n\n```{toctree}\nb\n```",
        "b.md": "# B",
    }

    assert printed(documents, suppress_warnings=["toc"]).source.count("// b\n") == 1


def test_contents_in_a_circle_end(printed: Printer) -> None:
    documents = {"index.md": "# T\n\n```{toctree}\na\n```", "a.md": "# A\n\n```{toctree}\nindex\n```"}

    assert re.findall("^// (.*)", printed(documents, suppress_warnings=["toc"]).source, re.MULTILINE) == ["index", "a"]


@pytest.mark.parametrize(("name", "is_joined"), [("source", True), ("my-source", True), ("resource", False)])
def test_the_source_of_a_table_is_part_of_it(name: str, is_joined: bool) -> None:
    table, source = nodes.table(), nodes.paragraph("", "From there.", classes=[name])
    document = new_document("a")
    document += [table, source]
    join_sources(document)

    assert (source.parent is table) is is_joined


def test_a_source_that_follows_no_table_stays() -> None:
    sources = [nodes.paragraph("", "From there.", classes=["source"]) for _ in range(2)]
    document = new_document("a")
    document += [sources[0], nodes.paragraph("", "Text."), sources[1]]
    join_sources(document)

    assert [source.parent for source in sources] == [document, document]
