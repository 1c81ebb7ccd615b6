"""Load tables: validate their content with frictionless, their values by unit and their files by checksum."""

from __future__ import annotations

import copy
import hashlib
import pickle
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.core.caches import cached_per_build
from press.core.digests import environment, fingerprint, press_fingerprint
from press.core.errors import PressError
from press.core.files import FileState, file_state, write_whole
from press.core.project import find_root
from press.core.text import Json, record_lines
from press.core.tracking import DATA_TABLE, note_file_read
from press.data.descriptor import DataPackage, read_package
from press.language.quantities import Quantity
from press.language.units import SCALES, Kind, unit_of_column

if TYPE_CHECKING:
    import pandas as pd

HASH_PREFIX = "sha256:"
Row = dict[str, Any]
# Cached tables; those for older states of their files are useless.
_MOST_TABLES = 512

# How many faults of a table are reported, and how many letters of each message.
_MOST_PROBLEMS = 10
_LONGEST = 300

# The standard's defaults; without them frictionless detects the dialect from the content.
_DIALECT = {"header": True, "headerRows": [1], "csv": {"delimiter": ","}}
UNKNOWN = "unknown"
# Names on the list of the Open Definition, from which the standard takes those of licences, that are no licences of their own.
_LICENCES = {"notspecified": UNKNOWN, "other-at": "the producer’s own terms, which ask that the source be named"}

_DTYPES = {
    "integer": "Int64",
    "year": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[ns]",
    "datetime": "datetime64[ns]",
}


@dataclass(frozen=True)
class TableDescription:
    """The description of a table for a codebook; ``citation`` holds keys of the bibliography."""

    name: str
    path: Path
    fields: list[Json]
    rows: int
    sha256: str
    licence: str
    citation: list[str]


def load_table(name: str, root: Path | None = None) -> pd.DataFrame:
    """Return the table ``name`` of the book at ``root`` (by default the book around the working directory).

    Whole numbers and years are Int64, numbers float64, text string, and columns with an enum ordered categories in its
    order; empty cells are missing values. Raises PressError where the file breaks its
    description or has another checksum.
    """
    import pandas as pd  # noqa: PLC0415  slow to import, and for notebooks alone

    package = read_package(root or find_root())
    rows, columns = accepted_rows(package, name), dict[str, "pd.Series[Any]"]()
    for item in package.fields(name):
        kind, values = item.get("type", "string"), [row[item["name"]] for row in rows]
        if allowed := item.get("constraints", {}).get("enum"):
            columns[item["name"]] = pd.Series(pd.Categorical(values, categories=allowed, ordered=True))
            continue
        if kind == "number":
            values = [None if value is None else float(value) for value in values]
        columns[item["name"]] = pd.Series(values, dtype=_DTYPES.get(kind, "string"))
    return pd.DataFrame(columns)


