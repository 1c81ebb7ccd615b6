"""Read the data of a localised chart from its specification: as a table, as CSV, and each cell as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

from press.charts.localise import ORDER, TITLES, YEARS, all_rows, views
from press.core.text import Json, csv_file
from press.language.catalogues import get_translation
from press.language.quantities import decimal_of, first_digits, round_half_up, round_visibly, spell_iso, spell_number
from press.language.units import unit_of_column

# d3 formats with a fixed number of decimals (6 by default, d has none), of a number or a percentage, whatever the filling, the signs and
# the width before; a tilde trims trailing zeros.
_WRITTEN = re.compile(r"(?:.?[<>=^])?[+\-( ]?[$#]?\d*,?(?:\.(\d+))?(~?)([df%])")
# A column and the columns of its lower and upper bounds, if it has any.
Measure = tuple[Json, tuple[str, str] | None]
_TIME = re.compile(r"\d{4}(-\d{2}){0,2}")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?")
NUMERIC = ("integer", "number")


def chart_table(spec: Json) -> Json | None:
    """Return the rows of a localised chart as a data resource with column titles; None where a chart draws no fields.

    Dates are in ISO 8601; numbers have as many decimals as the chart's labels, or few.
    """
    datasets, meta = spec.get("datasets", {}), spec.get("usermeta", {})
    named = (view["data"].get("name") for view in views(spec) if isinstance(view.get("data"), dict))
    drawn: list[Json] = datasets.get(next(named, None)) or next(iter(datasets.values()), [])

    def day(value: Any) -> Any:
        """Return the date of a time stamp at midnight, as pandas writes days; any other value unchanged."""
        midnight = _MIDNIGHT.fullmatch(value) if isinstance(value, str) else None
        return midnight[1] if midnight else value

    rows = [{name: day(value) for name, value in row.items()} for row in drawn]
    titles, order, years = meta.get(TITLES, {}), meta.get(ORDER, []), meta.get(YEARS, [])
    names = [name for name in (rows[0] if rows else {}) if name in titles]
    names.sort(key=lambda name: order.index(name) if name in order else len(order))
    digits, inverted, fields = _written_digits(spec), _inverted(spec), []
    for name in names:
        field = _field(rows, name, titles[name], digits) | ({"type": "year"} if name in years else {})
        fields.append(field | ({"is_inverted": True} if name in inverted else {}))
    return {"schema": {"fields": fields}, "data": rows} if fields else None


def time_field(table: Json) -> str:
    """Return the name of the column with years, months or dates.

    Empty where there is none, or where several columns hold years.
    """
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
    pairs = []
    for view in views(spec):
        encoding = view.get("encoding", {})
        for channel in ("x", "y"):
            ends = [encoding.get(name, {}).get("field") for name in (channel, f"{channel}2")]
            if all(ends) and tuple(ends) not in pairs:
                pairs.append((ends[0], ends[1]))
    return pairs


def _inverted(spec: Json) -> list[str]:
    """Return the columns drawn on a scale with its smallest value on top, as ranks are."""
    columns = []
    for y in (view.get("encoding", {}).get("y", {}) for view in views(spec)):
        scale = y.get("scale") or {}
        ends = [end for end in scale.get("domain") or [] if isinstance(end, int | float)]
        if "field" in y and (len(ends) > 1 and ends[0] > ends[-1]) != bool(scale.get("reverse")):
            columns.append(y["field"])
    return columns


def lost_labels(spec: Json) -> list[float]:
    """Return the numbers that a chart labels as zero, though they are not."""
    lost = []
    for name, field in _written_digits(spec).items():
        values = [row[name] for row in all_rows(spec) if isinstance(row.get(name), float)]
        digits = field["most_digits" if "most_digits" in field else "digits"]
        lost += [value for value in values if value and not round_half_up(_number(value, field), digits)]
    return lost


def _written_digits(spec: Json) -> dict[str, Json]:
    """Return the number of decimals of each column whose numbers the chart labels.

    With the unit of a share where it labels percentages.
    """
    texts = (view.get("encoding", {}).get("text", {}) for view in views(spec))
    return {
        text["field"]: {
            "most_digits" if written[2] else "digits": 0 if written[3] == "d" else int(written[1] or 6),
            "is_drawn": True,
        }
        | ({"unit": "share"} if written[3] == "%" else {})
        for text in texts
        if isinstance(text, dict) and "field" in text and (written := _WRITTEN.fullmatch(str(text.get("format", ""))))
    }


def _field(rows: list[Json], name: str, title: str, written: dict[str, Json]) -> Json:
    values = [row.get(name) for row in rows if row.get(name) is not None]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not values or values != numbers:
        return {"name": name, "title": title, "type": "string", "is_drawn": True}
    # Numbers that the chart does not label keep their decimals, unless they are computed: those are rounded.
    exact = [decimal_of(value) for value in numbers]
    is_computed = any(int(number.as_tuple().exponent) < -2 for number in exact)
    fitting = {"digits": max(1, first_digits(max(exact, key=abs)))} if is_computed else {"most_digits": 2}
    return {"name": name, "title": title, "type": "number", "is_drawn": True} | written.get(name, fitting)


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

    def cell(value: Any) -> str:
        """Return a value as text."""
        return f"{decimal_of(value):f}" if isinstance(value, float) else "" if value is None else str(value)

    fields = resource["schema"]["fields"]
    rows = ([cell(row.get(field["name"])) for field in fields] for row in resource["data"])
    return csv_file([[field["title"] for field in fields], *rows])


def chart_csv(spec: Json) -> bytes:
    """Return the data of a localised chart as CSV, with dates in ISO 8601; empty where it draws no fields."""
    table = chart_table(spec)
    return table_csv(table) if table else b""


def cell_text(value: Any, field: Json, language: str) -> str:
    """Return a cell's ``value`` as text: a share as a percentage, a date of a chart in words, None as a dash.

    Numbers have the ``digits`` decimals of the field, or its ``most_digits``, without trailing zeros.

    A number that is not zero, but would be with these digits, has as many as it needs.
    """
    if value is None:
        return "—"
    if isinstance(value, bool):
        return get_translation(language)("Yes" if value else "No")
    if field["type"] not in NUMERIC or isinstance(value, str):
        # Line numbers of a source: 226-229, 452.
        text = str(value).replace("-", "–") if field["name"] == "lines" else str(value)
        return (field.get("is_drawn") and spell_iso(text, language)) or text
    digits: int | None = field.get("digits", field.get("most_digits"))
    # More digits than any binary fraction has before the decimal point and after it.
    with localcontext(prec=400):
        number = _number(value, field)
        if digits is not None:
            number = round_visibly(number, digits)
        if "most_digits" in field and "." in (text := f"{number:f}"):
            number = Decimal(text.rstrip("0").rstrip("."))
        return spell_number(number, language, is_percent=_shift(field) > 0)


def _number(value: float, field: Json) -> Decimal:
    """Return ``value`` as it is printed, before it is rounded; d3 rounds its labels as the binary fractions that they are."""
    if field.get("is_drawn"):
        return Decimal(value * 10 ** _shift(field))
    return decimal_of(value).scaleb(_shift(field))


def _shift(field: Json) -> int:
    return unit_of_column(field.get("unit", "")).shift
