"""Charts drawn, and adapted for pages."""

from __future__ import annotations

import re
from html import escape

import altair as alt
import fontpkg_noto_sans
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from support.drawn_charts import stacked

from press.charts.draw import draw_svg, framed, page_svg, png_from_svg, smaller, with_text_lengths
from press.charts.theme import FONT, INK

pytestmark = pytest.mark.threads


def test_an_axis_of_time_is_labelled_in_the_language() -> None:
    frame = pd.DataFrame({"when": ["2021-06-15", "2021-08-15"], "rain": [3, 5]})
    time = alt.X("when:T").axis(format="%B", tickCount="month")
    svg = draw_svg(alt.Chart(frame).mark_point().encode(x=time, y="rain:Q").to_dict(), "kk")
    assert "шілде" in svg.lower()


def test_each_kazakh_letter_is_drawn_as_itself() -> None:
    letters = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
    size = 'xmlns="http://www.w3.org/2000/svg" width="300" height="40"'
    text = f'<svg {size} font-family="{FONT}"><text x="10" y="30" font-size="20">{{}}</text></svg>'
    assert len({png_from_svg(text.format(letter)) for letter in letters}) == len(letters)


def test_numbers_that_a_chart_writes_out_keep_their_digits() -> None:
    frame = pd.DataFrame({"year": ["2001"], "days": [1.3347]})
    figure = alt.Chart(frame).encode(x="year:O", y="days:Q")
    written = figure.mark_bar() + figure.mark_text().encode(text=alt.Text("days:Q").format(".3f"))
    assert ">1.335</text>" in smaller(draw_svg(written.to_dict(), "en"))


def test_on_a_page_colours_are_variables_and_there_is_no_style_attribute() -> None:
    svg = page_svg(draw_svg(stacked(), "en"), "press-wide", "chart-x", 'Rain & "snow"', "chart-x-words")
    assert "var(--press-blue)" in svg
    assert "color-mix(in srgb, var(--press-orange) 45%, transparent)" in svg
    assert "style=" not in svg
    assert 'aria-describedby="chart-x-words"' in svg
    assert 'aria-label="Rain &amp; &quot;snow&quot;"' in svg
    assert INK not in svg


def test_a_picture_for_a_page_is_two_thirds_of_what_is_drawn_and_has_the_same_words() -> None:
    drawn = draw_svg(stacked(), "en")
    small = page_svg(drawn, "press-wide", "chart-x", "Rain")
    assert len(small) < 0.67 * len(drawn)
    assert small.count("<text ") == drawn.count("<text ")
    assert re.findall(r">([^<>]+)</text>", small) == re.findall(r">([^<>]+)</text>", drawn)


@pytest.mark.parametrize(("weight", "axis"), [("normal", 400), ("600", 600), ("bold", 700)])
def test_each_line_of_words_keeps_the_width_that_it_has_in_the_font_it_was_drawn_with(weight: str, axis: int) -> None:
    lines = ["Қазақстан & Ресей:", "1 113,6 млрд"]
    spans = "".join(f"<tspan>{escape(line)}</tspan>" for line in lines)
    fitted = with_text_lengths(f'<svg><text font-size="12.5px" font-weight="{weight}">{spans}</text></svg>')
    font = TTFont(next((fontpkg_noto_sans.ROOT / "files").glob("NotoSans[[]*")))
    glyphs, names = font.getGlyphSet(location={"wght": axis}), font.getBestCmap()
    widths = [sum(glyphs[names[ord(letter)]].width for letter in line) for line in lines]
    found = re.findall(r'<tspan textLength="([\d.]+)" lengthAdjust="spacingAndGlyphs">', fitted)
    assert [float(length) for length in found] == pytest.approx([w * 12.5 / 1000 for w in widths], abs=0.5)
    assert fitted.count("textLength") == len(lines)


def test_pictures_of_pages_and_of_downloads_fit_their_words_into_any_font() -> None:
    drawn = draw_svg(stacked(), "en")
    page, taken = page_svg(drawn, "press-wide", "chart-x", "Rain"), framed(drawn, "Rain", ["Source: a gauge"], "", "en")
    for svg in (page, taken):
        words = re.findall(r"<t(?:ext|span)\b[^>]*>(?=[^<])", svg)
        assert len(words) > 5
        assert [tag for tag in words if "textLength=" not in tag] == []
