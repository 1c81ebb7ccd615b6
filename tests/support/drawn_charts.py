"""Charts as a notebook makes them, for tests of what becomes of them."""

from __future__ import annotations

import altair as alt
import pandas as pd

LABELS = {
    "city": "Город",
    "north": "Север",
    "south": "Юг",
    "days": "Дни",
    "low": "Не меньше",
    "high": "Не больше",
    "year": "Год",
    "other": "Другой год",
    "kind": "Вид",
    "rain": "дождь",
    "snow": "снег",
    "when": "Когда",
}


def chart() -> alt.LayerChart:
    """Bars of two cities with the bounds of their values."""
    frame = pd.DataFrame(
        {"city": ["north", "south"], "days": [12, 7], "low": [10.123456, 5.5], "high": [14.98765, 9.25]}
    )
    base = alt.Chart(frame).encode(y=alt.Y("city:N").title(None))
    return base.mark_bar().encode(x="days:Q") + base.mark_rule().encode(x=alt.X("low:Q").title("days"), x2="high:Q")


def stacked() -> dict[str, object]:
    """A bar of two kinds, in two colours."""
    frame = pd.DataFrame({"year": ["2001", "2001"], "kind": ["rain", "snow"], "days": [4, 2]})
    colour = alt.Color("kind:N").sort(["rain", "snow"]).title(None)
    return dict(alt.Chart(frame).mark_bar().encode(x="year:O", y="days:Q", color=colour).to_dict())
