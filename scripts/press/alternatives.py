"""Says in words what a chart shows, from the chart's own data: the text that stands for the picture."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from press.localise import TITLES
from press.publish_format import Json
from press.quantities import spell_number

_MOST_ROWS = 12
_KINDS = {
    "bar": "Bar chart",
    "line": "Line chart",
    "point": "Point chart",
    "circle": "Point chart",
    "rule": "Chart",
}


def alternative(spec: Json, caption: str, language: str, word: Callable[[str], str]) -> str:
    """Kind of chart, caption and values: ``Bar chart. Who believes. Yes: 18; no: 15.``"""
    parts = [word(_KINDS.get(_mark(spec), "Chart")), caption.rstrip(" .")]
    rows = chart_rows(spec)
    if rows and len(rows) <= _MOST_ROWS:
        parts.append("; ".join(_sentence(row, language) for row in rows))
    return ". ".join(part for part in parts if part) + "."


def _mark(spec: Json) -> str:
    mark = spec.get("mark")
    if mark is None and spec.get("layer"):
        return _mark(spec["layer"][0])
    return mark["type"] if isinstance(mark, dict) else str(mark)


def chart_rows(spec: Json) -> list[Json]:
    """The rows drawn by a chart: those of its first data set."""
    datasets = spec.get("datasets", {})
    name = spec.get("data", {}).get("name") or (spec.get("layer") or [{}])[0].get("data", {}).get("name")
    rows: list[Json] = datasets.get(name) or next(iter(datasets.values()), [])
    return rows


def _sentence(row: Json, language: str) -> str:
    words = [str(value) for value in row.values() if isinstance(value, str)]
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


def chart_table(spec: Json) -> Json | None:
    """The rows of a localised chart as a data resource with headings; None where a chart draws no fields."""
    rows = chart_rows(spec)
    titles = spec.get("usermeta", {}).get(TITLES, {})
    fields = [_field(rows, name, titles[name]) for name in (rows[0] if rows else {}) if name in titles]
    return {"schema": {"fields": fields}, "data": rows} if fields else None


def _field(rows: list[Json], name: str, title: str) -> Json:
    values = [row.get(name) for row in rows if row.get(name) is not None]
    numbers = [value for value in values if isinstance(value, int | float)]
    field: Json = {"name": name, "title": title, "type": "number" if values and values == numbers else "string"}
    places = [_places(value) for value in numbers]
    return field | {"digits": 1} if any(places) else field
