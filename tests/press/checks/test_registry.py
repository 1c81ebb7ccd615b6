"""Checks are chosen by name or kind, and those that tell whether chapters can be read come with those that read them."""

from __future__ import annotations

import pytest

from press.checks.check import Stage
from press.checks.registry import CHECKS, chosen_checks, runs_notebooks
from press.core.errors import PressError

READABLE = {"contents", "structure", "slips", "front-matter", "markup", "labels", "references", "pictures"}


def names_of(*chosen: str) -> list[str]:
    return [check.name for check in chosen_checks(chosen)]


def test_all_checks_run_where_none_is_named_but_for_those_that_another_covers() -> None:
    covered = {check.name for check in CHECKS.values() if check.covered_by}
    assert covered == {"numbers-in-step"}
    assert set(names_of()) == set(CHECKS) - covered


def test_a_kind_stands_for_its_checks_and_a_check_for_itself() -> None:
    assert names_of("settings", "drafts") == ["settings", "drafts"]
    assert {"tables", "works", "drafts"} <= set(names_of("data"))
    assert "parity" not in names_of("data")


@pytest.mark.parametrize(
    ("chosen", "reads_chapters"), [("typed-digits", True), ("results", True), ("tables", False), ("slips", False)]
)
def test_checks_of_chapters_come_before_all_that_read_chapters(chosen: str, reads_chapters: bool) -> None:
    assert (set(names_of(chosen)) >= READABLE) == reads_chapters
    assert names_of(chosen)[-1] == chosen


def test_one_that_another_covers_runs_by_itself() -> None:
    assert "numbers-in-step" in names_of("numbers")
    assert "numbers-in-step" not in names_of("numbers", "parity")


def test_an_unknown_name_is_told_with_the_nearest_or_with_all() -> None:
    with pytest.raises(PressError, match="there is no check 'typed-digit'") as told:
        chosen_checks(["typed-digit"])
    assert told.value.remedy.startswith("name a check or a kind such as typed-digits")
    with pytest.raises(PressError) as told:
        chosen_checks(["zzz"])
    assert all(check.name in told.value.remedy for check in CHECKS.values())


def test_notebooks_run_for_checks_of_results_alone() -> None:
    assert not runs_notebooks(["words", "settings"])
    assert runs_notebooks(["results"])
    assert runs_notebooks(["numbers"])
    assert runs_notebooks([])
    # An extension that is not loaded yet may have it.
    assert runs_notebooks(["check-of-an-extension"])
    assert {check.name for check in CHECKS.values() if check.stage is Stage.RESULTS} >= {"results"}
