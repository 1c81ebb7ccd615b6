"""Charts in chapters and on pages, their sources and files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.bare_sphinx import BareSphinx
from support.built_pages import parsed, words
from support.small_books import Built

from press.directives.chart import about_chart, chart_image, chart_node
from press.edition.context import EditionContext
from press.notebooks.results import CHART


def test_the_faces_of_a_chart_are_links(sphinx: BareSphinx) -> None:
    (bar, _) = sphinx.html(*sphinx.read(".. chart:: rain/days\n\n   Rain.\n\n").findall(chart_image))
    assert [link.get("href") for link in bar.iter("a")] == [
        f"#chart-rain-days{face}" for face in ("", "-table", "-data")
    ]


def test_below_a_chart_its_table_and_what_is_known_of_it_are_folded_and_nothing_stands_between(
    built_book: Callable[[str], Built],
) -> None:
    page = parsed(built_book("weather").site / "en" / "rain.html")
    (below,) = (box for box in page.iter("div") if "press-faces" in box.get("class", "").split())
    folded = [(part.tag, words(part[0]), (part.tail or "").strip()) for part in below]
    assert folded == [("details", "Table", ""), ("details", "Data", "")]


Edition = Callable[..., EditionContext]


@pytest.mark.parametrize(
    ("language", "short", "values"),
    [
        ("en", "Bar chart. Rainy days by city.", "Days of rain. Northern: 12; Southern: 7."),
        ("ru", "Столбчатая диаграмма. Rainy days by city.", "Дни с дождём. Северный: 12; Южный: 7."),
    ],
)
def test_a_chart_is_told_in_short_and_with_its_values(edition: Edition, language: str, short: str, values: str) -> None:
    context = edition(language)
    image = chart_node(context, context.results.find("rain/days", CHART), "Rainy days by city.")
    assert (image["short"], image["alt"]) == (short, f"{short} {values}")


def test_the_last_view_tells_files_words_sources_computation_and_citation(edition: Edition) -> None:
    context = edition("en")
    chart = context.results.find("rain/days", CHART)
    view = about_chart(context, chart, chart_node(context, chart, "Rainy days."), "Rainy days. In two cities.")
    told = {item[0].astext(): [part.astext() for part in item[1].children] for item in view.children}
    assert list(told.items())[:3] == [
        ("This chart", ["SVG · PNG · CSV · Vega-Lite · Metadata"]),
        ("All values of the tables behind it", ["rain.csv"]),
        ("In words", ["Days of rain. Northern: 12; Southern: 7."]),
    ]
    assert list(told)[3:] == ["Licence of the data", "How computed", "How to cite"]
    assert told["Licence of the data"] == ["rain.csv: unknown"]
