"""The data of a chart as a table: its columns, numbers and dates."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd
from drawn_charts import LABELS, chart

from press.charts.localise import localise_chart
from press.charts.table import chart_table


def test_the_data_of_a_chart_have_a_heading_each_and_no_false_precision() -> None:
    spec = localise_chart(chart().to_dict(), LABELS.__getitem__)
    table = chart_table(spec, "ru")
    assert table is not None
    fields = table["schema"]["fields"]
    assert [field["title"] for field in fields] == ["Город", "Дни", "Не меньше", "Не больше"]
    assert [field.get("digits") for field in fields] == [None, None, 1, 1]


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
