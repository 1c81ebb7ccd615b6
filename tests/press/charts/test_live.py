"""The live form of a chart."""

from press.charts.live import live_spec
from press.charts.localise import views
from press.charts.theme import WIDE


def test_the_live_chart_tells_of_each_mark_its_columns_with_headings_and_dates_in_words() -> None:
    spec = {
        "mark": "point",
        "data": {"name": "rows"},
        "datasets": {"rows": [{"when": "2021-05-18", "days": 3.25, "hidden": 1}]},
        "encoding": {"x": {"field": "when", "type": "temporal"}, "y": {"field": "days", "type": "quantitative"}},
        "usermeta": {"titles": {"when": "Когда", "days": "Дни"}, "order": ["when", "days"], "years": []},
    }
    live = live_spec(spec, "ru", WIDE)
    (tips,) = [view["encoding"]["tooltip"] for view in views(live) if "encoding" in view]
    assert [tip["title"] for tip in tips] == ["Когда", "Дни"]
    row = live["datasets"]["rows"][0]
    assert row[tips[0]["field"]] == "18 мая 2021\u202fг."
    assert "usermeta" not in live and "usermeta" in spec
