"""The pages of an EPUB."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from lxml import etree

from press.builders.epub import xhtml
from press.builders.epub.pages import ForReading, as_xhtml, as_xhtml_pieces, picture_bytes


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ("<br>", "<br/>"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<hr/>", "<hr/>"),
        ("a &nbsp; b", "a &nbsp; b"),
        ("rain & snow", "rain &amp; snow"),
        ("<br><div></div>", "<br/><div/>"),
        ("</b>", ""),
        ("", ""),
    ],
)
def test_html_becomes_xml(html: str, mended: str) -> None:
    assert as_xhtml(html) == mended


@pytest.mark.parametrize(
    ("pieces", "made"),
    [
        (["<b>", "</b>"], ["<b>", "</b>"]),
        (["<B>", "</B >"], ["<b>", "</b>"]),
        (["<div class=wide>\n", "<br>", "</div>\n"], ['<div class="wide">\n', "<br/>", "</div>"]),
        (["<i>", "<b>", "</b>", "</i>"], ["<i>", "<b>", "</b>", "</i>"]),
        (["<details><summary>More</summary>", "</details>"], ["<details><summary>More</summary>", "</details>"]),
        (["<div><div>", "</div></div>"], ["<div><div>", "</div></div>"]),
        # What no other piece ends, or begins, stands for itself.
        (["<i>", "<b>", "</i>", "</b>"], ["<i>", "<b/>", "</i>", ""]),
        (["<b>", "text"], ["<b/>", "text"]),
        # A paragraph within a paragraph would be no XHTML.
        (["<p>", "</p>"], ["<p/>", ""]),
    ],
)
def test_an_element_goes_from_the_piece_that_begins_it_to_the_one_that_ends_it(
    pieces: list[str], made: list[str]
) -> None:
    assert as_xhtml_pieces(pieces, are_blocks=False) == made
    xhtml.parse("".join(made))


# The content models of the HTML standard: phrasing, rows and items alone hold no paragraph.
@pytest.mark.parametrize("name", ["b", "span", "h2", "em", "ul", "table", "p"])
def test_an_element_that_may_hold_no_blocks_does_not_go_around_them(name: str) -> None:
    pieces = [f"<{name}>\n", "<p>x</p>", f"</{name}>\n"]
    assert as_xhtml_pieces(pieces, are_blocks=True)[1:] == ["<p>x</p>", ""]
    assert as_xhtml_pieces([f"<div><{name}>", f"</{name}></div>"], are_blocks=True)[1] == ""


@pytest.mark.parametrize("name", ["div", "section", "details", "blockquote", "figure", "li"])
def test_an_element_that_may_hold_blocks_goes_around_them(name: str) -> None:
    assert as_xhtml_pieces([f"<{name}>", f"</{name}>"], are_blocks=True) == [f"<{name}>", f"</{name}>"]


def test_cells_and_items_hold_blocks_within_their_tables_and_lists() -> None:
    pieces = ["<table><tr><td>", "</td></tr></table>", "<ul><li>", "</li></ul>"]
    assert as_xhtml_pieces(pieces, are_blocks=True) == pieces


def cleaned(html: str) -> etree._Element:
    body = xhtml.parse(html)
    xhtml.clean(body)
    return body


def test_headings_say_that_they_head_columns() -> None:
    body = cleaned('<table><thead><tr><th>A</th><th colspan="2">B</th></tr></thead><tr><th>C</th></tr></table>')
    assert [heading.get("scope") for heading in body.iter("{*}th")] == ["col", "colgroup", None]


def test_what_runs_is_removed_and_the_text_after_it_is_not() -> None:
    body = cleaned('One<script>x()</script> two<p onclick="x()">three<iframe src="a"/> four</p>')
    assert xhtml.inner(body).replace(f' xmlns="{xhtml.XHTML}"', "").endswith("One two<p>three four</p>")


def test_a_button_leaves_its_words() -> None:
    (span,) = cleaned('<button type="button" title="Copy">Copy</button>')
    assert (etree.QName(span).localname, span.text, dict(span.attrib)) == ("span", "Copy", {})


def test_a_language_is_given_in_both_ways_and_a_note_has_its_type() -> None:
    body = cleaned('<p lang="kk">сөз</p><aside role="doc-footnote">1</aside>')
    assert body[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "kk"
    assert body[1].get("{http://www.idpf.org/2007/ops}type") == "footnote"


def test_a_page_says_which_vocabularies_it_needs() -> None:
    math, svg = ("http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg")
    assert xhtml.features(xhtml.parse(f'<p><math xmlns="{math}"/></p><svg xmlns="{svg}"/>')) == {"mathml", "svg"}
    assert xhtml.features(xhtml.parse("<p>text</p>")) == set()


def test_the_content_of_an_empty_page_is_empty() -> None:
    assert xhtml.inner(xhtml.parse("")) == ""


def prepared(*children: nodes.Node) -> nodes.document:
    document = new_document("page")
    document += children
    transform = ForReading(document)
    transform.run()
    return document


def test_a_table_has_nothing_for_the_scripts_of_the_site() -> None:
    cell = nodes.entry(html={"data-sort": "12", "lang": "ru"})
    table = nodes.table("", nodes.tgroup("", nodes.tbody("", nodes.row("", cell))), classes=["press-table", "wide"])
    table["html"] = {"data-sorts": "yes"}
    prepared(table)
    assert table["classes"] == ["results", "wide"]
    assert (table["html"], cell["html"]) == ({}, {"lang": "ru"})


def test_html_is_xml_and_elements_hold_what_stands_between_their_tags() -> None:
    water = [nodes.raw("", text, format="html") for text in ("<sub>", "</sub>", "<br>")]
    paragraph = nodes.paragraph("", "H", water[0], nodes.Text("2"), water[1], nodes.Text("O"), water[2])
    other = nodes.raw("", "\\vfill", format="latex")
    document = prepared(paragraph, other)
    assert [raw.astext() for raw in document.findall(nodes.raw)] == ["<sub>", "</sub>", "<br/>", "\\vfill"]


def test_html_of_one_paragraph_does_not_go_on_in_another() -> None:
    one, two = (nodes.paragraph("", "", nodes.raw("", text, format="html")) for text in ("<b>", "</b>"))
    document = prepared(one, two)
    assert [raw.astext() for raw in document.findall(nodes.raw)] == ["<b/>", ""]


def test_a_drawn_chart_has_a_font_to_fall_back_on_and_any_other_picture_is_as_it_is(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-size="9">Rain</text></svg>'
    context: Any = SimpleNamespace(pictures=tmp_path / "charts")
    drawn, own = tmp_path / "charts" / "days.svg", tmp_path / "own.svg"
    drawn.parent.mkdir()
    for path in (drawn, own):
        path.write_text(svg, encoding="utf-8")
    assert picture_bytes(own, context) == svg.encode()
    made = picture_bytes(drawn, context).decode()
    assert "sans-serif" in made.partition(">")[0] and made.count("xmlns=") == 1 and "Rain" in made
    assert "textLength=" in made
