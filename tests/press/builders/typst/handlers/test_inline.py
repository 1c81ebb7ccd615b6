"""Text, inline nodes, links, footnotes and entries of a bibliography in the PDF."""

from __future__ import annotations

import re

import pytest
from printing import (  # type: ignore[import-not-found]
    Printer,  # type: ignore[import-not-found]
)


def test_forms_of_words_are_kept(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n*a* **b** `c d` {sub}`e` {sup}`f` ~~g~~ {abbr}`HT (Hyper)`"})

    for expected in (
        "#emph[a]",
        "#strong[b]",
        '#raw("c d")',
        "#sub[e]",
        "#super[f]",
        "#strike[g]",
        "HT (Hyper)",
    ):
        assert expected in book.source
    assert book.warnings == ""


def test_markup_of_typst_in_the_text_is_printed_as_it_is(printed: Printer) -> None:
    text = "#emph(x) $5 @you <tag> [br] ~ = - + // 1986. http://x.org/a_b"
    escaped = text.replace("<", "\\<").replace("[", "\\[").replace("$", "\\$").replace("~", "\\~")
    book = printed({"index.md": f"# T\n\n{escaped}\n\n1986\\. A year\n\n\\= no heading\n\n\\- no item"})

    for expected in (text, "1986. A year", "= no heading", "- no item"):
        assert expected in book.words()


def test_what_is_for_the_screen_only_is_left_out(printed: Printer) -> None:
    text = "# T\n\n:::{container} only-html\nHidden\n\n(there)=\n## Gone\n:::\n\n<b>x</b> <div>y</div>\n\nSeen"
    book = printed({"index.md": text})

    assert "Hidden" not in book.source
    assert "Seen" in book.words()


def test_raw_typst_is_passed_on(printed: Printer) -> None:
    text = "# T\n\n```{raw} typst\n#text(fill: red)[Raw]\n```\n\n```{raw} html\n<i>no</i>\n```"
    book = printed({"index.md": text})

    assert "#text(fill: red)[Raw]" in book.source
    assert "no" not in book.words()


def test_a_number_keeps_its_ending_on_the_line(printed: Printer) -> None:
    text = " ".join(f"{'x' * (1 + number % 7)} {number}-кесте" for number in range(100, 400))
    lines = printed({"index.md": f"# T\n\n{text}"}).text(layout=True).splitlines()

    assert [line for line in lines if line.rstrip().endswith("-")] == []


def test_a_number_with_an_ending_never_breaks_over_a_line(printed: Printer) -> None:
    text = " ".join(f"{'ә' * (count % 9 + 1)} 10–177-орынға" for count in range(120))
    book = printed({"index.md": f"# T\n\n{text}"}, language="kk")

    assert book.text(layout=True).count("10–177-орынға") == 120


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a<br>b<br/>c", "a#linebreak();b#linebreak();c"),
        ("a <del>b</del>", "a #strike[b];"),
        ("a <s>b", "a b"),
        ("a <u>b</u>", "a b"),
        ("a <!-- b --> c", "a  c"),
        ("{kbd}`Ctrl`", "#key[Ctrl];"),
        ("[Ctrl]{.kbd}", "#key[Ctrl];"),
        ("{guilabel}`Save`", "#strong[Save];"),
        ("{manpage}`ls(1)`", "#emph[ls(1)];"),
        ("{file}`a/b`", '#raw("a/b");'),
        ("`a  b`", '#raw("a  b");'),
        ("[a]{.smallcaps}", "#smallcaps[a];"),
        ("[a]{.press-bound}", "#box[a];"),
        ("[a]{.line-through}", "#strike[a];"),
        ("[a]{.nothing-known}", "a"),
    ],
)
def test_a_piece_of_text_has_the_form_of_its_kind(printed: Printer, markdown: str, expected: str) -> None:
    enabled = ["attrs_inline", "tasklist", "strikethrough"]

    assert printed({"index.md": f"# T\n\n{markdown}"}, myst_enable_extensions=enabled).body == expected


def test_boxes_of_tasks_are_ticked_or_not(printed: Printer) -> None:
    assert "• ☑ a • ☐ b" in printed({"index.md": "# T\n\n- [x] a\n- [ ] b"}).words()


TWO = {
    "index.md": "# One\n\n```{toctree}\ntwo\n```\n\nSee {doc}`two` and {ref}`there <spot>`, [out](https://example.org/?a=1#b).",
    "two.md": "# Two\n\n(spot)=\n## Spot\n\nBack to {doc}`index`.",
}


def test_references_between_documents_are_links_within_the_book(printed: Printer) -> None:
    book = printed(TWO)

    assert '#link(label("two:"))[Two]' in book.source
    assert '#link(label("two:spot"))[there]' in book.source
    assert '#link(label("index:"))[One]' in book.source
    assert '#link("https://example.org/?a=1#b")[out]' in book.source
    assert book.warnings == ""


def test_links_to_documents_left_out_lead_to_the_site(printed: Printer) -> None:
    book = printed(TWO, typst_exclude=["tw*"], typst_base_url="https://site.example/en/")

    assert '#link("https://site.example/en/two.html")[Two]' in book.source
    assert '#link("https://site.example/en/two.html#spot")[there]' in book.source
    assert "Back to" not in book.words()


def test_without_an_address_of_the_site_they_are_plain_text(printed: Printer) -> None:
    book = printed(TWO, typst_exclude=["two"])

    assert "See Two and there, out." in book.words()


