"""The reading of the survey: each interval against another implementation of its method or a published example."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from itertools import combinations
from math import ceil, sqrt
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import binomtest, chi2, multinomial, norm
from small_books import ROOT
from statsmodels.stats.proportion import proportion_confint

from press.data.validation import load_table
from press.notebooks.results import Executed, Result, read_notebook, results_of

NOTEBOOK = ROOT / "book" / "notebooks" / "survey.ipynb"
COUNTS = [int(count) for count in load_table("survey", ROOT)["respondents"]]
ASKED = sum(COUNTS)
ANSWERS = [str(answer) for answer in load_table("survey", ROOT)["answer"]]
BELIEVE = COUNTS[ANSWERS.index("believe")]
DISBELIEVE = COUNTS[ANSWERS.index("not-believe")] + COUNTS[ANSWERS.index("not-at-all")]
LEVEL = 0.95


@cache
def published() -> dict[tuple[str, str], Result]:
    """What the notebook published when it was last run, by kind and key."""
    return {(result.kind, result.key): result for result in results_of(Executed(NOTEBOOK, read_notebook(NOTEBOOK)))}


def number(key: str) -> float:
    return float(published()["number", key].quantity.exact)


def ends(key: str) -> list[float]:
    return [float(end) for end in published()["number", key].quantity.exact.split("/")]


def drawn(chart: str) -> list[dict[str, Any]]:
    """The rows of data of a chart, in English; rows that bear its words are some of them again."""
    rows, *others = sorted(published()["chart", chart].data["en"]["datasets"].values(), key=len, reverse=True)
    assert all(row in rows for other in others for row in other)
    return list(rows)


@cache
def function(name: str) -> Callable[..., Any]:
    """A function that the notebook defines, with the notebook's imports and constants."""
    code = [cell.source for cell in read_notebook(NOTEBOOK).cells if cell.cell_type == "code"]
    statements = [statement for source in code for statement in ast.parse(source).body]
    wanted = [
        statement
        for statement in statements
        if isinstance(statement, ast.Import | ast.ImportFrom)
        or (isinstance(statement, ast.FunctionDef) and statement.name == name)
        or (isinstance(statement, ast.Assign) and ast.unparse(statement).startswith("LEVEL ="))
    ]
    namespace: dict[str, Any] = {}
    exec(compile(ast.Module(wanted, []), str(NOTEBOOK), "exec"), namespace)
    found: Callable[..., Any] = namespace[name]
    return found


def test_wilsons_intervals_are_those_of_another_library() -> None:
    expected = [binomtest(count, ASKED).proportion_ci(LEVEL, method="wilson") for count in COUNTS]
    for rows in (drawn("answers"), [row for row in drawn("methods") if "Wilson" in row["interval"]]):
        assert [row["low"] for row in rows] == pytest.approx([100 * interval.low for interval in expected])
        assert [row["high"] for row in rows] == pytest.approx([100 * interval.high for interval in expected])


def test_the_intervals_of_the_sentences_are_those_of_another_library() -> None:
    for key, count, size in (("believe-wilson", BELIEVE, ASKED), ("sides-wilson", BELIEVE, BELIEVE + DISBELIEVE)):
        interval = binomtest(count, size).proportion_ci(LEVEL, method="wilson")
        assert ends(key) == pytest.approx([100 * interval.low, 100 * interval.high])
    assert [number("believe-low"), number("believe-high")] == pytest.approx(ends("believe-wilson"))


def goodman(count: int, size: int, answers: int) -> list[float]:
    """Goodman (1965): the shares p with size * (found - p)^2 = c * p * (1 - p), c from chi-squared at a share of the error."""
    allowed = chi2.ppf(1 - (1 - LEVEL) / answers, 1)
    found = count / size
    return sorted(np.roots([size + allowed, -(2 * size * found + allowed), size * found**2]).real)


def test_goodmans_intervals_solve_his_equation() -> None:
    rows = [row for row in drawn("methods") if "Goodman" in row["interval"]]
    expected = [goodman(count, ASKED, len(COUNTS)) for count in COUNTS]
    assert [row["low"] for row in rows] == pytest.approx([100 * low for low, _ in expected])
    assert [row["high"] for row in rows] == pytest.approx([100 * high for _, high in expected])
    assert ends("believe-goodman") == pytest.approx([100 * end for end in expected[ANSWERS.index("believe")]])


