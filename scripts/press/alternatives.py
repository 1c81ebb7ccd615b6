"""Says in words what a chart shows, from the chart's own data: the text that stands for the picture."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

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
    return spell_number(round(number, 2) if number != number.to_integral() else Decimal(int(number)), language)


def chart_table(spec: Json) -> Json | None:
    """The rows of a chart as a data resource with the chart's own titles; None where a row is not flat."""
    rows = chart_rows(spec)
    titles = _titles(spec)
    fields = [name for name in (rows[0] if rows else {}) if name in titles]
    if not fields:
        return None
    schema = [{"name": name, "title": titles[name], "type": _type(rows, name)} for name in fields]
    return {"schema": {"fields": schema}, "data": rows}


def _type(rows: list[Json], name: str) -> str:
    values = [row.get(name) for row in rows if row.get(name) is not None]
    return "number" if values and all(isinstance(value, int | float) for value in values) else "string"


def _titles(spec: Json) -> dict[str, str]:
    """Titles of the fields that are drawn, by field."""
    titles: dict[str, str] = {}
    for view in [spec, *spec.get("layer", [])]:
        for definition in view.get("encoding", {}).values():
            if isinstance(definition, dict) and definition.get("field") and definition.get("title"):
                titles.setdefault(definition["field"], definition["title"])
    return titles
