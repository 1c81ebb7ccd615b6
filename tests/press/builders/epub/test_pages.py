"""Documents as pages of an EPUB: what only scripts of the site use is not in them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.utils import new_document

from press.builders.epub.pages import ForReading, picture_bytes


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
