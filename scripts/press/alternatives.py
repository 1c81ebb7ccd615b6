"""Says in words what a chart shows, from the chart's own data: the text that stands for the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from press.localise import ORDER, TITLES, YEARS, views
from press.nodes import cell_text
from press.publish_format import Json
from press.quantities import spell_iso, spell_number

_MOST_ROWS = 12
_KINDS = {
    "bar": "Bar chart",
    "line": "Line chart",
    "point": "Point chart",
    "circle": "Point chart",
}


def alternative(spec: Json, caption: str, language: str, word: Callable[[str], str]) -> str:
    """Kind of chart, caption and values: ``Bar chart. Who believes. Yes: 18; no: 15.``; of many values the extremes."""
    parts = [word(_KINDS.get(_mark(spec), "Chart")), caption.rstrip(" .")]
    rows = chart_rows(spec)
    if len(rows) <= _MOST_ROWS:
        parts.append("; ".join(_sentence(row, language) for row in rows))
    else:
        parts.append("; ".join(_extents(spec, language, word)))
    return ". ".join(part for part in parts if part) + "."


def _mark(spec: Json) -> str:
    """The first mark of a chart that says what kind of chart it is; a band or a line of reference does not."""
    marks = [view["mark"] for view in views(spec) if "mark" in view]
    types = [mark["type"] if isinstance(mark, dict) else str(mark) for mark in marks]
    return next((name for name in types if name in _KINDS), "")


def chart_rows(spec: Json) -> list[Json]:
    """The rows drawn by a chart: those of its first data set."""
    datasets = spec.get("datasets", {})
    names = (view["data"].get("name") for view in views(spec) if isinstance(view.get("data"), dict))
    rows: list[Json] = datasets.get(next(names, None)) or next(iter(datasets.values()), [])
    return rows


def _extents(spec: Json, language: str, word: Callable[[str], str]) -> Iterator[str]:
    """The least and the greatest value of each field with numbers, where there are too many to name them all."""
    resource = chart_table(spec, language)
    if resource is None:
        return
    for field in resource["schema"]["fields"]:
        values = [row[field["name"]] for row in resource["data"] if isinstance(row.get(field["name"]), int | float)]
        if values and field["type"] in ("number", "year"):
            low, high = cell_text(min(values), field, language), cell_text(max(values), field, language)
            yield word("{title}: from {low} to {high}").format(title=field["title"], low=low, high=high)


def _sentence(row: Json, language: str) -> str:
    words = [spell_iso(value, language) or value for value in row.values() if isinstance(value, str)]
    numbers = [_spell(value, language) for value in row.values() if isinstance(value, int | float)]
    return ", ".join(words) + ": " + ", ".join(numbers) if words else ", ".join(numbers)


def _spell(value: float, language: str) -> str:
    number = Decimal(repr(value))
    places = _places(value)
    if places is None:
        return spell_number(number if number != number.to_integral() else Decimal(int(number)), language)
    return spell_number(round(number, places), language)


def _places(value: float) -> int | None:
    """One decimal for a computed number, which has many; None, as it is, for a printed one, which has few."""
    return 1 if abs(value - round(value, 2)) > 1e-9 else None


def chart_table(spec: Json, language: str) -> Json | None:
    """The rows of a localised chart as a data resource with headings; None where a chart draws no fields."""
    rows = [{name: _spell_dates(value, language) for name, value in row.items()} for row in chart_rows(spec)]
    titles = spec.get("usermeta", {}).get(TITLES, {})
    order: list[str] = spec.get("usermeta", {}).get(ORDER, [])
    years: list[str] = spec.get("usermeta", {}).get(YEARS, [])
    names = sorted((name for name in (rows[0] if rows else {}) if name in titles), key=_place_in(order))
    fields = [_field(rows, name, titles[name]) | ({"type": "year"} if name in years else {}) for name in names]
    return {"schema": {"fields": fields}, "data": rows} if fields else None


def _place_in(order: list[str]) -> Callable[[str], int]:
    return lambda name: order.index(name) if name in order else len(order)


def _spell_dates(value: Any, language: str) -> Any:
    """An axis of time needs its dates as ISO has them, a reader does not."""
    return (spell_iso(value, language) or value) if isinstance(value, str) else value


def _field(rows: list[Json], name: str, title: str) -> Json:
    values = [row.get(name) for row in rows if row.get(name) is not None]
    numbers = [value for value in values if isinstance(value, int | float)]
    field: Json = {"name": name, "title": title, "type": "number" if values and values == numbers else "string"}
    places = [_places(value) for value in numbers]
    return field | {"digits": 1} if any(places) else field
