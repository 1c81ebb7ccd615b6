"""Findings of a chapter: each in the table of its kind."""

from __future__ import annotations

from pathlib import Path

from reading import parsed, words


def test_a_statement_without_a_figure_has_a_row_in_a_table_of_its_own(site_with_problems: Path) -> None:
    tables = [
        table
        for table in parsed(site_with_problems / "en" / "audit.html").iter("table")
        if "press-findings" in table.get("class", "")
    ]
    rows = [[row.get("id") for row in table.iter("tr") if row.get("id")] for table in tables]
    assert [len(found) for found in rows] == [5, 1]
    assert [words(head) for head in tables[1].iter("th")] == ["Statement", "Verdict", "Why"]
    figure = next(row for row in tables[1].iter("tr") if row.get("id") == "finding-oldest")[0]
    assert words(figure) == "The oldest bridge “the oldest of its kind” line 8 · The bridge"
