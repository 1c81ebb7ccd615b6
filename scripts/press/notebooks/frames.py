"""Add the content of each frame that a cell shows to its outputs, in codes, so that pages show it as a localised table.

The text and HTML that pandas puts out have lost types: years, codes and missing values cannot be recovered from them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from numbers import Integral, Real
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import pandas as pd
from IPython.core.formatters import BaseFormatter, DisplayFormatter
from traitlets import ObjectName, Unicode

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.text import Json
from press.core.tracking import DATA_TABLE, dependencies
from press.data.descriptor import read_package
from press.data.validation import load_table, years_of
from press.language.quantities import YEARS
from press.notebooks.notebook import FRAME

# Of a longer frame the first rows are kept; a wider one is shown as pandas shows it.
_MOST_ROWS, _MOST_COLUMNS = 200, 20
# Numbers with more than two decimals, more than sources have, are shown with four significant digits, though at least two decimals.
_PLAIN_DECIMALS, _SIGNIFICANT = 2, 4
_NUMBERS = ("integer", "number")
_INFINITE = ("∞", "\u2212∞")
_Frame: TypeAlias = "pd.DataFrame | pd.Series[Any]"
# The name of a column, by the levels of its index, and its values.
_Column = tuple[list[str], list[Any]]


class Measured(NamedTuple):
    """A column of a table with its ``unit``, and its values; None for a column with any values."""

    column: str
    unit: str
    values: frozenset[Any] | None = None


class _FrameFormatter(BaseFormatter):
    """An IPython formatter for the MIME type `FRAME`, beside the others for frames and series."""

    format_type = Unicode(FRAME)
    print_method = ObjectName("_repr_press_frame_")
    _return_type = (dict,)


def add_frame_formatter(display: DisplayFormatter, root: Path) -> None:
    """Register with ``display`` a formatter for the frames that cells of a notebook of the book at ``root`` show."""
    formatter = cast(Any, _FrameFormatter(parent=display))
    for kind in (pd.DataFrame, pd.Series):
        formatter.for_type(kind, lambda frame: frame_content(frame, _measured(root)))
    display.formatters[FRAME] = formatter


def _measured(root: Path) -> list[Measured]:
    """Return the columns with years or units in the tables that the notebook has loaded so far."""
    names = sorted(name for kind, name in dependencies() if kind == DATA_TABLE)
    years = [Measured(name, YEARS[0]) for name in years_of(names, root)]
    return [*years, *(column for name in names for column in _columns_with_units(root, name))]


@cached_per_build
def _columns_with_units(root: Path, table: str) -> list[Measured]:
    try:
        fields, frame = read_package(root).fields(table), load_table(table, root)
    except PressError:
        return []
    named = {field["name"]: field["unit"] for field in fields if field.get("unit") not in (None, *YEARS)}
    return [Measured(name, unit, frozenset(map(_plain, frame[name]))) for name, unit in named.items()]


def frame_content(frame: _Frame, measured: Collection[Measured] = ()) -> Json | None:
    """Return the content of ``frame`` as JSON: its columns (first those of its index, as row headers), first rows and number of rows.

    A column has the unit of one of ``measured`` if all its values occur there: one computed from it may have another unit. For others,
    ``frame.attrs`` may hold ``units`` and ``digits`` by column, as in ``press.publish.table``. None for a frame without columns or with too many.
    """
    values = frame.to_frame() if isinstance(frame, pd.Series) else frame
    if not 0 < len(values.columns) <= _MOST_COLUMNS:
        return None
    units, digits = _by_column(frame, "units"), _by_column(frame, "digits")
    shown = values.head(_MOST_ROWS)
    heads, body = _heads(frame, shown), _body(frame, shown)
    columns = [_column(name, list(map(_plain, values))) for name, values in [*heads, *body]]
    for column in columns:
        key = column["name"][-1] if column["name"] else ""
        _set_unit(column, units.get(key) or _unit(key, column["values"], measured))
        if column["type"] == "number" and isinstance(digits.get(key), int):
            column["digits"] = digits[key]
    rows = [list(row) for row in zip(*(column.pop("values") for column in columns), strict=True)]
    return {"heads": len(heads), "columns": columns, "group": _group(frame), "rows": rows, "count": len(values)}


def _heads(frame: _Frame, shown: pd.DataFrame) -> list[_Column]:
    """Return the levels of a meaningful index; row numbers are none, even with gaps."""
    index, is_series = frame.index, isinstance(frame, pd.Series)
    if index.nlevels == 1 and index.name is None:
        is_number = not is_series and pd.api.types.is_integer_dtype(index.dtype)
        if is_number or isinstance(index, pd.RangeIndex):
            return []
    levels = range(index.nlevels)
    return [(_names(index.names[level]), list(shown.index.get_level_values(level))) for level in levels]


def _body(frame: _Frame, shown: pd.DataFrame) -> list[_Column]:
    """Return the columns; that of a series without a name, which a frame would call 0, has none."""
    names = [[]] if isinstance(frame, pd.Series) and frame.name is None else list(map(_names, shown.columns))
    return [(name, list(values)) for name, (_, values) in zip(names, shown.items(), strict=True)]


def _group(frame: _Frame) -> list[str]:
    """Return the names of the levels of the column index."""
    return [] if isinstance(frame, pd.Series) else ["" if name is None else _text(name) for name in frame.columns.names]


def _by_column(frame: _Frame, attribute: str) -> dict[str, Any]:
    values = frame.attrs.get(attribute)
    return {str(name): value for name, value in values.items()} if isinstance(values, Mapping) else {}


def _names(name: Any) -> list[str]:
    """Return the name of a column by levels; empty where it has none."""
    return [_text(part) for part in (name if isinstance(name, tuple) else (name,)) if part is not None]


def _text(part: Any) -> str:
    return str(_plain(part))


def _column(name: list[str], values: list[Any]) -> Json:
    kind = _kind(values)
    known = [value for value in values if isinstance(value, int | float)]
    return {"name": name, "type": kind, "values": values} | (
        {"digits": shown_digits(known)} if kind == "number" else {}
    )


def _unit(name: str, values: list[Any], measured: Collection[Measured]) -> str:
    """Return the unit of the measured column of this ``name`` that contains all ``values``; empty where there are several units, or none."""
    known = set(values) - {None}
    found = {one.unit for one in measured if one.column == name and (one.values is None or known <= one.values)}
    return found.pop() if len(found) == 1 else ""


def _set_unit(column: Json, unit: Any) -> None:
    if column["type"] not in _NUMBERS or not isinstance(unit, str) or not unit:
        return
    if unit not in YEARS:
        column["unit"] = unit
    elif all(float(value).is_integer() for value in column["values"] if value is not None):
        column.update(type="year", values=[None if value is None else int(value) for value in column["values"]])


def _kind(values: list[Any]) -> str:
    known = [value for value in values if value is not None and value not in _INFINITE]
    kinds: dict[str, Callable[[Any], bool]] = {
        "boolean": lambda value: isinstance(value, bool),
        "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
        "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    }
    return next((kind for kind, fits in kinds.items() if known and all(map(fits, known))), "string")


def shown_digits(values: Collection[float]) -> int:
    """Return the number of decimals for the ``values`` of a column: all that they have if these are few, else four digits of the greatest."""
    own = max((_decimals(value) for value in values), default=0)
    if own <= _PLAIN_DECIMALS:
        return own
    greatest = max(abs(value) for value in values)
    return min(own, max(_PLAIN_DECIMALS, _SIGNIFICANT - 1 - math.floor(math.log10(greatest))))


def _decimals(value: float) -> int:
    """Return how many decimals a number was written with; twelve significant digits hide the inexactness of floats."""
    return max(0, -int(Decimal(f"{value:.12g}").normalize().as_tuple().exponent))


def _plain(value: Any) -> Any:
    """Return a value for JSON: dates in ISO 8601, None where it is missing, text for what is neither number nor boolean."""
    if not pd.api.types.is_scalar(value):
        return str(value)
    if pd.isna(value):
        return None
    if pd.api.types.is_bool(value):
        return bool(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real | Decimal):
        return float(value) if math.isfinite(value) else _INFINITE[value < 0]
    return _time(value) if isinstance(value, dt.date) else str(value)


def _time(value: dt.date) -> str:
    is_day = not isinstance(value, dt.datetime) or value == value.replace(hour=0, minute=0, second=0, microsecond=0)
    return value.isoformat()[:10] if is_day else f"{value:%Y-%m-%d %H:%M}"
