"""Pages as XML: what is mended in the HTML of authors, and what of it reading devices do not get."""

from __future__ import annotations

import pytest
from lxml import etree

from press.builders.epub import xhtml
from press.builders.epub.xhtml import as_xhtml, as_xhtml_pieces


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