def test_a_link_to_what_is_not_printed_leads_to_its_document(printed: Printer) -> None:
    two = "# Two\n\n```{raw} html\n```\n\n:::{container} only-html\n(gone)=\nHidden\n:::\n\nText"
    book = printed({"index.md": "# One\n\n```{toctree}\ntwo\n```\n\n[x](#gone)", "two.md": two})

    assert book.pdf.is_file()


def test_a_footnote_stands_once_and_is_referred_to_twice(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nA[^n] and B[^n].\n\n[^n]: Note *text*.\n\n    Second paragraph."})

    assert book.source.count("Note #emph[text]") == 1
    assert '#again("index:n:note")' in book.source
    assert "A1 and B1." in book.words()
    assert "#transition()" not in book.source


def test_a_footnote_in_a_heading_is_not_repeated_in_the_contents(printed: Printer) -> None:
    filler = "Word. " * 4000
    text = printed({"index.md": f"# T[^n]\n\n{filler}\n\n[^n]: The note."}).text()

    assert text.count("The note.") == 1


def test_footnotes_in_captions_and_cells_print(printed: Printer) -> None:
    text = (
        ":::{figure} chart.svg\n:alt: a\n\nCaption[^a]\n:::\n\n| A |\n|---|\n| x[^b] |\n\n[^a]: Note a.\n[^b]: Note b."
    )
    words = printed({"index.md": f"# T\n\n{text}"}).words()

    assert "Note a." in words
    assert "Note b." in words


BIB = b"@book{smith, author={Smith, Ann}, title={A title}, year={2001}, publisher={Press}}"


def test_citations_lead_to_the_bibliography(printed: Printer) -> None:
    text = "# T\n\nAs {cite:t}`smith` says.\n\n```{bibliography}\n```"
    book = printed(
        {"index.md": text, "r.bib": BIB},
        extensions=["sphinxcontrib.bibtex"],
        bibtex_bibfiles=["r.bib"],
        bibtex_reference_style="author_year",
    )

    assert re.search(r'#link\(label\("(index:id\d)"\)\)\[2001\].*#citation\[#anchor\("\1"\)', book.source, re.DOTALL)
    assert "Ann Smith. A title. Press, 2001." in book.words()
    assert "mark:" not in book.source


def test_labels_are_printed_where_the_text_cites_by_label(printed: Printer) -> None:
    text = "# T\n\nAs {cite}`smith` says.\n\n```{bibliography}\n```"
    book = printed({"index.md": text, "r.bib": BIB}, extensions=["sphinxcontrib.bibtex"], bibtex_bibfiles=["r.bib"])

    assert "[Smi01] Ann Smith." in book.words()


def test_a_download_leads_to_the_site(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T\n\n{download}`file <data.csv>`", "data.csv": "a"},
        typst_base_url="https://site.example/",
    )

    assert '#link("https://site.example/_downloads/' in book.source
    assert 'data.csv")[#raw("file");]' in book.source


@pytest.mark.parametrize("address", ["https://site.example/en", "https://site.example/en/"])
def test_an_address_of_the_site_ends_with_a_slash_or_without(printed: Printer, address: str) -> None:
    text = "# T\n\n{doc}`two` {download}`file <data.csv>`\n\n```{toctree}\ntwo\n```"
    documents = {"index.md": text, "two.md": "# Two", "data.csv": "a"}
    book = printed(documents, typst_exclude=["two"], typst_base_url=address)

    assert '#link("https://site.example/en/two.html")[Two]' in book.source
    assert '#link("https://site.example/en/_downloads/' in book.source


@pytest.mark.parametrize(
    ("rst", "expected"),
    [
        ('`x <https://example.org/a?b="c">`_', r'#link("https://example.org/a?b=\"c\"")[x];'),
        ("me@example.org", r'#link("mailto:me@example.org")[me\@example.org];'),
        ("`x <data/file.csv>`_", '#link("https://site.example/en/data/file.csv")[x];'),
        ("`x <#nowhere>`_", "x"),
        (":download:`x <https://example.org/a.csv>`", '#link("https://example.org/a.csv")[#raw("x");];'),
        ("|a|_\n\n.. |a| image:: chart.svg\n   :alt: b\n.. _a: other.html", 'alt: "b"));'),
        ("Here_.\n\n.. _here:\n\nThere.", '#link(label("index:here"))[Here];.\n\n#anchor("index:here");There.'),
        (
            "|a|_\n\n.. |a| image:: chart.svg\n   :alt: b\n.. _a: https://example.org",
            '#image-link("https://example.org", "https://example.org")',
        ),
    ],
    ids=lambda text: text.splitlines()[0],
)
def test_a_link_leads_where_it_does_on_the_site(printed: Printer, rst: str, expected: str) -> None:
    book = printed({"index.rst": f"T\n=\n\n{rst}\n"}, typst_base_url="https://site.example/en/")

    assert expected in book.body


def test_a_number_that_leads_to_its_source_has_a_mark_of_its_own(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T\n\n[51](https://example.org){.press-number}"}, myst_enable_extensions=["attrs_inline"]
    )

    assert '#number-link("https://example.org")[51];' in book.source


def test_a_footnote_without_a_reference_stands_where_it_is_written(printed: Printer) -> None:
    assert "#loose-note(mark: [1])[A note.];" in printed({"index.rst": "T\n=\n\n.. [1] A note.\n"}).source
