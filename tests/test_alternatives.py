"""What a chart shows, in words and as a table."""

import json

import altair as alt
import pandas as pd

from press.alternatives import alternative, chart_table
from press.localise import localise_chart
from press.words import words

LABELS = {"city": "Город", "north": "Север", "south": "Юг", "days": "Дни", "low": "Не меньше", "high": "Не больше"}


def chart() -> alt.LayerChart:
    frame = pd.DataFrame(
        {"city": ["north", "south"], "days": [12, 7], "low": [10.123456, 5.5], "high": [14.98765, 9.25]}
    )
    base = alt.Chart(frame).encode(y=alt.Y("city:N").title(None))
    return base.mark_bar().encode(x="days:Q") + base.mark_rule().encode(x=alt.X("low:Q").title("days"), x2="high:Q")


def test_the_alternative_names_kind_caption_and_values() -> None:
    spec = localise_chart(chart().to_dict(), LABELS.__getitem__)
    text = alternative(spec, "Где шёл дождь.", "ru", words("ru"))
    assert text == "Столбчатая диаграмма. Где шёл дождь. Север: 12, 10,1, 15,0; Юг: 7, 5,5, 9,25."


def test_of_many_values_the_alternative_names_the_least_and_the_greatest() -> None:
    frame = pd.DataFrame({"city": ["north", "south"] * 10, "days": range(3, 23)})
    spec = localise_chart(alt.Chart(frame).mark_point().encode(x="days:Q", y="city:N").to_dict(), LABELS.__getitem__)
    assert alternative(spec, "Дождь", "ru", words("ru")) == "Точечная диаграмма. Дождь. Дни: от 3 до 22."


def test_the_data_of_a_chart_have_a_heading_each_and_no_false_precision() -> None:
    spec = localise_chart(chart().to_dict(), LABELS.__getitem__)
    table = chart_table(spec, "ru")
    assert table is not None
    fields = table["schema"]["fields"]
    assert [field["title"] for field in fields] == ["Город", "Дни", "Не меньше", "Не больше"]
    assert [field.get("digits") for field in fields] == [None, None, 1, 1]


def test_a_composed_chart_is_told_by_its_first_telling_mark_and_the_rows_it_draws_first() -> None:
    frame = pd.DataFrame({"city": ["north"], "days": [12], "low": [10.5], "high": [14.5]})
    notes = pd.DataFrame({"city": ["south"], "days": [1]})
    band = alt.Chart(frame).mark_area().encode(x="days:Q", y="low:Q", y2="high:Q")
    line = alt.Chart(frame).mark_line().encode(x="days:Q", y="high:Q")
    words_on_it = alt.Chart(notes).mark_text().encode(text="city:N")
    spec = localise_chart(alt.vconcat(band + line, words_on_it).to_dict(), LABELS.__getitem__)
    assert alternative(spec, "Дождь", "ru", words("ru")) == "Линейный график. Дождь. Север: 12, 10,5, 14,5."


def test_the_columns_of_a_chart_keep_the_order_of_the_notebook_in_a_file_that_sorts_keys() -> None:
    spec = json.loads(json.dumps(localise_chart(chart().to_dict(), LABELS.__getitem__), sort_keys=True))
    table = chart_table(spec, "ru")
    assert table is not None
    assert [field["name"] for field in table["schema"]["fields"]] == ["city", "days", "low", "high"]


def test_dates_are_spelled_in_the_table_of_a_chart_with_an_axis_of_time() -> None:
    frame = pd.DataFrame({"days": ["2021-05-18", "2022-05"], "low": [1, 2]})
    spec = localise_chart(alt.Chart(frame).mark_point().encode(x="days:T", y="low:Q").to_dict(), LABELS.__getitem__)
    table = chart_table(spec, "ru")
    assert table is not None
    assert [row["days"] for row in table["data"]] == ["18 мая 2021\u202fг.", "май 2022\u202fг."]


def test_years_are_told_without_a_separator_of_thousands() -> None:
    frame = pd.DataFrame({"days": range(2003, 2023), "low": range(1000, 1020)})
    drawn = alt.Chart(frame).mark_point().encode(x=alt.X("days:Q").axis(format="d"), y="low:Q")
    spec = localise_chart(drawn.to_dict(), LABELS.__getitem__)
    assert alternative(spec, "Дождь", "ru", words("ru")).endswith(
        "Дни: от 2003 до 2022; Не меньше: от 1\u00a0000 до 1\u00a0019."
    )
    table = chart_table(spec, "ru")
    assert table is not None
    assert [field["type"] for field in table["schema"]["fields"]] == ["year", "number"]
