"""Blocks of text, lists and sections in the PDF."""

from __future__ import annotations

import re

import pikepdf
import pytest
from printing import Printer  # type: ignore[import-not-found]


def test_a_quotation_has_its_source(printed: Printer) -> None:
    assert "Said. — Someone" in printed({"index.rst": "T\n=\n\n.. epigraph::\n\n   Said.\n\n   -- Someone\n"}).words()


def test_admonitions_have_titles_in_the_language_of_the_book(printed: Printer) -> None:
    text = "# T\n\n:::{note}\nA\n:::\n\n:::{warning}\nB\n:::\n\n:::{admonition} Own\nC\n:::\n\n:::{seealso}\nD\n:::"
    book = printed({"index.md": text}, language="kk")

    for title in ("Ескертпе", "Ескерту", "Own", "Тағы қараңыз"):
        assert f"title: [{title}]" in book.source


@pytest.mark.parametrize(
    ("rst", "expected"),
    [
        ("One\nline.\n\nAnother.", "One line.\n\nAnother."),
        (".. rst-class:: my-source\n\nFrom there.", "#small-print[From there.];"),
        (".. rst-class:: my-headline\n\nNews.", "#rubric[News.];"),
        (".. rubric:: Aside", "#rubric[Aside];"),
        (".. centered:: Middle", "#rubric[Middle];"),
        ("One.\n\n----\n\nTwo.", "One.\n\n#transition()\n\nTwo."),
        (".. topic:: Of rain\n\n   It falls.", "#admonition(title: [Of rain])[It falls.];"),
        (".. sidebar:: Rain\n   :subtitle: In May\n\n   Wet.", "#admonition(title: [Rain. In May])[Wet.];"),
        (".. deprecated:: 2.0\n   Rain.", "#aside[Deprecated since version 2.0: Rain.];"),
        (".. note:: Mind.", "#admonition(title: [Note])[Mind.];"),
        (".. danger:: Mind.", '#admonition(title: [Danger], tone: "urgent")[Mind.];'),
        (".. admonition:: Own\n   :class: warning\n\n   Mind.", '#admonition(title: [Own], tone: "urgent")[Mind.];'),
        (".. compound::\n\n   One.\n\n   Two.", "One.\n\nTwo."),
        (".. highlight:: python\n\nText.", "Text."),
    ],
    ids=lambda text: text.splitlines()[0] if text else "nothing",
)
def test_a_block_has_the_form_of_its_kind(printed: Printer, rst: str, expected: str) -> None:
    book = printed({"index.rst": f"T\n=\n\n{rst}\n"})

    assert book.body == expected
    assert book.warnings == ""


def test_the_contents_of_one_document_are_left_out(printed: Printer) -> None:
    assert printed({"index.rst": "T\n=\n\n.. contents::\n\nUnder\n-----\n"}).source.count("Under") == 1


def test_a_transition_before_footnotes_alone_is_left_out(printed: Printer) -> None:
    assert "#transition" not in printed({"index.rst": "T\n=\n\nA [#a]_.\n\n----\n\n.. [#a] Note.\n"}).source


def test_lists_keep_their_numbers_and_nesting(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n3) three\n4) four\n   - inner\n\n- a\n\n  more\n- b"})

    assert 'tight: true, start: 3, numbering: "1)"' in book.source
    assert "3) three 4) four • inner • a more • b" in book.words()


def test_definitions_and_fields_print_term_and_text(printed: Printer) -> None:
    rst = "T\n=\n\nTerm : class\n   Meaning.\n\nText.\n\n:name: value\n\n| one\n|   two\n"
    words = printed({"index.rst": rst}).words()

    for expected in ("Term class Meaning.", "name value", "one two"):
        assert expected in words


@pytest.mark.parametrize(
    ("rst", "expected"),
    [
        ("- a\n- b", "#list([a],\n[b],\ntight: true)"),
        ("- a\n\n  b\n- c", "#list([a\n\nb],\n[c],\ntight: false)"),
        ("- a\n\n  - b", "#list([a\n\n#list([b],\ntight: true)],\ntight: true)"),
        ("5. a\n6. b", '#enum([a],\n[b],\ntight: true, start: 5, numbering: "1.")'),
        ("(c) a\n(d) b", '#enum([a],\n[b],\ntight: true, start: 3, numbering: "(a)")'),
        ("II. a\nIII. b", '#enum([a],\n[b],\ntight: true, start: 2, numbering: "I.")'),
        ("Rain\n  Water.", "#definition(term: [Rain])[Water.];"),
        ("Rain : noun : wet\n  Water.", "#definition(term: [Rain#classifier[noun];#classifier[wet];])[Water.];"),
        (".. A comment\n\n:Place: Oral", "#field(name: [Place])[Oral];"),
        ("| One\n|   Two\n| Three", "#verse[One#linebreak();\n#h(1.5em);Two#linebreak();\nThree];"),
        (".. glossary::\n\n   Rain\n   Shower\n     Water.", "#definition(term: [Rain#linebreak();Shower])[Water.];"),
        (".. py:function:: f(x)\n\n   Does it.", '#raw("f(x)");\n\nDoes it.'),
        (".. acks::\n\n   * Abay", "#list([Abay],\ntight: true)"),
    ],
    ids=lambda text: text.splitlines()[0],
)
def test_a_list_has_the_form_of_its_kind(printed: Printer, rst: str, expected: str) -> None:
    book = printed({"index.rst": f"T\n=\n\n{rst}\n"})

    assert book.body == expected
    assert book.warnings == ""


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
