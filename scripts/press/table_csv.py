"""Charts and tables as CSV: headings in the language of the page, values as data have them."""

from __future__ import annotations

from typing import Any

from press.chart_data import raw_table
from press.csv_file import csv_file
from press.publish_format import Json


def table_csv(resource: Json) -> bytes:
    """A localised data resource as CSV: numbers unrounded with a point, nothing where there is no value."""
    fields = resource["schema"]["fields"]
    rows = ([_cell(row.get(field["name"])) for field in fields] for row in resource["data"])
    return csv_file([[field["title"] for field in fields], *rows])


def chart_csv(spec: Json) -> bytes:
    """What a localised chart draws, as CSV; dates as ISO has them."""
    table = raw_table(spec)
    return table_csv(table) if table else b""


def _cell(value: Any) -> str:
    """A value as text; twelve digits are more than any source has and hide what binary fractions leave over."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)
