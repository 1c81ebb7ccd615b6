"""Findings of a chapter: each in the table of its kind."""

from __future__ import annotations

from pathlib import Path

from bridge_book import replace
from reading import parsed, words
from small_books import make_edition


def test_a_statement_without_a_figure_has_a_row_in_a_table_of_its_own(site_with_problems: Path) -> None:
    tables = [
        table
        for table in parsed(site_with_problems / "en" / "audit.html").iter("table")
        if "press-findings" in table.get("class", "")
    ]
    rows = [[row.get("id") for row in table.iter("tr") if row.get("id")] for table in tables]
    assert [len(found) for found in rows] == [5, 1]
    heads = [words(head) for head in tables[1].iter("th") if head.get("scope") == "col"]
    assert heads == ["Statement", "Verdict", "Why"]
    assert [table.get("aria-label") for table in tables] == ["Every figure and its verdict", "The figures, checked"]
    figure = next(row for row in tables[1].iter("tr") if row.get("id") == "finding-oldest")[0]
    assert words(figure) == "The oldest bridge “the oldest of its kind” line 8 · The bridge"


def test_findings_below_a_heading_have_a_table_that_is_called_as_it(bridge: Path) -> None:
    for language, heading in (("en", "Counted apart"), ("kk", "Бөлек")):
        chapter = bridge / "book" / language / "audit.md"
        replace(chapter, ":::{finding} cost", f"## {heading}\n\n:::{{finding}} cost")
    assert make_edition(bridge, "en").faults == []
    page = next((bridge / "_build").rglob("en/**/audit.html"))
    tables = {table.get("aria-label"): table for table in parsed(page).iter("table")}
    assert list(tables) == ["Every figure and its verdict", "Counted apart"]
    rows = [row.get("id") for row in tables["Counted apart"].iter("tr") if row.get("id")]
    assert rows == ["finding-cost", "finding-visitors"]
