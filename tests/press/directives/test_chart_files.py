"""The sources and files of a chart."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docutils import nodes
from small_books import copy_book, make_edition

from press.directives.chart import about_chart
from press.directives.links import pending_citation
from press.edition.context import EditionContext
from press.notebooks.kinds import CHART

Edition = Callable[..., EditionContext]


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


FOLDER = Path("_build", "press", "ru", "html", "_downloads", "results")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book with its Russian pages, built once; the tests that build again come last."""
    root = copy_book("weather", tmp_path_factory.mktemp("built"))
    assert make_edition(root, "ru") == ([], [])
    return root


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / FOLDER).glob("*"))}


def test_the_csv_has_the_values_of_the_source_and_headings_in_words(built: Path) -> None:
    source = list(csv.DictReader((built / "data" / "rain.csv").read_text(encoding="utf-8").splitlines()))
    for name in ("rain-days.ru.csv", "rain-days-table.ru.csv"):
        content = files(built)[name]
        assert content.endswith(b"\r\n") and content.count(b"\r\n") == content.count(b"\n")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert [row[1] for row in rows[1:]] == [row["days"] for row in source]
        assert not set(rows[0]) & set(source[0])


def test_the_picture_says_in_itself_what_it_is_and_where_from(built: Path) -> None:
    picture = ElementTree.fromstring(files(built)["rain-days.ru.svg"])
    shown = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert any("Источник" in str(text) for text in shown)
    assert any("Лицензия" in str(text) for text in shown)
    ground = next(picture.iter("{http://www.w3.org/2000/svg}rect"))
    assert ground.get("fill") == "#fff"


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
