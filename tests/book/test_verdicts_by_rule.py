"""The verdicts: judgements, tables, counts and pages say one thing, counted here without press."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from support.small_books import ROOT, rows

from press.notebooks.results import Executed, read_notebook, results_of

LANGUAGES = ("en", "kk", "ru")
FAILS = ("wrong-year", "wrong-name", "contradicts-article", "contradicts-record")
FIRST, AGAIN = "2026-11-26", "2026-12-01"


@cache
def judgements(day: str = FIRST) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("audit/judgements.csv") if row["judged"] == day}


@cache
def verdicts() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("audit/verdicts.csv")}


@cache
def problems() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("audit/problems.csv")}


@cache
def numbers() -> dict[str, int]:
    """What the notebook published when it was last run, where it is a whole number."""
    notebook = ROOT / "book" / "notebooks" / "audit.ipynb"
    found = {result.key: result.quantity for result in results_of(Executed(notebook, read_notebook(notebook)))}
    return {key: int(one.exact) for key, one in found.items() if one and re.fullmatch(r"\d+", one.exact)}


def counted() -> list[dict[str, str]]:
    """The figures that are counted: no statements, not the sponsor's page, none that only dates another."""
    return [
        verdicts()[key]
        for key, row in judgements().items()
        if not row["statement"] and row["kind"] != "sponsor" and not row["kind"].startswith("date-of")
    ]


def code_of(judgement: dict[str, str]) -> str:
    """The verdict that a judgement means: a wrong year or a wrong name, by the kind of the judgement or what its problem is."""
    if judgement["decision"] != "wrong-year-or-name":
        # On the later day the two were told apart.
        return judgement["decision"]
    kind = judgement["kind"]
    if kind.startswith("date-of"):
        return "wrong-year"
    return f"wrong-{kind.partition(',')[0]}"


def differing(day: str) -> list[str]:
    """What was judged twice with two results, on one day."""
    return [key for key, row in judgements(day).items() if row["first"] != row["second"]]


def decided(day: str) -> list[str]:
    """What was decided otherwise than both judged."""
    return [key for key, row in judgements(day).items() if row["decision"] not in (row["first"], row["second"])]


def page_of_the_rule() -> str:
    return (ROOT / "docs" / "editorial" / "verdicts.md").read_text(encoding="utf-8")


def judged_on_the_page(heading: str) -> list[list[str]]:
    """The cells of the tables below a heading, but for the reason: a row for each figure, also for those that share one."""
    section = page_of_the_rule().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line[2:-2].split(" | ")[:-1] for line in section.splitlines() if line.startswith("| ")]
    return [
        [key if "`" in cell else cell for cell in line]
        for line in lines
        for key in re.findall(r"`(.+?)`", "|".join(line))
    ]


def test_the_page_of_the_rule_says_for_how_many_the_two_verdicts_differ_and_has_each_decision() -> None:
    count = Counter(bool(judgements()[key]["statement"]) for key in differing(FIRST))
    all_of_them = Counter(bool(row["statement"]) for row in judgements().values())
    assert (count[False], count[True]) == (2, 2)
    told = f"differ for two of the {all_of_them[False]} figures and two of the {all_of_them[True]} statements"
    assert told in page_of_the_rule()
    assert f"{len(judgements(AGAIN))} were judged again" in page_of_the_rule()
    decisions = [*differing(FIRST), *differing(AGAIN), *decided(FIRST), *decided(AGAIN)]
    assert set(decisions) - {key for key, _ in judged_on_the_page("Decided in writing")} == set()
    assert (numbers()["verdicts-differ"], numbers()["verdicts-differ-again"]) == (4, len(differing(AGAIN))) == (4, 1)
    assert numbers()["judged-again"] == len(judgements(AGAIN))


@pytest.mark.parametrize("key", judgements())
def test_each_judgement_has_that_verdict_in_the_table(key: str) -> None:
    row, first, again = verdicts()[key], judgements()[key], judgements(AGAIN).get(key)
    last = again or first
    # What the editors changed between the two days has the first judgement as its verdict before.
    changed_between = row["judged"] not in (FIRST, AGAIN)
    assert (row["before"] if changed_between else row["verdict"]) == code_of(last)
    assert row["problem"] == ("" if changed_between else last["problem"])
    kind = first["kind"].partition(" ")[0]
    assert row["kind"] == (kind if kind in ("sponsor", "date-of") else row["kind"])
    assert row["kind"] in ("", "sponsor", "date-of", "public-date")
    assert not again or again["statement"] == first["statement"]


def test_what_was_changed_has_its_former_verdict_and_the_reason() -> None:
    changed = {key for key, row in verdicts().items() if row["judged"] != FIRST}
    assert changed
    for key, row in verdicts().items():
        assert bool(row["before"]) == bool(row["change"]) == (key in changed), key
        assert row["before"] != row["verdict"]


def test_the_table_has_no_row_that_was_not_judged() -> None:
    assert list(verdicts()) == list(judgements())


def test_what_fails_belongs_to_a_problem_and_nothing_else_does() -> None:
    assert [key for key, row in verdicts().items() if bool(row["problem"]) != (row["verdict"] in FAILS)] == []


def test_the_notebook_counts_as_this_test_does() -> None:
    count = Counter(row["verdict"] for row in counted())
    codes = {"confirmed", "adds-up", *FAILS, "not-checked"}
    assert {code: numbers()[f"count-{code}"] for code in codes} == {code: count[code] for code in codes}
    summed = {
        "count-other": FAILS[:2],
        "count-conflicts": FAILS[2:],
        "count-failing": FAILS,
        "count-undecided": ("adds-up", "not-checked"),
    }
    assert {key: numbers()[key] for key in summed} == {
        key: sum(count[code] for code in codes) for key, codes in summed.items()
    }
    assert numbers()["figures"] == len(counted()) == 51
    assert numbers()["problems"] == len(problems()) == 11
    of_figures = {row["problem"] for row in counted()} - {""}
    assert (numbers()["problems-of-figures"], numbers()["problems-of-statements"]) == (len(of_figures), 3) == (8, 3)
    kinds = Counter(row["kind"] for row in verdicts().values())
    assert numbers()["public-dates"] == kinds["public-date"] == 6
    assert (numbers()["sponsor-figures"], numbers()["dating-figures"]) == (kinds["sponsor"], kinds["date-of"])
    assert numbers()["statements"] == sum(bool(row["statement"]) for row in judgements().values())
    misdated = [row for row in counted() if row["verdict"] == "wrong-year"]
    assert numbers()["misdated"] == len(misdated) == 4
    assert numbers()["misdated-places"] == len({row["problem"] for row in misdated}) == 3


def _place(kind: str, apart: list[str]) -> int:
    """The place of a kind among those that are told apart; public dates are counted with the others."""
    name = kind.partition(" ")[0]
    return apart.index(name) if name in apart else 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapter_of_every_figure_has_a_row_for_each_judgement(language: str) -> None:
    chapter = (ROOT / "book" / language / "every-figure.md").read_text(encoding="utf-8")
    # Figures that are counted, those that only date another, those of the sponsor's page, then statements.
    apart = ["", "date-of", "sponsor"]
    ordered = sorted(judgements().values(), key=lambda row: (bool(row["statement"]), _place(row["kind"], apart)))
    assert re.findall(r"^:::\{finding\} (\S+)$", chapter, re.MULTILINE) == [row["id"] for row in ordered]
