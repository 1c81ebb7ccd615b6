"""The pages of an EPUB."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from lxml import etree

from press.builders.epub.pages import ForReading, clean, parse, picture_bytes


def cleaned(html: str) -> etree._Element:
    body = parse(html)
    clean(body)
    return body


def test_headings_say_that_they_head_columns() -> None:
    body = cleaned('<table><thead><tr><th>A</th><th colspan="2">B</th></tr></thead><tr><th>C</th></tr></table>')
    assert [heading.get("scope") for heading in body.iter("{*}th")] == ["col", "colgroup", None]


def test_a_button_leaves_its_words() -> None:
    (span,) = cleaned('<button type="button" title="Copy">Copy</button>')
    assert (etree.QName(span).localname, span.text, dict(span.attrib)) == ("span", "Copy", {})


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
