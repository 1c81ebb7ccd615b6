"""Add the content of each frame that a cell shows to its outputs, in codes, so that pages show it as a localised table.

The text and HTML that pandas puts out have lost types: years, codes and missing values cannot be recovered from them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable
from decimal import Decimal
from numbers import Integral, Real
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
from IPython.core.formatters import DisplayFormatter

from press.core.text import Json
from press.core.tracking import DATA_TABLE, dependencies
from press.data.validation import years_of
from press.language.quantities import decimal_of
from press.language.units import Kind, is_year, unit_of_column
from press.notebooks.results import FRAME

# A longer or wider frame, and one whose columns have levels, is shown as pandas shows it.
_MOST_ROWS, _MOST_COLUMNS = 200, 20
# Numbers with more than two decimals, more than sources have, are shown with four significant digits, though at least two decimals.
_PLAIN_DECIMALS, _SIGNIFICANT = 2, 4
_INFINITE = ("∞", "\u2212∞")
_Frame: TypeAlias = "pd.DataFrame | pd.Series[Any]"


def add_frame_content(display: DisplayFormatter, root: Path) -> None:
    """Have ``display`` add the content of each frame or series that a notebook of the book at ``root`` shows, as `FRAME`."""

    def bundle(frame: _Frame) -> Json | None:
        # Only the tables that the notebook has loaded so far.
        content = frame_content(frame, years_of((name for kind, name in dependencies() if kind == DATA_TABLE), root))
        return content and {FRAME: content}

    for kind in (pd.DataFrame, pd.Series):
        display.mimebundle_formatter.for_type(kind, bundle)


def frame_content(frame: _Frame, years: Collection[str] = ()) -> Json | None:
    """Return the content of ``frame`` as JSON: columns (those of the index first) and rows.

    Columns called as one of ``years`` hold years. ``frame.attrs`` may hold ``units`` and ``digits`` by column, as in
    ``press.publish.table``. None for a frame without columns, or with too many of them, of rows or of levels.
    """
    is_series = isinstance(frame, pd.Series)
    values = frame.to_frame() if isinstance(frame, pd.Series) else frame
    if not 0 < len(values.columns) <= _MOST_COLUMNS or len(values) > _MOST_ROWS or values.columns.nlevels > 1:
        return None
    index = frame.index
    is_numbered = isinstance(index, pd.RangeIndex) or (not is_series and pd.api.types.is_integer_dtype(index.dtype))
    # Row numbers say nothing, even with gaps.
    levels = 0 if index.nlevels == 1 and index.name is None and is_numbered else index.nlevels
    heads = [(index.names[level], index.get_level_values(level)) for level in range(levels)]
    # The column of a series without a name, which a frame would call 0, has none.
    names = [None] if is_series and frame.name is None else list(values.columns)
    body = [(name, cells) for name, (_, cells) in zip(names, values.items(), strict=True)]
    columns, cells_by_column = [], []
    for name, cells in [*heads, *body]:
        column, plain = _column("" if name is None else str(plain_value(name)), cells, frame, years)
        columns.append(column)
        cells_by_column.append(plain)
    return {
        "heads": len(heads),
        "columns": columns,
        "rows": [list(row) for row in zip(*cells_by_column, strict=True)],
    }


def _column(name: str, cells: Iterable[Any], frame: _Frame, years: Collection[str]) -> tuple[Json, list[Any]]:
    """Return the description of a column, and its values for JSON."""
    values = [plain_value(cell) for cell in cells]
    kind = kind_of(value for value in values if value not in _INFINITE)
    column: Json = {"name": name, "type": kind}
    if kind in ("integer", "number"):
        unit = frame.attrs.get("units", {}).get(name) or (Kind.YEAR if name in years else "")
        if is_year(unit) and all(float(value).is_integer() for value in values if value is not None):
            column["type"], values = "year", [None if value is None else int(value) for value in values]
        elif unit and not is_year(unit):
            column["unit"] = unit
        if kind == "number":
            computed = shown_digits([value for value in values if isinstance(value, int | float)], unit)
            column["digits"] = frame.attrs.get("digits", {}).get(name, computed)
    return column, values


def kind_of(values: Iterable[Any]) -> str:
    """Return the type of a column, as data resources name it, with ``values`` for JSON."""
    kinds = {type(value) for value in values if value is not None}
    if float in kinds and kinds <= {int, float}:
        return "number"
    return "boolean" if kinds == {bool} else "integer" if kinds == {int} else "string"


def shown_digits(values: Collection[float], unit: str = "") -> int:
    """Return the number of decimals for the ``values`` of a column: all if they are few, else four digits of the greatest.

    Those of a share are of the percentages as which they are printed.
    """
    exact = [decimal_of(value).scaleb(unit_of_column(unit).shift) for value in values]
    decimals = max((-int(number.normalize().as_tuple().exponent) for number in exact), default=0)
    if decimals <= _PLAIN_DECIMALS:
        return max(decimals, 0)
    greatest = max(abs(number) for number in exact)
    return min(decimals, max(_PLAIN_DECIMALS, _SIGNIFICANT - 1 - greatest.adjusted()))


def plain_value(value: Any) -> Any:
    """Return a value for JSON: dates in ISO 8601, None where it is missing, text for what is neither number nor boolean."""
    if not pd.api.types.is_scalar(value):
        return str(value)
    if pd.isna(value):
        return None
    if isinstance(value, Integral) or pd.api.types.is_bool(value):
        return bool(value) if pd.api.types.is_bool(value) else int(value)
    if isinstance(value, Real | Decimal):
        return float(value) if math.isfinite(value) else _INFINITE[value < 0]
    if isinstance(value, dt.datetime) and value != value.replace(hour=0, minute=0, second=0, microsecond=0):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
