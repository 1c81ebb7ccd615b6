"""A chart on a page: the first one at once, the others when they come near, with their space kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from bare_sphinx import BareSphinx

from press.directives.chart import chart_node
from press.edition.context import EditionContext
from press.notebooks.kinds import CHART


def test_only_the_first_chart_of_a_page_is_rendered_at_once(
    edition: Callable[..., EditionContext], sphinx: BareSphinx
) -> None:
    context = edition("en")
    result = context.results.find("rain/days", CHART)
    bar, first, _, second = sphinx.html(*(chart_node(context, result, "Rain.", with_faces=True) for _ in range(2)))
    assert (first.get("class"), first.get("style")) == ("press-picture", None)
    assert second.get("class") == "press-picture press-waits"
    # The space that is kept has the proportions of the drawings themselves.
    sizes = [re.findall(r"[\d.]+", picture.get("viewbox", picture.get("viewBox", "")))[2:] for picture in second]
    assert second.get("style") == ";".join(
        f"--press-{name}:{width}/{height}" for name, (width, height) in zip(("wide", "narrow"), sizes, strict=True)
    )
    assert [link.get("href") for link in bar.iter("a")] == [
        f"#chart-rain-days{face}" for face in ("", "-table", "-data")
    ]


def test_a_chart_with_faces_refers_to_its_description_and_one_alone_tells_it(
    edition: Callable[..., EditionContext], sphinx: BareSphinx
) -> None:
    context = edition("en")
    result = context.results.find("rain/days", CHART)
    with_faces = sphinx.html(chart_node(context, result, "Rain.", with_faces=True))[1]
    (alone,) = sphinx.html(chart_node(context, result, "Rain."))
    assert {(svg.get("aria-label"), svg.get("aria-describedby")) for svg in with_faces} == {
        ("Bar chart. Rain.", "chart-rain-days-words")
    }
    assert {(svg.get("aria-label"), svg.get("aria-describedby")) for svg in alone} == {
        ("Bar chart. Rain. Days of rain. Northern: 12; Southern: 7.", None)
    }
