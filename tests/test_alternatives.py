"""What a chart shows, in words and as a table."""

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


def test_the_data_of_a_chart_have_a_heading_each_and_no_false_precision() -> None:
    spec = localise_chart(chart().to_dict(), LABELS.__getitem__)
    table = chart_table(spec)
    assert table is not None
    fields = table["schema"]["fields"]
    assert [field["title"] for field in fields] == ["Город", "Дни", "Не меньше", "Не больше"]
    assert [field.get("digits") for field in fields] == [None, None, 1, 1]
