"""Charts drawn without a browser, with the numbers and dates of a language."""

import altair as alt
import pandas as pd

from press.charts import draw_svg, time_locale


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
