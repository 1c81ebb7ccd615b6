"""Convert a table that a notebook publishes to a Frictionless data resource, in codes, and to the HTML that the notebook shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from press.charts.localise import whole_year
from press.core.text import Json


def data_resource(
    key: str,
    frame: pd.DataFrame,
    units: Mapping[str, str],
    digits: Mapping[str, int],
    literal: Sequence[str],
    quantities: Mapping[str, tuple[str, ...]],
    years: Collection[str],
) -> Json:
    """Return ``frame`` as a data resource with the name ``key``.

    ``years`` are the columns that hold years; the other arguments are those of ``press.publish.table``.
    """
    fields = [
        {"name": name, "type": _field_type(column, is_year=name in years)}
        # Nobody writes "Year, year".
        | ({"unit": units[name]} if name in units and name not in years else {})
        | ({"digits": digits[name]} if name in digits else {})
        | ({"literal": True} if name in literal else {})
        | ({"quantity": list(quantities[name])} if name in quantities else {})
        for name, column in ((str(label), column) for label, column in frame.items())
    ]
    rows = [
        {str(k): whole_year(_plain(v)) if k in years else _plain(v) for k, v in row.items()}
        for row in frame.to_dict(orient="records")
    ]
    return {"name": key, "schema": {"fields": fields}, "data": rows}


def _field_type(column: pd.Series[Any], *, is_year: bool = False) -> str:
    if is_year and pd.api.types.is_numeric_dtype(column):
        return "year"
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"


def _plain(value: Any) -> Any:
    """Return a value for JSON: None if it is missing, and NumPy scalars as Python's."""
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def preview(resource: Json) -> str:
    """Return the HTML table that a notebook shows for ``resource``."""
    fields = resource["schema"]["fields"]
    frame = pd.DataFrame(resource["data"], columns=[field["name"] for field in fields])
    return str(frame.set_axis([field["title"] for field in fields], axis=1).to_html(index=False, border=0))
