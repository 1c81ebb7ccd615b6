"""Verdicts and findings in chapters and tables are checked against one another, and against what notebooks publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bridge_book import EN, STATEMENT, TABLES, replace

from press.audit.checks import (
    check_recomputed,
    check_recomputed_origins,
    findings,
    key_findings,
    verdict_marks,
    verdicts_in_chapters,
)
from press.checks.check import Material
from press.core.errors import PressError
from press.data.descriptor import read_package
from press.edition.load import load_sources
from press.language.quantities import Quantity
from press.notebooks.results import Result, Results


def test_a_recomputed_number_must_be_published(bridge: Path) -> None:
    published = [Result("audit", key, "number", quantity=Quantity("4013", "count")) for key in ("cars-a-day", "shares")]
    with pytest.raises(PressError) as caught:
        check_recomputed(read_package(bridge), Results(published))
    assert (caught.value.file, caught.value.line) == (bridge / "data" / "verdicts.csv", 4)
    assert "the verdict on 'share': no notebook publishes a number called 'audit/share'" in caught.value.message
    assert "audit/shares" in str(caught.value.remedy)


def test_a_recomputed_number_of_no_notebook_is_told_before_anything_runs(bridge: Path) -> None:
    check_recomputed_origins(read_package(bridge), ["audit"])
    with pytest.raises(PressError, match=r"verdicts\.csv:3: the verdict on 'cars' names the notebook 'audit'"):
        check_recomputed_origins(read_package(bridge), ["audits"])


def faults(find: Any, root: Path) -> list[str]:
    return [str(getattr(fault, "words", fault)) for fault in find(Material(load_sources(root)))]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("claims/visitors", "claims/visitor", 9, "there is no claim 'visitor'; use an id such as visitors"),
        ("problems/cost", "problems/costs", 9, "there is no problem 'costs'; use an id such as cost"),
        ("problems/cost", "cost", 9, "'cost' names nothing that has a verdict; write the name of a table and an id"),
    ],
)
def test_a_mark_on_nothing_is_told_with_its_line(problems: Path, old: str, new: str, line: int, told: str) -> None:
    assert faults(verdict_marks, problems) == []
    replace(problems / "book" / "en" / "bridge.md", f"{{verdict}}`{old}`", f"{{verdict}}`{new}`")
    (fault,) = faults(verdict_marks, problems)
    assert fault.startswith(f"book/en/bridge.md:{line}: {told}")


def test_a_verdict_without_a_sign_in_its_chapter_or_a_reason_is_told_with_its_row(problems: Path) -> None:
    # The cost is covered by the sign of its problem, the others by signs of their own.
    assert faults(verdicts_in_chapters, problems) == []
    for old in ("`claims/visitors`", "statements/oldest claims/visitors"):
        replace(
            problems / "book" / "en" / "bridge.md",
            old,
            old.replace("claims/visitors", "").replace("``", "`problems/cost`"),
        )
    (fault,) = faults(verdicts_in_chapters, problems)
    told = "data/verdicts.csv:6: the verdict on 'visitors' has no sign in the chapter 'bridge'; write {verdict}`claims/visitors`"
    assert fault.startswith(told)
    replace(problems / "data" / "verdicts.csv", "visitors,not-checked,,,,,", "visitors,not-checked,,,,,passing")
    assert faults(verdicts_in_chapters, problems) == []


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
    assert faults(key_findings, problems) == []
    replace(problems / "book" / "en" / "bridge.md", old, new)
    assert f"book/en/bridge.md:{told}" in faults(key_findings, problems)


def test_a_finding_that_is_missing_or_stands_twice_is_told(problems: Path) -> None:
    chapter = problems / "book" / "en" / "bridge.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + EN.replace("problem-cost", "again"), encoding="utf-8")
    assert any("the finding 'price' stands here a second time" in fault for fault in faults(key_findings, problems))
    (problems / "data" / "findings.csv").write_text(
        TABLES["findings"] + "more,claims/cars,,record,bridge\n", encoding="utf-8"
    )
    assert any("lacks findings of the table 'findings': more" in fault for fault in faults(key_findings, problems))


def test_a_statement_needs_a_finding_as_a_figure_does(problems: Path) -> None:
    replace(problems / "book" / "kk" / "audit.md", STATEMENT["kk"], "")
    (fault,) = faults(findings, problems)
    assert "1 of 1 statements have no 'finding' in this chapter: oldest" in fault
