"""Labels of categories in charts: they have room, in wide pictures and in those for phones."""

import re
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pytest

from press.charts.draw import draw_svg

FONT_SIZE = 12
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


@pytest.mark.parametrize("width", [520, 340])
def test_labels_of_several_lines_do_not_overlap(width: int) -> None:
    found = labels(draw_svg(rows(LONG), "en", width))
    assert len(found) == len(LONG)
    assert all(first < last for first, last in found)
    assert all(above[1] + FONT_SIZE <= below[0] for above, below in pairwise(found))


def test_a_label_of_several_lines_stands_in_the_middle_of_its_bar() -> None:
    svg = draw_svg(rows(LONG), "en", 340)
    bars = [float(top) + float(height) / 2 for top, height in BAR.findall(svg)]
    assert len(bars) == len(LONG)
    # Letters stand on their line, their middle about a third of their size above it.
    middles = [(first + last) / 2 - FONT_SIZE / 3 for first, last in labels(svg)]
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
        for width in (340, 520)
    }
    assert turned == {(4, 340): 0, (4, 520): 0, (10, 340): 10, (10, 520): 0}
