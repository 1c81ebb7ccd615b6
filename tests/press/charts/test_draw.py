"""Charts drawn without a browser: with the numbers and dates of a language, and as pictures of dots."""

import io

import altair as alt
import pandas as pd
import pytest
from PIL import Image

from press.charts.draw import draw_svg, png_from_svg, time_locale
from press.charts.theme import FONT

pytestmark = pytest.mark.threads


def test_months_and_days_are_named_in_the_language_and_the_week_begins_on_sunday() -> None:
    russian = time_locale("ru")
    assert (russian["months"][0], russian["months"][11]) == ("январь", "декабрь")
    assert (russian["days"][0], russian["days"][6]) == ("воскресенье", "суббота")
    assert time_locale("kk")["shortMonths"][6] == "шіл."


def test_an_axis_of_time_is_labelled_in_the_language() -> None:
    frame = pd.DataFrame({"when": ["2021-06-15", "2021-08-15"], "rain": [3, 5]})
    time = alt.X("when:T").axis(format="%B", tickCount="month")
    svg = draw_svg(alt.Chart(frame).mark_point().encode(x=time, y="rain:Q").to_dict(), "kk")
    assert "шілде" in svg.lower()


def test_years_on_an_axis_have_no_separator() -> None:
    frame = pd.DataFrame({"year": [2003, 2022], "place": [83, 28]})
    years = alt.X("year:Q").scale(zero=False).axis(format="d", values=[2003, 2022])
    ranks = alt.Y("place:Q").scale(reverse=True)
    svg = draw_svg(alt.Chart(frame).mark_line().encode(x=years, y=ranks).to_dict(), "ru")
    assert ">2003<" in svg and ">2022<" in svg


def drawn(text: str, attributes: str = "", scale: float = 1) -> Image.Image:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" font-family="{FONT}, system-ui, sans-serif">'
        f'<text x="10" y="30" font-size="20" {attributes}>{text}</text></svg>'
    )
    return Image.open(io.BytesIO(png_from_svg(svg, scale))).convert("RGBA").getchannel("A")


def ink(text: str, attributes: str = "") -> int:
    return sum(value * count for value, count in enumerate(drawn(text, attributes).histogram()))


@pytest.mark.parametrize(("scale", "size"), [(1, (300, 40)), (2, (600, 80))])
def test_a_picture_has_the_size_of_its_svg_times_the_scale(scale: float, size: tuple[int, int]) -> None:
    assert drawn("a", scale=scale).size == size


def test_what_nothing_is_drawn_on_stays_clear() -> None:
    assert drawn("").getextrema() == (0, 0)


def test_letters_have_the_weight_that_they_are_given() -> None:
    light, strong = ink("Халық үні", 'font-weight="400"'), ink("Халық үні", 'font-weight="600"')
    assert strong > 1.1 * light


def test_each_kazakh_letter_is_drawn_as_itself() -> None:
    letters = {letter: drawn(letter).tobytes() for letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ"}
    assert len(set(letters.values())) == len(letters)
