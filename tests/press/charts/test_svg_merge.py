"""Neighbouring shapes of one look as one shape: what is joined, what is not, and that the picture stays as it was."""

from __future__ import annotations

import io
import re
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from PIL import Image, ImageChops

from press.charts.draw import draw_svg, png_from_svg
from press.charts.palette import INK, RULE, SOFT
from press.charts.svg import page_svg, smaller
from press.charts.svg_merge import joined

DRAWN = sorted((Path(__file__).parents[3] / "_build" / "press" / "charts").glob("*.svg"))
# Of 255: how finely the edge of a shape is drawn depends a little on how large the whole shape is.
SAME = 24
CLOSE = pd.DataFrame({"x": range(40), "y": [number % 3 for number in range(40)]})
TWICE = pd.DataFrame({"x": [1, 1, 2, 2], "y": [3, 3, 4, 4]})
PLACES = {"x": "x:Q", "y": "y:Q"}
CHARTS = {
    "points that overlap": alt.Chart(CLOSE, width=90).mark_point(filled=True, opacity=1).encode(**PLACES),
    "points that overlap and let see through": alt.Chart(CLOSE, width=90).mark_point(filled=True).encode(**PLACES),
    "rings that overlap": alt.Chart(CLOSE, width=90).mark_point(opacity=1).encode(**PLACES),
    "crosses": alt.Chart(CLOSE).mark_point(shape="cross", filled=True, opacity=1).encode(**PLACES),
    "points at one place": alt.Chart(TWICE).mark_square(opacity=1, size=31).encode(**PLACES),
    "bars with an outline": alt.Chart(CLOSE).mark_bar(stroke="black", opacity=0.5).encode(x="x:O", y="y:Q"),
    "bars that touch": alt.Chart(CLOSE).mark_bar(width=11.3).encode(x="x:O", y="y:Q"),
    "lines that cross": alt.Chart(CLOSE).mark_rule(opacity=0.4, strokeWidth=3).encode(x="x:Q")
    + alt.Chart(CLOSE).mark_rule(opacity=0.4, strokeWidth=3).encode(y="y:Q"),
    "lines that are one": alt.Chart(TWICE).mark_rule(strokeDash=[5, 3], strokeWidth=1.5).encode(x="x:Q"),
    "an axis of words at an angle": alt.Chart(CLOSE).mark_tick().encode(x=alt.X("x:O").axis(labelAngle=-45), y="y:Q"),
    "a ring of parts": alt.Chart(CLOSE[1:8]).mark_arc(innerRadius=30, stroke="white").encode(theta="x:Q"),
}