def samples(size: int, parts: int) -> np.ndarray:
    """Every way to split ``size`` into ``parts`` counts, one a row."""
    bars = np.array(list(combinations(range(size + parts - 1), parts - 1)))
    edges = np.hstack([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), size + parts - 1)])
    return np.diff(edges, axis=1) - 1


@pytest.mark.parametrize(("key", "error"), [("wilson-together", 0.05), ("goodman-together", 0.01)])
def test_how_often_all_intervals_hold_is_the_sum_over_all_samples(key: str, error: float) -> None:
    shares = np.array(COUNTS) / ASKED
    possible = samples(ASKED, len(COUNTS))
    low, high = proportion_confint(np.arange(ASKED + 1), ASKED, alpha=error, method="wilson")
    held = ((low[possible] <= shares) & (shares <= high[possible])).all(axis=1)
    assert number(key) == pytest.approx(100 * multinomial.pmf(possible[held], ASKED, shares).sum())


def test_the_difference_has_the_interval_of_tangos_own_example() -> None:
    """Tango (1998), section 6.1: 44 pairs, of which 0 and 1 disagree; the lower end at 90% is printed as -0.096."""
    low, _ = function("score_interval")(0, 1, 44, level=0.9)
    assert round(low, 3) == -0.096


def score(first: int, second: int, size: int, difference: float) -> float:
    """The score statistic of a difference of two shares, the other parameter fitted by search instead of by formula."""
    neither = size - first - second

    def unlikelihood(share: float) -> float:
        rest = 1 - 2 * share - difference
        return -(first * np.log(share + difference) + second * np.log(share) + neither * np.log(rest))

    bounds = (max(0.0, -difference) + 1e-9, (1 - difference) / 2 - 1e-9)
    share = minimize_scalar(unlikelihood, bounds=bounds, method="bounded", options={"xatol": 1e-12}).x
    # The variance of the difference of two shares of one sample: p1 + p2 - (p1 - p2)^2, over its size.
    variance = (2 * share + difference - difference**2) / size
    return float(((first - second) / size - difference) / sqrt(variance))


def test_the_score_at_both_ends_of_the_difference_is_the_normal_quantile() -> None:
    low, high = -number("lead-disbelieve") / 100, number("lead-believe") / 100
    quantile = norm.ppf((1 + LEVEL) / 2)
    assert score(BELIEVE, DISBELIEVE, ASKED, low) == pytest.approx(quantile, abs=1e-6)
    assert score(BELIEVE, DISBELIEVE, ASKED, high) == pytest.approx(-quantile, abs=1e-6)
    assert low < 0 < high


def test_the_sample_for_a_margin_of_three_points_is_that_of_the_textbooks() -> None:
    exact = norm.ppf((1 + LEVEL) / 2) ** 2 * 0.5 * 0.5 / (number("margin-wanted") / 100) ** 2
    assert round(exact, 2) == 1067.07
    assert number("needed") == ceil(exact) == 1068


def test_the_exercises_name_what_is_in_the_notebook_and_its_answer_is_that_of_the_textbooks() -> None:
    cells = [cell.source for cell in read_notebook(NOTEBOOK).cells]
    assert sum(cell.startswith("MARGIN = 3\n") for cell in cells) == 1
    assert [cell.count('alt.X("low:Q")') for cell in cells if cell.startswith("BELIEF")] == [1]
    assert number("margin-wider") == 5
    assert number("needed-wider") == ceil((norm.ppf((1 + LEVEL) / 2) / 0.1) ** 2) == 385


def test_the_sample_for_the_lead_is_the_smallest_whose_margin_is_no_wider() -> None:
    lead = number("lead") / 100
    assert lead == pytest.approx((DISBELIEVE - BELIEVE) / ASKED)

    def margin(size: int) -> float:
        return float(norm.ppf((1 + LEVEL) / 2) * sqrt(((BELIEVE + DISBELIEVE) / ASKED - lead**2) / size))

    needed = round(1000 * number("needed-lead"))
    assert margin(needed) <= lead < margin(needed - 1)
