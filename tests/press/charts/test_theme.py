"""The look of charts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from support.drawn_charts import stacked

from press.charts.draw import draw_svg
from press.charts.theme import NARROW, RULE, SERIES, WIDE
from press.core.resources import press_path

pytestmark = pytest.mark.threads
STYLE = press_path("builders/html/styles/first/tokens.css").read_text(encoding="utf-8")
BUILT = Path(__file__).parents[3] / "_build" / "press"
# Lines that help the eye; nothing is read from them alone.
DECORATION = {RULE.lower()}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def variables(scheme: str, prefix: str = "press-") -> dict[str, str]:
    """The colours that the style sheet has for ``scheme``, by the ends of their names."""
    pairs = re.findall(rf"--{prefix}(\w+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", STYLE)
    chosen = {"light": 1, "dark": 2}[scheme]
    found = {pair[0]: pair[chosen] for pair in pairs}
    return {name: "#" + "".join(digit * 2 for digit in c[1:]) if len(c) == 4 else c for name, c in found.items()}


def ground(scheme: str) -> str:
    return variables(scheme, "")["page"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_a_series_stands_out_from_the_page(scheme: str) -> None:
    colours, page = variables(scheme), ground(scheme)
    assert colours.keys() == SERIES.keys()
    assert {name for name, colour in colours.items() if contrast(colour, page) < 3} == set()


def test_pictures_on_paper_have_the_colours_of_the_light_page() -> None:
    assert {name: drawn.lower() for name, (_, drawn) in SERIES.items()} == variables("light")


@pytest.mark.skipif(not any(BUILT.glob("*/html")), reason="no built book: run `make book` first (`make test` does)")
def test_every_colour_in_the_charts_of_the_book_stands_out_on_white_and_follows_the_theme_on_the_page() -> None:
    # A filling that lets see through it has eight digits and an outline, which is looked at.
    taken = colours_in(BUILT.glob("*/html/_downloads/results/*.svg"), "<svg")
    assert len(taken) > 4
    assert {colour for colour in taken if contrast(colour, "#ffffff") < 3} == set()
    fixed = colours_in(BUILT.glob("*/html/*.html"), '<svg class="press-')
    pages = {ground("light"), ground("dark")}
    assert {(colour, page) for colour in fixed for page in pages if contrast(colour, page) < 3} == set()


def colours_in(paths: Iterable[Path], start: str) -> set[str]:
    """The colours written as such in the pictures that begin with ``start``, without lines that only help the eye."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    pictures = (picture.split("</svg>", 1)[0] for text in texts for picture in text.split(start)[1:])
    found = {colour.lower() for picture in pictures for colour in re.findall(r'"(#[0-9a-fA-F]{6})"', picture)}
    return found - DECORATION


TURNED = re.compile(r"<text[^>]*rotate\(270\)[^>]*>20\d\d<")


def columns(count: int) -> dict[str, Any]:
    frame = pd.DataFrame({"year": [str(2001 + number) for number in range(count)], "rain": range(count)})
    years = alt.X("year:O").axis(labelAngle=0)
    spec: dict[str, Any] = alt.Chart(frame).mark_bar().encode(x=years, y="rain:Q").to_dict()
    return spec


def test_labels_of_columns_are_turned_only_where_they_would_touch() -> None:
    turned = {
        (count, width): len(TURNED.findall(draw_svg(columns(count), "en", width)))
        for count in (4, 10)
        for width in (NARROW, WIDE)
    }
    assert turned == {(4, NARROW): 0, (4, WIDE): 0, (10, NARROW): 10, (10, WIDE): 0}


def test_a_chart_has_the_look_of_the_house_but_for_what_its_notebook_sets() -> None:
    usual = draw_svg(columns(4), "en")
    # Without the theme of Altair a chart has no settings.
    assert draw_svg({name: part for name, part in columns(4).items() if name != "config"}, "en") == usual
    own = draw_svg({**columns(4), "config": {"axis": {"labelColor": "#123456"}}}, "en")
    assert "#123456" in own and "#123456" not in usual


@pytest.mark.parametrize("measured", ["x", "y"])
def test_what_is_measured_stands_over_the_drawing_and_is_said_once(measured: str) -> None:
    frame = pd.DataFrame({"station": ["North", "South"], "rain": [1, 2]})
    channels = {"x": alt.X, "y": alt.Y}
    other = "y" if measured == "x" else "x"
    places = {measured: channels[measured]("rain:Q").title("Rain, mm"), other: channels[other]("station:N").title(None)}
    bars = alt.Chart(frame).mark_bar().encode(**places)
    svg = draw_svg((bars + bars.mark_rule()).to_dict(), "en")
    assert svg.count(">Rain, mm<") == 1
    assert "role-title-text" in svg and "role-axis-title" not in svg


def test_views_side_by_side_or_below_one_another_have_a_width_of_their_own() -> None:
    chart = alt.Chart(pd.DataFrame({"city": ["a", "b"], "days": [1, 2]})).mark_bar().encode(x="days:Q", row="city:N")
    assert (width := re.search(r'<svg[^>]* width="(\d+)"', draw_svg(chart.to_dict(), "en"))) and int(width[1]) > 200


def test_bars_of_several_colours_differ_in_filling_too_and_keep_a_solid_outline() -> None:
    svg = draw_svg(stacked(), "en")
    bars = re.findall(r'<path[^>]*fill="(#[0-9A-Fa-f]+)"[^>]*stroke="(#[0-9A-Fa-f]+)"', svg)
    assert {(fill[:7], len(fill), stroke) for fill, stroke in bars} == {
        ("#0072B2", 7, "#0072B2"),
        ("#B26B00", 9, "#B26B00"),
    }
    assert svg.count(">rain<") == 1, "one legend for both"
