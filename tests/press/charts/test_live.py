"""The live form of a chart, and the one for other programs."""

from __future__ import annotations

import json
from typing import Any

from press.charts.live import live_script, live_spec, portable_spec
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


def rows_with(*days: str | None) -> dict[str, Any]:
    """A chart of points in time."""
    return {
        "mark": "point",
        "data": {"name": "rows"},
        "datasets": {"rows": [{"when": day, "days": number} for number, day in enumerate(days)]},
        "encoding": {"x": {"field": "when", "type": "temporal"}, "y": {"field": "days", "type": "quantitative"}},
        "usermeta": {"titles": {"when": "When", "days": "Days"}, "order": ["when", "days"], "years": []},
    }


def tooltips(live: dict[str, Any]) -> list[list[Any]]:
    """What the tooltip of each row shows."""
    (tips,) = [view["encoding"]["tooltip"] for view in views(live) if "tooltip" in view.get("encoding", {})]
    return [[row[tip["field"]] for tip in tips] for row in live["datasets"]["rows"]]


def test_a_tooltip_shows_days_of_pandas_in_words_and_leaves_what_is_no_date() -> None:
    live = live_spec(rows_with("2021-05-18T00:00:00", "unknown", None), "en", WIDE)
    assert tooltips(live) == [["18 May 2021", 0], ["unknown", 1], [None, 2]]


def test_a_chart_that_counts_has_no_tooltip_of_single_rows() -> None:
    spec = rows_with("2021-05-18")
    spec["encoding"]["y"] = {"aggregate": "count", "type": "quantitative"}
    assert not any("tooltip" in view.get("encoding", {}) for view in views(live_spec(spec, "en", WIDE)))


def test_tooltips_of_the_notebooks_own_stay() -> None:
    spec = rows_with("2021-05-18")
    own = {"field": "days", "type": "quantitative", "title": "D"}
    spec["encoding"]["tooltip"] = own
    (found,) = [view["encoding"]["tooltip"] for view in views(live_spec(spec, "en", WIDE)) if "encoding" in view]
    assert found == own


def test_series_under_the_pointer_stand_out_unless_the_notebook_has_set_their_opacity() -> None:
    spec = rows_with("2021-05-18")
    spec["encoding"]["color"] = {"field": "city", "type": "nominal"}
    chosen = live_spec(spec, "en", WIDE)
    (selection,) = chosen["params"]
    assert selection["select"]["fields"] == ["city"]
    spec["encoding"]["opacity"] = {"value": 0.5}
    assert "params" not in live_spec(spec, "en", WIDE)


def test_the_script_of_a_chart_is_json_for_a_wide_and_a_narrow_page() -> None:
    script = live_script("rain/</script>", rows_with("2021-05-18"), "ru").decode()
    start, _, content = script.partition("]=")
    assert start.startswith("(window.pressCharts??={})[") and script.endswith(";\n")
    live = json.loads(content.removesuffix(";\n"))
    assert set(live) == {"wide", "narrow", "formatLocale", "timeFormatLocale"}
    assert (live["wide"]["width"], live["narrow"]["width"]) == (600, 340)


def test_a_specification_for_other_programs_is_whole() -> None:
    spec = json.loads(portable_spec(rows_with("2021-05-18"), "kk", "Жаңбыр", ["Дереккөз: x"]))
    assert spec["description"] == "Жаңбыр Дереккөз: x"
    assert spec["config"]["background"] == "white"
    assert spec["usermeta"]["embedOptions"]["formatLocale"]["decimal"] == ","
