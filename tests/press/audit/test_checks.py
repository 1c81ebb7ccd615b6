"""Verdicts and findings in chapters and tables are checked against one another, and against what notebooks publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.bridge_book import STATEMENT, TABLES
from support.small_books import faults_of, replace

from press.data.accept import accept


def faults(name: str, root: Path) -> list[str]:
    return [line for line in faults_of(root, name) if not line.startswith("  What to do")]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("statements/oldest", "claims/visitor", 18, "there is no claim 'visitor'; use an id such as visitors"),
        (
            "dear{verdict}`problems/cost",
            "dear{verdict}`problems/costs",
            9,
            "there is no problem 'costs'; use an id such as cost",
        ),
        (
            "dear{verdict}`problems/cost",
            "dear{verdict}`cost",
            9,
            "'cost' names nothing that has a verdict; write the name of a table and an id",
        ),
    ],
)
def test_a_mark_on_nothing_is_told_with_its_line(problems: Path, old: str, new: str, line: int, told: str) -> None:
    replace(problems / "book" / "en" / "bridge.md", f"{old}`", f"{new}`")
    (fault,) = faults("sphinx", problems)
    assert fault.startswith(f"book/en/bridge.md:{line}") and told in fault


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{key-finding} price",
            "{key-finding} prize",
            "15: there is no finding 'prize' in the table 'findings'; use an id such as price",
        ),
        (
            "{number}`claims/cost`",
            "much",
            "15: the finding 'price' is told without claims/cost; name each number by its role",
        ),
    ],
)
def test_a_finding_that_leads_must_be_there_with_its_numbers(problems: Path, old: str, new: str, told: str) -> None:
    replace(problems / "book" / "en" / "bridge.md", old, new)
    assert any(fault.startswith(f"book/en/bridge.md:{told}") for fault in faults_of(problems, "sphinx", "key-findings"))


def test_a_finding_that_is_missing_is_told(problems: Path) -> None:
    table = problems / "data" / "findings.csv"
    table.write_text(TABLES["findings"] + "more,claims/cars,,record,bridge\n", encoding="utf-8")
    accept([table], problems)
    assert any("lacks findings of the table 'findings': more" in fault for fault in faults("key-findings", problems))


def test_a_statement_needs_a_finding_as_a_figure_does(problems: Path) -> None:
    replace(problems / "book" / "kk" / "audit.md", STATEMENT["kk"], "")
    (fault,) = faults("findings", problems)
    assert "1 of 1 statements have no 'finding' in this chapter: oldest" in fault
