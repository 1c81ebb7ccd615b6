"""Tables as docutils nodes, which every builder prints."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes

from press.directives.nodes import separated, simple_table, table_node
from press.directives.table_nodes import SORTABLE

FIELDS = [
    {"name": "city", "title": "City", "type": "string", "head": True},
    {"name": "days", "title": "Days", "type": "integer"},
    {"name": "share", "title": "Share", "type": "string", "align": "end"},
]


def resource(rows: int) -> dict[str, Any]:
    data = [{"city": f"Town {number}", "days": 1000 + number, "share": "5%"} for number in range(rows)]
    return {"schema": {"fields": FIELDS}, "data": data}


def cells(table: nodes.table) -> list[list[nodes.entry]]:
    return [list(row.findall(nodes.entry)) for row in table.findall(nodes.row)]


def test_numbers_are_written_in_the_language_and_stand_at_the_end_of_their_cells() -> None:
    head, row = cells(table_node(resource(1), "ru"))
    assert [cell.astext() for cell in row] == ["Town 0", "1\u00a0000", "5%"]
    for line in (head, row):
        assert ["num" in cell["classes"] for cell in line] == [False, True, True]


@pytest.mark.parametrize(("rows", "sorts"), [(9, str), (10, None)])
def test_a_short_table_or_one_without_words_for_it_is_not_sorted(rows: int, sorts: Any) -> None:
    table = table_node(resource(rows), "en", sorts=sorts)
    assert SORTABLE not in table["classes"]
    assert "data-sort" not in cells(table)[1][1]["html"]


def test_a_long_table_is_sorted_by_value_with_words_of_the_language() -> None:
    table = table_node(resource(10), "en", sorts=lambda english: english.upper())
    assert table["html"]["data-word-sort"] == "SORT BY"
    head, *rows = cells(table)
    assert {cell["html"].get("data-sortable") for cell in head} == {""}
    assert [row[1]["html"]["data-sort"] for row in rows] == [str(1000 + number) for number in range(10)]
    assert "data-sort" not in rows[0][0]["html"]


def test_what_is_missing_is_no_number_to_sort_by_and_is_said_in_words() -> None:
    content = resource(10)
    content["data"][0]["days"] = None
    rows = cells(table_node(content, "en", sorts=str, missing="no value"))[1:]
    assert [row[1]["html"]["data-sort"] for row in rows[:3]] == ["", "1001", "1002"]
    assert rows[0][1].astext() == "—"
    assert rows[0][1]["html"]["aria-label"] == "no value"
    assert "aria-label" not in rows[1][1]["html"]


def test_columns_are_as_wide_as_their_longest_text_within_bounds() -> None:
    content = resource(1)
    content["data"][0]["city"] = "x" * 50
    table = table_node(content, "en")
    assert [column["colwidth"] for column in table.findall(nodes.colspec)] == [40, 6, 6]


def test_a_table_without_rows_has_its_header() -> None:
    assert [[cell.astext() for cell in row] for row in cells(table_node(resource(0), "en"))] == [
        ["City", "Days", "Share"]
    ]


def test_a_simple_table_holds_text_and_nodes_in_equal_columns() -> None:
    table = simple_table(["A", "B", "C"], [["x", nodes.literal("", "y"), "z"]])
    assert [[cell.astext() for cell in row] for row in cells(table)] == [["A", "B", "C"], ["x", "y", "z"]]
    assert [column["colwidth"] for column in table.findall(nodes.colspec)] == [33, 33, 33]
    assert len(list(table.findall(nodes.literal))) == 1


@pytest.mark.parametrize(("count", "text"), [(0, ""), (1, "a!"), (3, "a!; b!; c!")])
def test_a_separator_stands_between_parts_only(count: int, text: str) -> None:
    parts = [[nodes.strong("", letter), nodes.Text("!")] for letter in "abc"[:count]]
    assert "".join(node.astext() for node in separated(parts, "; ")) == text
