"""Tables of results."""

from __future__ import annotations

from typing import Any

import pytest
from bare_sphinx import BareSphinx
from docutils import nodes
from reading import words

from press.directives.tables import (
    rich_body,
    rich_entry,
    rich_head,
    rich_row,
    rich_table,
    table_node,
)


def resource(*rows: dict[str, Any], **head: bool) -> dict[str, Any]:
    fields = [
        {"name": "city", "title": "City", "type": "string"},
        {"name": "year", "title": "Year", "type": "string", **head},
        {"name": "days", "title": "Days", "type": "integer"},
    ]
    return {"schema": {"fields": fields}, "data": list(rows)}


ROW = {"city": "A & B", "year": "2020", "days": 5}


# HTML, 4.9.12: scope says which cells a header cell is for.
@pytest.mark.parametrize(("marked", "heads"), [({}, ["A & B"]), ({"head": True}, ["A & B", "2020"])])
def test_the_first_text_and_marked_cells_head_their_row(
    sphinx: BareSphinx, marked: dict[str, bool], heads: list[str]
) -> None:
    page = sphinx.html(table_node(resource(ROW, **marked), "en"))
    assert [words(cell) for cell in page.iter("th") if cell.get("scope") == "row"] == heads
    assert [words(cell) for cell in page.iter("th") if cell.get("scope") == "col"] == ["City", "Year", "Days"]


# ARIA: a region has a name; what scrolls can be reached by the keyboard (WCAG 2.1.1).
def test_a_table_with_a_name_is_a_region_that_can_be_scrolled_by_the_keyboard(sphinx: BareSphinx) -> None:
    (region,) = sphinx.html(table_node(resource(ROW), "en", label="Rain"))
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Rain")


def test_parts_of_a_rich_table_say_their_roles(sphinx: BareSphinx) -> None:
    head = rich_head("", rich_row("", rich_entry("", nodes.paragraph("", "Verdict"), html={"scope": "col"})))
    body = rich_body("", rich_row("", rich_entry("", nodes.paragraph("", "right")), html={"data-group": "x"}))
    table = rich_table("", nodes.tgroup("", head, body, cols=1), download=("CSV", "_downloads/a&b.csv"))
    page = sphinx.html(table)
    assert [element.get("role") for element in page.iter() if element.get("role")] == [
        *("table", "rowgroup", "row", "columnheader", "rowgroup", "row", "cell")
    ]
    assert [row.get("data-group") for row in page.iter("tr")] == [None, "x"]
    (link,) = page.iter("a")
    assert (link.text, link.get("href"), link.get("download")) == ("CSV", "_downloads/a&b.csv", "")


FIELDS = [
    {"name": "city", "title": "City", "type": "string", "head": True},
    {"name": "days", "title": "Days", "type": "integer"},
    {"name": "share", "title": "Share", "type": "string", "align": "end"},
]


def resource_nodes(rows: int) -> dict[str, Any]:
    data = [{"city": f"Town {number}", "days": 1000 + number, "share": "5%"} for number in range(rows)]
    return {"schema": {"fields": FIELDS}, "data": data}


def cells(table: nodes.table) -> list[list[nodes.entry]]:
    return [list(row.findall(nodes.entry)) for row in table.findall(nodes.row)]


def test_numbers_are_written_in_the_language_and_stand_at_the_end_of_their_cells() -> None:
    head, row = cells(table_node(resource_nodes(1), "ru"))
    assert [cell.astext() for cell in row] == ["Town 0", "1\u00a0000", "5%"]
    for line in (head, row):
        assert ["num" in cell["classes"] for cell in line] == [False, True, True]


def test_a_long_table_is_sorted_by_value_with_words_of_the_language() -> None:
    table = table_node(resource_nodes(10), "en", sorts=lambda english: english.upper())
    assert table["html"]["data-word-sort"] == "SORT BY"
    head, *rows = cells(table)
    assert {cell["html"].get("data-sortable") for cell in head} == {""}
    assert [row[1]["html"]["data-sort"] for row in rows] == [str(1000 + number) for number in range(10)]
    assert "data-sort" not in rows[0][0]["html"]
