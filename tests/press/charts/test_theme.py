"""The looks of charts: labels have room, in wide pictures and in those for phones, and bars differ by more than colour."""

import re
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pytest
from drawn_charts import stacked

from press.charts.draw import draw_svg
from press.charts.theme import NARROW, TYPE, WIDE

pytestmark = pytest.mark.threads
LONG = [f"{ordinal} of several very long names of measuring stations" for ordinal in ("First", "Second", "Third")]
LABEL = re.compile(r'<text text-anchor="end" transform="translate\([-\d.]+,([-\d.]+)\)"[^>]*>(<tspan>.*?)</text>')
BAR = re.compile(r'd="M0,([\d.]+)h[\d.]+v([\d.]+)h[-\d.]+Z" fill="#0072B2"')
TURNED = re.compile(r"<text[^>]*rotate\(270\)[^>]*>20\d\d<")


def rows(names: list[str], height: int = 60) -> dict[str, Any]:
    frame = pd.DataFrame({"station": names, "rain": range(1, len(names) + 1)})
    bars = alt.Chart(frame).mark_bar().encode(x="rain:Q", y=alt.Y("station:N", sort=names, title=None))
    spec: dict[str, Any] = (bars + bars.mark_text(dx=9).encode(text="rain:Q")).properties(height=height).to_dict()
    return spec


def columns(count: int) -> dict[str, Any]:
    frame = pd.DataFrame({"year": [str(2001 + number) for number in range(count)], "rain": range(count)})
    years = alt.X("year:O").axis(labelAngle=0)
    spec: dict[str, Any] = alt.Chart(frame).mark_bar().encode(x=years, y="rain:Q").to_dict()
    return spec


def labels(svg: str) -> list[tuple[float, float]]:
    """Where the first and the last line of each label of a row stand."""
    found = []
    for top, inner in LABEL.findall(svg):
        steps = [float(step) for step in re.findall(r'dy="([\d.]+)"', inner)]
        found.append((float(top), float(top) + sum(steps)))
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_labels_of_several_lines_do_not_overlap(width: int) -> None:
    found = labels(draw_svg(rows(LONG), "en", width))
    assert len(found) == len(LONG)
    assert all(first < last for first, last in found)
    assert all(above[1] + TYPE <= below[0] for above, below in pairwise(found))


def test_a_label_of_several_lines_stands_in_the_middle_of_its_bar() -> None:
    svg = draw_svg(rows(LONG), "en", NARROW)
    bars = [float(top) + float(height) / 2 for top, height in BAR.findall(svg)]
    assert len(bars) == len(LONG)
    # Letters stand on their line, their middle about a third of their size above it.
    middles = [(first + last) / 2 - TYPE / 3 for first, last in labels(svg)]
    assert middles == pytest.approx(bars, abs=1.5)


def test_rows_with_room_keep_the_height_that_the_notebook_gave() -> None:
    heights = [
        re.findall(r'class="background"[^>]* d="M0,0h\d+v(\d+)h', draw_svg(rows(LONG, high), "en"))
        for high in (60, 300)
    ]
    assert int(heights[0][0]) > 60
    assert int(heights[1][0]) == 300


def test_labels_of_columns_are_turned_only_where_they_would_touch() -> None:
    turned = {
        (count, width): len(TURNED.findall(draw_svg(columns(count), "en", width)))
        for count in (4, 10)
        for width in (NARROW, WIDE)
    }
    assert turned == {(4, NARROW): 0, (4, WIDE): 0, (10, NARROW): 10, (10, WIDE): 0}


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


def test_a_title_of_the_charts_own_stays_and_the_axis_keeps_its_title() -> None:
    frame = pd.DataFrame({"year": [2001, 2002], "rain": [1, 2]})
    line = alt.Chart(frame, title="A wet year").mark_line().encode(x="year:Q", y=alt.Y("rain:Q").title("Rain, mm"))
    svg = draw_svg(line.to_dict(), "en")
    assert svg.count(">A wet year<") == 1
    assert re.search(r"<text[^>]*rotate[^>]*>Rain, mm<", svg)


def test_words_at_the_ends_of_lines_are_within_the_picture() -> None:
    long = "A station with a very long name"
    frame = pd.DataFrame({"year": [2001, 2002], "rain": [1, 2], "station": ["", long]})
    line = alt.Chart(frame).mark_line().encode(x="year:Q", y="rain:Q")
    svg = draw_svg((line + line.mark_text(align="left", dx=8).encode(text="station:N")).to_dict(), "en", NARROW)
    assert re.search(rf'<svg[^>]* width="{NARROW}"', svg)
    (end,) = re.findall(r'<path d="M0,[\d.]+L([\d.]+),0" stroke="#0072B2"', svg)
    assert 0 < float(end) < NARROW - 6 * len(long)


def test_bars_of_several_colours_differ_in_filling_too_and_keep_a_solid_outline() -> None:
    svg = draw_svg(stacked(), "en")
    bars = re.findall(r'<path[^>]*fill="(#[0-9A-Fa-f]+)"[^>]*stroke="(#[0-9A-Fa-f]+)"', svg)
    assert {(fill[:7], len(fill), stroke) for fill, stroke in bars} == {
        ("#0072B2", 7, "#0072B2"),
        ("#B26B00", 9, "#B26B00"),
    }
    assert svg.count(">rain<") == 1, "one legend for both"


def test_the_narrow_picture_has_type_of_the_same_size_in_less_width() -> None:
    sizes = {}
    for width in (WIDE, NARROW):
        svg = draw_svg(stacked(), "en", width)
        assert re.search(rf'<svg[^>]* width="{width}"', svg)
        sizes[width] = set(re.findall(r'font-size="([^"]+)"', svg))
    assert sizes[WIDE] == sizes[NARROW] == {f"{TYPE}px"}
