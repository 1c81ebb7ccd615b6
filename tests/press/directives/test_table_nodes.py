"""Tables in HTML: roles, scopes and names for who does not see them."""

from __future__ import annotations

from typing import Any

import pytest
from bare_sphinx import BareSphinx
from docutils import nodes
from reading import words

from press.directives.nodes import table_node
from press.directives.table_nodes import rich_body, rich_entry, rich_head, rich_row, rich_table, unspoken


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


def test_a_number_heads_no_row_and_an_empty_cell_no_column(sphinx: BareSphinx) -> None:
    content = {"schema": {"fields": [{"name": "n", "title": "", "type": "integer"}]}, "data": [{"n": 1}]}
    assert not list(sphinx.html(table_node(content, "en")).iter("th"))


# ARIA: a region has a name; what scrolls can be reached by the keyboard (WCAG 2.1.1).
def test_a_table_with_a_name_is_a_region_that_can_be_scrolled_by_the_keyboard(sphinx: BareSphinx) -> None:
    (region,) = sphinx.html(table_node(resource(ROW), "en", label="Rain"))
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Rain")


def test_a_caption_names_the_region(sphinx: BareSphinx) -> None:
    table = table_node(resource(ROW), "en")
    table.insert(0, nodes.title("", "Rain", ids=["rain-caption"]))
    (region,) = sphinx.html(table)
    assert region.get("aria-labelledby") == "rain-caption"
    assert words(region.find("table/caption")).startswith("Rain")


def test_a_table_without_a_name_is_no_region(sphinx: BareSphinx) -> None:
    (box,) = sphinx.html(table_node(resource(ROW), "en"))
    assert (box.get("role"), box.get("tabindex")) == (None, None)


def test_an_ordinary_table_of_an_author_scrolls_and_is_as_docutils_has_it(sphinx: BareSphinx) -> None:
    (box,) = sphinx.html(*sphinx.read("====  ====\nA     B\n====  ====\n1     2\n====  ====\n").children)
    assert box.get("class") == "press-scroll"
    assert [words(cell) for cell in box.iter("td")] == ["1", "2"]


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


def test_a_sign_beside_its_word_is_not_read_aloud(sphinx: BareSphinx) -> None:
    (sign,) = sphinx.html(nodes.paragraph("", "", unspoken("", "×"), nodes.Text(" wrong")))[0]
    assert (sign.text, sign.get("aria-hidden")) == ("×", "true")
