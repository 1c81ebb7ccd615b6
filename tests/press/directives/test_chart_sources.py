"""The sources of a chart, in short for a picture that is used elsewhere, in full for its last view."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from press.directives.chart_sources import about_chart, source_citation, source_lines, works_behind
from press.directives.links import pending_citation
from press.edition.context import EditionContext
from press.notebooks.kinds import CHART
from press.notebooks.results import Result

Edition = Callable[..., EditionContext]


def test_a_picture_names_source_licence_and_edition(edition: Edition) -> None:
    context = edition("ru")
    assert source_lines(context, context.results.find("rain/days", CHART)) == [
        "Источник: вымышлено для проверки",
        "Лицензия данных: неизвестна",
        "Погода",
    ]


def test_a_source_of_two_tables_is_named_once(edition: Edition) -> None:
    twice = Result("rain", "days", CHART.name, sources=["rain", "rain"])
    assert source_lines(edition("en"), twice)[0] == "Source: made up for this test"


def test_a_chart_is_cited_by_its_caption_and_the_book(edition: Edition) -> None:
    assert source_citation(edition("en"), "Rainy days. ") == "Rainy days. Weather (electronic edition)."


def test_the_last_view_tells_files_words_sources_computation_and_citation(edition: Edition) -> None:
    context = edition("en")
    chart = context.results.find("rain/days", CHART)
    view = about_chart(context, chart, "Rainy days.", nodes.paragraph("", "In short."), [[nodes.Text("SVG")]])
    told = {item[0].astext(): [part.astext() for part in item[1].children] for item in view.children}
    assert list(told.items())[:3] == [
        ("This chart", ["SVG"]),
        ("All values of the tables behind it", ["rain.csv"]),
        ("In words", ["In short."]),
    ]
    assert list(told)[3:] == ["Source: made up for this test", "How computed", "How to cite"]
    assert told["Source: made up for this test"][1:] == ["Licence: unknown"]
    assert [work["key"] for work in view.findall(pending_citation)] == ["doe2001"]


def test_only_works_of_the_claims_that_a_chart_draws_are_cited(edition: Edition) -> None:
    context = edition("en")
    # A table whose rows name no claims cites all of its works, whatever the chart draws.
    assert works_behind(context, "rain", context.results.find("rain/days", CHART)) == ["doe2001"]
