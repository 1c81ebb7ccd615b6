"""Charts in chapters and on pages, their sources and files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bare_sphinx import BareSphinx
from small_books import copy_book, make_edition

from press.directives.embeds import about_chart, chart_image, chart_node
from press.directives.links import pending_citation
from press.edition.context import EditionContext
from press.notebooks.results import CHART


def test_only_the_first_chart_of_a_page_is_rendered_at_once(sphinx: BareSphinx) -> None:
    charts = sphinx.read(2 * ".. chart:: rain/days\n\n   Rain.\n\n").findall(chart_image)
    bar, first, _, second = sphinx.html(*list(charts))
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
    view = about_chart(context, chart, chart_node(context, chart, "Rainy days."), "Rainy days.")
    told = {item[0].astext(): [part.astext() for part in item[1].children] for item in view.children}
    assert list(told.items())[:3] == [
        ("This chart", ["SVG · PNG · CSV · Vega-Lite"]),
        ("All values of the tables behind it", ["rain.csv"]),
        ("In words", ["Days of rain. Northern: 12; Southern: 7."]),
    ]
    assert list(told)[3:] == ["Source: made up for this test", "How computed", "How to cite"]
    assert told["Source: made up for this test"][1:] == ["Licence: unknown"]
    assert [work["key"] for work in view.findall(pending_citation)] == ["doe2001"]


FOLDER = Path("_build", "press", "ru", "html", "_downloads", "results")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book with its Russian pages, built once; the tests that build again come last."""
    root = copy_book("weather", tmp_path_factory.mktemp("built"))
    assert make_edition(root, "ru") == ([], [])
    return root


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / FOLDER).glob("*"))}


def test_the_specification_for_other_programs_has_number_format_and_rows(built: Path) -> None:
    spec = json.loads(files(built)["rain-days.ru.vl.json"])
    assert spec["usermeta"]["embedOptions"]["formatLocale"]["decimal"] == ","
    assert len(next(iter(spec["datasets"].values()))) == 2
    assert "Источник" in spec["description"]


def test_files_are_named_after_result_and_language_and_go_with_what_they_show(built: Path) -> None:
    made = files(built)
    kinds = ("csv", "png", "svg", "vl.json")
    assert set(made) == {f"rain-days.ru.{kind}" for kind in kinds} | {"rain-days-table.ru.csv"}
    chapter = built / "book" / "ru" / "rain.md"
    text = chapter.read_text(encoding="utf-8")
    start, end = text.index(":::{chart}"), text.index(":::{datatable}")
    without = (text[:start] + text[end:]).replace("{numref}`fig-rain-days`", "—")
    chapter.write_text(without, encoding="utf-8")
    assert make_edition(built, "ru") == ([], [])
    assert set(files(built)) == {"rain-days-table.ru.csv"}
