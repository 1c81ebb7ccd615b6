"""The pages of an EPUB."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from lxml import etree

from press.builders.epub.pages import XHTML, ForReading, clean, inner, parse, picture_bytes


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ("<br>", "<br/>"),
        ("<p>a<wbr>b</p>", "<p>a<wbr/>b</p>"),
        ("<hr/>", "<hr/>"),
        ("a &nbsp; b", "a \N{NO-BREAK SPACE} b"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("rain & snow", "rain &amp; snow"),
        ("<div class=wide><p>text</p></div></b>", '<div class="wide"><p>text</p></div>'),
    ],
)
def test_html_becomes_xml(html: str, mended: str) -> None:
    made = re.sub(' xmlns(:epub)?="[^"]*"', "", inner(parse(html)))
    assert made.removeprefix("<div>").removesuffix("</div>" if made.startswith("<div>") else "") == mended


def cleaned(html: str) -> etree._Element:
    body = parse(html)
    clean(body)
    return body


def test_headings_say_that_they_head_columns() -> None:
    body = cleaned('<table><thead><tr><th>A</th><th colspan="2">B</th></tr></thead><tr><th>C</th></tr></table>')
    assert [heading.get("scope") for heading in body.iter("{*}th")] == ["col", "colgroup", None]


def test_what_runs_is_removed_and_the_text_after_it_is_not() -> None:
    body = cleaned('One<script>x()</script> two<p onclick="x()">three<iframe src="a"/> four</p>')
    assert inner(body).replace(f' xmlns="{XHTML}"', "").endswith("One two<p>three four</p>")


def test_a_button_leaves_its_words() -> None:
    (span,) = cleaned('<button type="button" title="Copy">Copy</button>')
    assert (etree.QName(span).localname, span.text, dict(span.attrib)) == ("span", "Copy", {})


def test_a_language_is_given_in_both_ways_and_a_note_has_its_type() -> None:
    body = cleaned('<p lang="kk">сөз</p><aside role="doc-footnote">1</aside>')
    assert body[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "kk"
    assert body[1].get("{http://www.idpf.org/2007/ops}type") == "footnote"


def test_the_content_of_an_empty_page_is_empty() -> None:
    assert inner(parse("")) == ""


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
