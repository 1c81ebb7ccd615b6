"""Read the data of a localised chart from its specification: as a table, as CSV, and each cell as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

from press.charts.localise import ORDER, TITLES, YEARS, views
from press.core.errors import PressError
from press.core.text import Json, csv_file, near_names
from press.language.quantities import round_half_up, spell_iso, spell_number

# d3 formats with a fixed number of decimals; a tilde trims trailing zeros.
_WRITTEN = re.compile(r",?\.(\d)(~?)f")
# Decimals of numbers that the chart does not label: computed ones are rounded, others keep theirs.
_COMPUTED, _PRINTED = {"digits": 1}, {"most_digits": 9}
# A column and the columns of its lower and upper bounds, if it has any.
Measure = tuple[Json, tuple[str, str] | None]
# More digits than any binary fraction has before the decimal point and after it.
_PRECISION = 400
_TIME = re.compile(r"\d{4}(-\d{2}){0,2}")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?")
NUMERIC = ("integer", "number")
# The column with line numbers of a source: 226-229, 452.
_LINES = "lines"


def check_fields(key: str, spec: Json) -> None:
    """Raise PressError where the chart ``key`` (Vega-Lite) draws a field that none of its data sets has: it would be drawn empty.

    What transforms make, or data from elsewhere have, is not known.
    """
    datasets = spec.get("datasets", {})
    known = {name for rows in datasets.values() for row in rows if isinstance(row, dict) for name in row}
    is_elsewhere = any(view["data"].get("name") not in datasets for view in views(spec) if view.get("data"))
    if not known or is_elsewhere or any("transform" in view for view in views(spec)):
        return
    for channel in (channel for view in views(spec) for channel in view.get("encoding", {}).values()):
        field = channel.get("field") if isinstance(channel, dict) else None
        # A backslash is before a sign that belongs to the name, no other dot or bracket does.
        if isinstance(field, str) and re.sub(r"\\(.)", r"\1", re.split(r"(?<!\\)[.\[]", field)[0]) not in known:
            raise PressError(
                f"the chart '{key}' draws the field '{field}', and its table has {', '.join(sorted(known))}",
                remedy=f"name one that is there, such as {near_names(field, sorted(known))}",
            )


def chart_rows(spec: Json) -> list[Json]:
    """Return the rows of a chart's first data set."""
    datasets = spec.get("datasets", {})
    names = (view["data"].get("name") for view in views(spec) if isinstance(view.get("data"), dict))
    rows: list[Json] = datasets.get(next(names, None)) or next(iter(datasets.values()), [])
    return rows


def chart_table(spec: Json, language: str) -> Json | None:
    """Return the rows of a localised chart as a data resource with column titles; None where a chart draws no fields.

    Dates are in words; numbers have as many decimals as the chart's labels, or few.
    """
    raw = raw_table(spec)
    if raw is None:
        return None
    rows = [
        {
            name: (spell_iso(value, language) or value) if isinstance(value, str) else value
            for name, value in row.items()
        }
        for row in raw["data"]
    ]
    return {**raw, "data": rows}


def raw_table(spec: Json) -> Json | None:
    """Return the same as `chart_table`, with dates in ISO 8601."""
    rows = [{name: _day(value) for name, value in row.items()} for row in chart_rows(spec)]
    own = spec.get("usermeta", {})
    titles, order, years = own.get(TITLES, {}), own.get(ORDER, []), own.get(YEARS, [])
    names = [name for name in (rows[0] if rows else {}) if name in titles]
    names.sort(key=lambda name: order.index(name) if name in order else len(order))
    digits, inverted = _written_digits(spec), _inverted(spec)
    fields = [_field(rows, name, titles[name], digits) | ({"type": "year"} if name in years else {}) for name in names]
    fields = [field | ({"is_inverted": True} if field["name"] in inverted else {}) for field in fields]
    return {"schema": {"fields": fields}, "data": rows} if fields else None


def _day(value: Any) -> Any:
    """Return the date of a time stamp at midnight, as pandas writes days; any other value unchanged."""
    midnight = _MIDNIGHT.fullmatch(value) if isinstance(value, str) else None
    return midnight[1] if midnight else value


def time_field(table: Json) -> str:
    """Return the name of the column with years, months or dates; empty where there is none, or where several columns hold years."""
    if len(year_fields(table)) > 1:
        return ""
    for field in table["schema"]["fields"]:
        values = [row.get(field["name"]) for row in table["data"]]
        if field["type"] == "year" or all(isinstance(value, str) and _TIME.fullmatch(value) for value in values):
            return str(field["name"])
    return ""


