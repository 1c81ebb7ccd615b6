"""Charts in chapters and on pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bare_sphinx import BareSphinx

from press.directives.chart import chart_image, chart_node
from press.edition.context import EditionContext
from press.notebooks.results import CHART


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


Edition = Callable[..., EditionContext]


def image_of(context: EditionContext, *, with_faces: bool = False) -> chart_image:
    return chart_node(context, context.results.find("rain/days", CHART), "Rainy days by city.", with_faces=with_faces)


@pytest.mark.parametrize(
    ("language", "short", "values"),
    [
        ("en", "Bar chart. Rainy days by city.", "Days of rain. Northern: 12; Southern: 7."),
        ("ru", "Столбчатая диаграмма. Rainy days by city.", "Дни с дождём. Северный: 12; Южный: 7."),
    ],
)
def test_a_chart_is_told_in_short_and_with_its_values(edition: Edition, language: str, short: str, values: str) -> None:
    image = image_of(edition(language))
    assert (image["short"], image["alt"]) == (short, f"{short} {values}")
