"""The chart that a book names for its start page, with the caption that it has where it is shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from press.builders.leading_chart import leading_chart, leading_picture
from press.core.errors import PressError
from press.directives.embed import SHOWN_RESULTS, ShownResult
from press.notebooks.kinds import CHART, TABLE
from press.notebooks.results import Result, Results

DAYS = Result("rain", "days", CHART.name)


def app_of(name: str, **shown: list[ShownResult]) -> Any:
    """What is known of a run in which the documents show these results, and the settings name a chart."""
    context = SimpleNamespace(settings=SimpleNamespace(start_picture=name), results=Results([DAYS]))
    env: Any = SimpleNamespace()
    SHOWN_RESULTS.of(env).update(shown)
    return SimpleNamespace(press=context, env=env, config=SimpleNamespace(root_doc="index"))


def chart(caption: str, name: str = "rain/days", kind: str = CHART.name) -> ShownResult:
    return ShownResult(name, kind, caption)


def test_a_book_that_names_no_chart_has_none() -> None:
    assert leading_chart(app_of("")) is None
    assert leading_picture(app_of("")) is None


def test_the_caption_is_that_of_the_page_that_shows_the_chart() -> None:
    others = [chart("Of months.", "rain/months"), chart("In figures.", kind=TABLE.name)]
    assert leading_chart(app_of("rain/days", b=[*others, chart("Of days.")], a=others)) == (DAYS, "b", "Of days.")


def test_the_first_page_goes_before_others_and_these_in_their_order() -> None:
    shown = {name: [chart(f"On {name}.")] for name in ("z", "index", "a")}
    assert leading_chart(app_of("rain/days", **shown)) == (DAYS, "index", "On index.")
    del shown["index"]
    assert leading_chart(app_of("rain/days", **shown)) == (DAYS, "a", "On a.")


def test_a_chart_that_no_page_shows_has_no_caption() -> None:
    assert leading_chart(app_of("rain/days")) == (DAYS, "", "")


def test_a_chart_that_no_notebook_publishes_is_told() -> None:
    with pytest.raises(PressError, match="no notebook publishes a chart called 'rain/dais'"):
        leading_chart(app_of("rain/dais"))
