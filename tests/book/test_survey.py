"""The reading of the survey: its interval and sizes of a sample against their formulas, its exercises as they are told."""

from __future__ import annotations

from functools import cache
from math import ceil, sqrt

import pytest
from scipy.stats import norm
from support.small_books import ROOT

from press.data.validation import load_table
from press.notebooks.results import Executed, Result, read_notebook, results_of

NOTEBOOK = ROOT / "book" / "notebooks" / "survey.ipynb"
COUNTS = {str(row["answer"]): int(row["respondents"]) for _, row in load_table("survey", ROOT).iterrows()}
ASKED = sum(COUNTS.values())
# The quantile of a confidence level of 95%.
Z = norm.ppf(0.975)


@cache
def published() -> dict[tuple[str, str], Result]:
    """What the notebook published when it was last run, by kind and key."""
    return {(result.kind, result.key): result for result in results_of(Executed(NOTEBOOK, read_notebook(NOTEBOOK)))}


def number(key: str) -> float:
    return float(published()["number", key].quantity.exact)


def test_the_interval_is_wilsons() -> None:
    """Wilson (1927): the shares p whose distance from the share found is z times the square root of p (1 - p) / n."""
    found = COUNTS["believe"] / ASKED
    middle, half = found + Z**2 / (2 * ASKED), Z * sqrt(found * (1 - found) / ASKED + (Z / (2 * ASKED)) ** 2)
    expected = [100 * end / (1 + Z**2 / ASKED) for end in (middle - half, middle + half)]
    assert [number("believe-low"), number("believe-high")] == pytest.approx(expected)
    whole = published()["number", "believe-wilson"].quantity.exact.split("/")
    assert [float(end) for end in whole] == pytest.approx(expected)
    assert [round(end, 1) for end in expected] == [27.0, 54.5]


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_the_chart_has_a_mark_for_each_person_and_no_two_at_one_place(language: str) -> None:
    rows, people = sorted(published()["chart", "answers"].data[language]["datasets"].values(), key=len)
    assert len({(person["answer"], person["count"]) for person in people}) == len(people) == ASKED
    assert [row["respondents"] for row in rows] == [18, COUNTS["not-believe"] + COUNTS["not-at-all"], 6, 2]
    assert number("disbelieve") == rows[1]["respondents"]


def test_a_sample_for_a_margin_of_three_points_is_that_of_the_textbooks() -> None:
    exact = Z**2 * 0.5 * 0.5 / (number("margin-wanted") / 100) ** 2
    assert round(exact, 2) == 1067.07
    assert number("needed") == ceil(exact) == 1068
    assert number("margin") == pytest.approx(100 * Z * sqrt(0.25 / ASKED))


def test_the_exercises_name_what_is_in_the_notebook_and_its_answer_is_that_of_the_textbooks() -> None:
    cells = [cell.source for cell in read_notebook(NOTEBOOK).cells]
    assert sum(cell.startswith("MARGIN = 3\n") for cell in cells) == 1
    (chart,) = [cell for cell in cells if cell.startswith("BELIEF")]
    assert chart.splitlines()[1].startswith("TOGETHER = {")
    assert number("margin-wider") == 5
    assert number("needed-wider") == ceil((Z / 0.1) ** 2) == 385


def test_with_a_row_for_each_answer_belief_has_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("press.publish.chart", lambda key, figure, **kwargs: shown.append(figure.to_dict()))
    first, chart = [cell.source for cell in read_notebook(NOTEBOOK).cells if cell.cell_type == "code"][:2]
    told = chart.splitlines()
    exec("\n".join([first, told[0], "TOGETHER = {}", *told[2:]]), {})
    rows = min(shown[0]["datasets"].values(), key=len)
    assert {row["answer"]: row["respondents"] for row in rows} == COUNTS
    assert max(COUNTS, key=COUNTS.__getitem__) == "believe"