def year_fields(table: Json) -> list[Json]:
    """Return the columns of years."""
    return [field for field in table["schema"]["fields"] if field["type"] == "year"]


def bounds(spec: Json) -> list[tuple[str, str]]:
    """Return the pairs of columns that a chart encodes as both ends of a mark (``x`` and ``x2``, ``y`` and ``y2``)."""
    found = []
    for view in views(spec):
        encoding = view.get("encoding", {})
        for channel in ("x", "y"):
            ends = [encoding.get(name, {}).get("field") for name in (channel, f"{channel}2")]
            if all(ends) and tuple(ends) not in found:
                found.append((ends[0], ends[1]))
    return found


def _inverted(spec: Json) -> list[str]:
    """Return the columns drawn on a scale with its smallest value on top, as ranks are."""
    found = []
    for y in (view.get("encoding", {}).get("y", {}) for view in views(spec)):
        scale = y.get("scale") or {}
        domain = scale.get("domain")
        ends = [end for end in domain if isinstance(end, int | float)] if isinstance(domain, list) else []
        if "field" in y and (len(ends) > 1 and ends[0] > ends[-1]) != bool(scale.get("reverse")):
            found.append(y["field"])
    return found


def _written_digits(spec: Json) -> dict[str, Json]:
    """Return the number of decimals of each column whose numbers the chart labels."""
    texts = (view.get("encoding", {}).get("text", {}) for view in views(spec))
    return {
        text["field"]: {"most_digits" if found[2] else "digits": int(found[1])}
        for text in texts
        if isinstance(text, dict) and "field" in text and (found := _WRITTEN.fullmatch(str(text.get("format", ""))))
    }


def _field(rows: list[Json], name: str, title: str, written: dict[str, Json]) -> Json:
    values = [row.get(name) for row in rows if row.get(name) is not None]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not values or values != numbers:
        return {"name": name, "title": title, "type": "string"}
    digits = written.get(name) or (
        _COMPUTED if any(abs(value - round(value, 2)) > 1e-9 for value in numbers) else _PRINTED
    )
    return {"name": name, "title": title, "type": "number", "is_drawn": True, **digits}


def measures(table: Json, spec: Json) -> Iterator[Measure]:
    """Yield the columns with measured values, each with the columns of its bounds or None.

    A single column of years is the time; two or more are measured values.
    """
    years = year_fields(table)
    ends = bounds(spec)
    within = {name for pair in ends for name in pair}
    for field in table["schema"]["fields"]:
        if field["type"] == "number" and field["name"] not in within:
            pair = next((pair for pair in ends if _lies_between(table["data"], field["name"], pair)), None)
            if pair:
                ends.remove(pair)
            yield field, pair
    yield from ((field, None) for field in years if len(years) > 1)


def _lies_between(rows: list[Json], name: str, pair: tuple[str, str]) -> bool:
    known = [row for row in rows if all(isinstance(row.get(key), int | float) for key in (name, *pair))]
    return bool(known) and all(row[pair[0]] <= row[name] <= row[pair[1]] for row in known)


def table_csv(resource: Json) -> bytes:
    """Return a localised data resource as CSV: numbers unrounded with a decimal point, empty where there is no value."""
    fields = resource["schema"]["fields"]
    rows = ([_cell(row.get(field["name"])) for field in fields] for row in resource["data"])
    return csv_file([[field["title"] for field in fields], *rows])


def _cell(value: Any) -> str:
    """Return a value as text; 12 significant digits exceed any source and hide the error of binary fractions."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def chart_csv(spec: Json) -> bytes:
    """Return the data of a localised chart as CSV, with dates in ISO 8601; empty where it draws no fields."""
    table = raw_table(spec)
    return table_csv(table) if table else b""


def cell_text(value: Any, field: Json, language: str) -> str:
    """Return a cell's ``value`` as text: numbers with ``digits`` decimals of the field (or ``most_digits``, trimmed), None as a dash."""
    if value is None:
        return "—"
    if field["type"] not in NUMERIC or isinstance(value, str):
        return str(value).replace("-", "–") if field["name"] == _LINES else str(value)
    digits: int | None = field.get("digits", field.get("most_digits"))
    with localcontext(prec=_PRECISION):
        # d3 rounds the labels that it draws as the binary fractions that they are.
        number = Decimal(value if field.get("is_drawn") else repr(value))
        if digits is not None:
            number = round_half_up(number, digits)
        if "most_digits" in field and "." in (text := f"{number:f}"):
            number = Decimal(text.rstrip("0").rstrip("."))
        return spell_number(number, language)