def differences(first: str, second: str, scale: float) -> int:
    """How much two pictures differ in the dot in which they differ most."""
    pictures = []
    for svg in (first, second):
        alone = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        picture = Image.open(io.BytesIO(png_from_svg(alone, scale))).convert("RGBA")
        pictures.append(Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB"))
    return max(high for _, high in ImageChops.difference(*pictures).getextrema())


def apart(svg: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """``svg`` as it is made smaller without joining anything."""
    with monkeypatch.context() as patch:
        patch.setattr("press.charts.svg.joined", lambda whole: whole)
        return smaller(svg)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("scale", [2, 2.6])
def test_a_chart_looks_the_same_when_its_shapes_are_joined(
    name: str, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = draw_svg(CHARTS[name].to_dict(), "en")
    small = smaller(drawn)
    assert "<path" in small
    assert differences(small, apart(drawn, monkeypatch), scale) <= SAME


@pytest.mark.skipif(not DRAWN, reason="no built book: run `make book` first (`make test` does)")
def test_the_charts_of_the_book_look_the_same_when_their_shapes_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = {path: path.read_text(encoding="utf-8") for path in DRAWN if "-en-" in path.name}
    assert len(pictures) > 10
    changed = {path.name: differences(smaller(svg), apart(svg, monkeypatch), 2) for path, svg in pictures.items()}
    assert {name: much for name, much in changed.items() if much > SAME} == {}


def test_words_of_a_page_have_the_colour_of_the_whole_and_lines_stay_unfilled() -> None:
    drawn = draw_svg((CHARTS["crosses"] + alt.Chart(CLOSE).mark_line().encode(**PLACES)).to_dict(), "en")
    page = page_svg(drawn, "press-wide", "chart-x", "Crosses")
    assert page.count('fill="currentColor"') == 1
    assert "<text" in page
    assert all(" fill=" in path for path in re.findall(r"<path[^>]*>", page))
    plain = page.replace("currentColor", INK).replace("var(--rule)", RULE).replace("var(--soft)", SOFT)
    assert differences(re.sub(r"var\(--press-blue\)", "#0072B2", plain), smaller(drawn), 2) <= SAME


def test_lines_of_one_look_are_one_path_with_each_place_written_in_it() -> None:
    ticks = "".join(f'<line transform="translate({x},0)" x2="0" y2="5" stroke="#c9ced6"/>' for x in (58, 127, 197))
    assert joined(f"<g>{ticks}</g>") == '<g><path d="M58,0v5M127,0v5M197,0v5" stroke="#c9ced6"/></g>'


def test_marks_are_told_from_their_place() -> None:
    mark = 'd="M0,-3.4L3.4,0L0,3.4Z" fill="#0072B2" stroke-width="2"'
    marks = "".join(f'<path transform="translate({x},20.5)" {mark}/>' for x in (7.2, 15))
    shape = "m0,-3.4l3.4,3.4l-3.4,3.4z"
    assert joined(marks) == f'<path d="M7.2,20.5{shape}M15,20.5{shape}" fill="#0072B2"/>'


@pytest.mark.parametrize(
    "shapes",
    [
        '<line y2="5" stroke="red"/><line transform="translate(9,0)" y2="5" stroke="blue"/>',
        '<line id="a" y2="5" stroke="red"/><line transform="translate(9,0)" id="a" y2="5" stroke="red"/>',
        '<path d="M0,0h5v5Z" class="a" fill="red"/><path d="M20,0h5v5Z" class="a" fill="red"/>',
        '<path d="M0,0h5v5Z" aria-label="a" fill="red"/><path d="M20,0h5v5Z" aria-label="a" fill="red"/>',
        '<path d="M0,0h5v5Z" fill="red"><title>a</title></path><path d="M20,0h5v5Z" fill="red"><title>b</title></path>',
        '<path d="M0,0h5v5Z" fill="url(#a)"/><path d="M20,0h5v5Z" fill="url(#a)"/>',
        '<path d="M0,0h5v5Z" fill="#ff0000"/><text>between</text><path d="M20,0h5v5Z" fill="#ff0000"/>',
        '<path d="M0,0h5v5Z" fill="#ff000080"/><path d="M3,0h5v5Z" fill="#ff000080"/>',
        '<path d="M0,0h5v5Z" fill="#ff0000" stroke="#000000"/><path d="M6,0h5v5Z" fill="#ff0000" stroke="#000000"/>',
        '<path d="M0,0h5v5Z" fill="#ff0000"/><path d="M5.5,0h5v5Z" fill="#ff0000"/>',
        '<path d="M0,0h5v5Z" fill="#ff0000"/><path d="M0,0h5v5Z" fill="#ff0000"/>',
        '<path d="M0,0A5,5,0,0,1,0,8" stroke="red"/><path d="M4,4L6,4" stroke="red"/>',
        '<path transform="rotate(5)" d="M0,0h5v5Z" fill="red"/><path transform="rotate(5)" d="M20,0h5v5Z" fill="red"/>',
        '<path d="M0,0q1,1,5,5" stroke="red"/><path d="M20,0q1,1,5,5" stroke="red"/>',
        '<g stroke="red"><path d="M0,0h5v5Z" stroke-width="2"/><path d="M20,0h5v5Z" stroke-width="2"/></g>',
    ],
)  # fmt: skip
def test_what_could_be_told_from_one_shape_stays_as_it_is(shapes: str) -> None:
    assert joined(f"<svg>{shapes}</svg>") == f"<svg>{shapes}</svg>"