def texts_of(rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    """Yield ``rows`` with their values as texts, empty where they are missing."""
    for row in rows:
        yield {name: "" if value is None else str(value) for name, value in row.items()}


def rows_with_lines(package: DataPackage, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of the table ``name`` as texts, with its line in the file; none where there is no such table."""
    if name in package.names:
        yield from zip(package.lines(name), texts_of(validated_rows(package, name)), strict=True)


def table_names(root: Path | None = None) -> list[str]:
    """Return the names of the book's tables, in the order of its descriptor."""
    return read_package(root or find_root()).names


@cached_per_build
def describe_table(package: DataPackage, name: str, rows: int) -> TableDescription:
    """Return the description of the table ``name``, with the number of its ``rows`` and the checksum of its file."""
    resource, path = package.resource(name), package.file(name)
    # A table without a licence is under that of the package.
    licences = resource.get("licenses") or package.about.get("licenses") or []
    names = [str(entry.get("name") or entry.get("title") or entry.get("path") or UNKNOWN) for entry in licences]
    licence = ", ".join(_LICENCES.get(name, name) for name in names) or UNKNOWN
    sha256, citation = file_hash(path).removeprefix(HASH_PREFIX), list(resource.get("citation", []))
    return TableDescription(name, path, package.fields(name), rows, sha256, licence, citation)


def check_citations(package: DataPackage, works: Collection[str]) -> None:
    """Raise PressError where the descriptor cites for a table a work that is not among ``works``, the keys of the bibliography."""
    for name in package.names:
        for key in package.resource(name).get("citation", []):
            if key not in works:
                message = f"'citation' of the table '{name}' names '{key}', which the bibliography lacks"
                raise package.fault(name, message, "correct the key, or add the work to the bibliography")


def years_of(names: Iterable[str], root: Path) -> set[str]:
    """Return the names of columns with years in the tables ``names``.

    Skip unknown tables, which other checks report.
    """
    columns: set[str] = set()
    for name in names:
        with suppress(PressError):
            fields = read_package(root).fields(name)
            columns |= {item["name"] for item in fields if "year" in (item.get("type"), item.get("unit"))}
    return columns


def scale_in_tables(value: str, unit: str, names: Iterable[str], root: Path) -> str:
    """Return ``thousand`` where ``value`` in ``unit`` is likely to be in thousands; empty otherwise.

    It is a cell of a column in ``thousand-<unit>`` of the tables ``names``, or lies between such cells, as their mean does, and not
    between cells in ``unit``.
    """
    scales, number = {f"{scale}-{unit}": scale for scale in SCALES}, abs(Decimal(value))
    cells: dict[str, list[Decimal]] = {}
    for name in names if number else ():
        with suppress(PressError):
            package = read_package(root)
            for field in package.fields(name):
                if (column_unit := field.get("unit", "")) in (unit, *scales):
                    column = (row[field["name"]] for row in validated_rows(package, name))
                    read = (abs(Decimal(cell)) for cell in column if isinstance(cell, int | Decimal))
                    cells.setdefault(column_unit, []).extend(read)
    within = {column_unit for column_unit, values in cells.items() if values and min(values) <= number <= max(values)}
    for scaled, scale in scales.items():
        if scaled in within and (unit not in within or number in {*cells[scaled]} - {*cells[unit]}):
            return scale
    return ""


def accepted_rows(package: DataPackage, name: str) -> tuple[Row, ...]:
    """Return the validated rows of the table ``name``.

    Raise PressError where its checksum is not that of its description.
    """
    rows = validated_rows(package, name)
    expected, file = package.resource(name).get("hash"), package.file(name)
    if expected in (None, file_hash(file)):
        return tuple(rows)
    path, descriptor = (each.relative_to(package.root).as_posix() for each in (file, package.path))
    message = f"the file was changed: its checksum is {file_hash(file)}, {descriptor} expects {expected}"
    remedy = f"if you changed it on purpose, run: .venv/bin/press accept {path}\n  if not, restore the file from version control"
    raise PressError(message, file=file, remedy=remedy)


def validated_rows(package: DataPackage, name: str) -> list[Row]:
    """Return the rows of the table ``name`` as Python values; raise one PressError with all problems of its content.

    The rows are cached by the state of the files, also in notebooks, which are forked from the process that has validated the tables. So
    the files are recorded as read on each call.
    """
    files = [package.file(table) for table in package.needed(name)]
    for file in files:
        note_file_read(file)
    return list(_checked(package, name, tuple(map(file_state, [package.path, *files]))))


def _cells(row: Any) -> Row:
    """Return the values of a row; months, for which Python has no type, as in the file."""
    return {
        name: f"{cell[0]:04}-{cell[1]:02}" if isinstance(cell, tuple) and hasattr(cell, "month") else cell
        for name, cell in row.to_dict().items()
    }


@lru_cache(maxsize=_MOST_TABLES)
def _checked(package: DataPackage, name: str, state: tuple[FileState, ...]) -> tuple[Row, ...]:
    for table in package.needed(name):
        # A missing file, another encoding and an open quotation mark frictionless tells without file or line.
        record_lines(package.file(table))
    if not package.cache:
        return _validated(package, name)
    described = [package.content_of((DATA_TABLE, table)) for table in package.needed(name)]
    files = [package.file(table) for table in package.needed(name)]
    basis = fingerprint(files, press_fingerprint(), environment(), *described)
    cached = package.cache / f"{name}.pickle"
    with suppress(Exception):  # there is no such file, or it is damaged
        before, rows = pickle.loads(cached.read_bytes())
        if before == basis:
            return tuple(rows)
    rows = _validated(package, name)
    with suppress(OSError):  # nothing can be written here
        write_whole(cached, pickle.dumps((basis, rows)))
    return rows


def _validated(package: DataPackage, name: str) -> tuple[Row, ...]:
    # Its import takes half a second, which commands without tables are spared.
    from frictionless import FrictionlessException, Package  # noqa: PLC0415

    resources, rows = [], dict[int, Row]()
    for table in package.needed(name):
        # Without checksum and size, which are compared after the content.
        described = {key: value for key, value in package.resource(table).items() if key not in ("hash", "bytes")}
        resources.append(copy.deepcopy({"dialect": _DIALECT, **described}))
    try:
        parsed = Package.from_descriptor({"resources": resources}, basepath=str(package.path.parent))
        report = parsed.get_resource(name).validate(on_row=lambda row: rows.update({row.row_number: _cells(row)}))
    except FrictionlessException as error:
        notes = [reason.note for reason in error.reasons] or [error.error.note]
        message = f"the description of the table '{name}' is malformed: {'; '.join(notes)}"
        raise package.fault(name, message) from None
    except TypeError as error:
        # Of a bound that is no value of its column.
        raise package.fault(
            name, f"a constraint of the table '{name}' is of another type than its column: {error}"
        ) from None
    problems = [(getattr(error, "row_number", None) or 1, error.message) for error in report.tasks[0].errors]
    units = {field["name"]: field["unit"] for field in package.fields(name) if "unit" in field}
    for number, row in rows.items() if not problems else ():
        for column, unit in units.items():
            value = row[column]
            if type(value) in (int, Decimal) and (fault := range_fault(Decimal(str(value)), unit)):
                problems.append((number, f"the cell '{value}' in the column '{column}': {fault}"))
    if not problems:
        return tuple(rows.values())
    remedy = f"mend the file, or its description in {package.path} if that is wrong"
    if {*report.tasks[0].labels} > {field["name"] for field in package.fields(name)}:
        path = package.file(name).relative_to(package.root).as_posix()
        remedy = f"have the new column described: .venv/bin/press accept {path}\n  or take it out of the file"
    # As a cell may span several lines, the number of a row is not that of its line.
    lines = record_lines(package.file(name), empty=True)
    with_lines = [(lines[row - 1] if row <= len(lines) else row, message) for row, message in problems]
    raise table_error(with_lines, package.file(name), remedy)


def table_error(problems: Sequence[tuple[int, str]], path: Path, remedy: str) -> PressError:
    """Return ``problems`` of the file ``path``, each with its line (from 1), as one error, of many only the first ones."""
    lines = [f"line {line}: {message[:_LONGEST]}" for line, message in problems[:_MOST_PROBLEMS]]
    more = [f"and {len(problems) - len(lines)} more"] if len(problems) > len(lines) else []
    message = "\n  ".join([f"{len(problems)} problems", *lines, *more])
    if len(problems) == 1:
        message = problems[0][1][:_LONGEST]
    return PressError(message, file=path, line=problems[0][0], remedy=remedy)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file as descriptors write it: ``sha256:`` and hexadecimal digits."""
    return HASH_PREFIX + hashlib.sha256(path.read_bytes()).hexdigest()


def range_fault(value: Decimal, unit: str, *, has_decimals: bool = False) -> str:
    """Return why ``value`` is not allowed in ``unit``.

    Empty where it is. What counts may have decimals before it is rounded, or with a scale.
    """
    known = unit_of_column(unit)
    is_broken = known.is_whole and not has_decimals and value != value.to_integral_value()
    return known.rule if is_broken or not known.low <= value <= known.high else ""


def check_range(quantity: Quantity, place: str = "") -> None:
    """Raise PressError where a value of ``quantity`` is outside the range of its unit.

    ``place`` is told where the error does not show it.
    """
    unit, kind, has_scale, faults = quantity.unit, quantity.kind, bool(quantity.scale), list[tuple[str, str]]()
    # A mean of counts may be printed as a whole number; a rank or a year is no mean.
    for text, has_decimals in ((quantity.exact, has_scale or kind == Kind.COUNTED), (quantity.value, has_scale)):
        ends = text.split("/") if text else []
        values = [end.split("-")[0] if kind == Kind.DATE else end for end in ends]
        faults += [(value, range_fault(Decimal(value), unit, has_decimals=has_decimals)) for value in values]
    if len(values) == 2 and Decimal(values[0]) > Decimal(values[1]):
        faults.append((quantity.value, "the lower end of a range comes first"))
    for value, fault in faults:
        if fault:
            message = f"{place}{': ' if place else ''}{value} is no value of the unit '{unit}': {fault}"
            raise PressError(message, remedy="correct the value, or choose another unit")
