"""The row of one finding."""

from __future__ import annotations

from pathlib import Path

from reading import parsed, words


def test_a_row_leads_to_the_problem_that_it_belongs_to(site_with_problems: Path) -> None:
    (row,) = (
        row for row in parsed(site_with_problems / "en" / "audit.html").iter("tr") if row.get("id") == "finding-cost"
    )
    assert "Problem: Cost of the bridge" in words(row)
    assert "bridge.html#problem-cost" in [link.get("href") for link in row.iter("a")]
