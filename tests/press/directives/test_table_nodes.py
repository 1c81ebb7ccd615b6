"""Tables of results."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes

from press.directives import table_nodes
from press.directives.table_nodes import table_node

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
    table = table_node(resource_nodes(10), "en", sorts=True)
    assert table["html"]["data-word-sort"] == "Sort by"
    head, *rows = cells(table)
    assert {cell["html"].get("data-sortable") for cell in head} == {""}
    assert [row[1]["html"]["data-sort"] for row in rows] == [str(1000 + number) for number in range(10)]
    assert "data-sort" not in rows[0][0]["html"]


def test_an_extension_draws_in_a_cell_what_its_row_is_called_and_other_books_show_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = resource_nodes(1) | {"names": ["capital"]}
    resource["schema"]["fields"] = [FIELDS[0], FIELDS[1] | {"cell": "star"}]
    drawn = []
    for known in ({"star": lambda context, name: nodes.strong("", f"{name}*")}, {}):
        monkeypatch.setattr(table_nodes, "CELLS", known)
        _, (city, days) = cells(table_node(resource, "en", context=object()))
        assert (city.astext(), days["classes"], days["html"]["data-label"]) == ("Town 0", ["num"], "Days")
        drawn.append(days.astext())
    assert drawn == ["capital*", "1,000"]
