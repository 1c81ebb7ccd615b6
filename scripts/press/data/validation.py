"""Load tables: validate their content with frictionless and their files by checksum, and return frames with types."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from press.core.errors import PressError
from press.core.files import FileState
from press.core.project import find_root
from press.core.text import Json, read_utf8, record_lines
from press.core.tracking import DATA_TABLE, note_file_read
from press.data.descriptor import DataPackage, read_package
from press.data.units import range_fault

HASH_PREFIX = "sha256:"
Row = dict[str, Any]
# Cached tables; those for older states of their files are useless.
_MOST_TABLES = 512

# Of more faults in a table, and of longer messages, only the beginning is told.
_MOST_PROBLEMS = 10
_LONGEST = 300

# The standard's defaults; without them frictionless detects the dialect from the content.
_DIALECT = {
    "header": True,
    "headerRows": [1],
    "csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False},
}
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
class Field:
    """A column: its name, Table Schema type, unit code (or None), constraints and English title."""

    name: str
    type: str
    unit: str | None = None
    constraints: dict[str, Any] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True)
class TableDescription:
    """The description of a table for a codebook; ``citation`` holds keys of the bibliography."""

    name: str
    path: Path
    fields: list[Field]
    rows: int
    sha256: str
    title: str = ""
    licence: str = UNKNOWN
    citation: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def load_table(name: str, root: Path | None = None) -> pd.DataFrame:
    """Return the table ``name`` of the book at ``root`` (by default the book around the working directory).

    Whole numbers and years are Int64, numbers float64, text string, and columns with an enum ordered categories in its
    order; empty cells are missing values. Raises PressError where the file breaks its
    description or has another checksum.
    """
    package = read_package(root or find_root())
    return frame_of(package, name, sound_rows(package, name))


def frame_of(package: DataPackage, name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Return ``rows`` of the table ``name`` as a frame with types, as `load_table` does."""
    columns = {item["name"]: item for item in package.fields(name)}
    return pd.DataFrame({key: _column([row[key] for row in rows], item) for key, item in columns.items()})


def load_tables(root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return all tables of the book by name, as `load_table` does."""
    package = read_package(root or find_root())
    return {name: frame_of(package, name, sound_rows(package, name)) for name in package.names}


def table_names(root: Path | None = None) -> list[str]:
    """Return the names of the book's tables, in the order of its descriptor."""
    return read_package(root or find_root()).names


def describe_table(package: DataPackage, name: str, rows: int) -> TableDescription:
    """Return the description of the table ``name``, with the number of its ``rows`` and the checksum of its file."""
    resource, path = package.resource(name), package.file(name)
    fields = [
        Field(
            item["name"],
            item.get("type", "string"),
            item.get("unit"),
            item.get("constraints", {}),
            item.get("title", ""),
        )
        for item in package.fields(name)
    ]
    # A table without a licence is under that of the package.
    licences = resource.get("licenses") or package.about.get("licenses") or []
    names = [str(one.get("name") or one.get("title") or one.get("path") or UNKNOWN) for one in licences]
    return TableDescription(
        name=name,
        path=path,
        fields=fields,
        rows=rows,
        sha256=file_hash(path).removeprefix(HASH_PREFIX),
        title=str(resource.get("title", "")),
        licence=", ".join(_LICENCES.get(name, name) for name in names) or UNKNOWN,
        citation=list(resource.get("citation", [])),
        sources=[str(source.get("title", "")) for source in resource.get("sources", [])],
    )


def check_citations(package: DataPackage, works: Collection[str]) -> None:
    """Raise PressError where the descriptor cites for a table a work that is not among ``works``, the keys of the bibliography."""
    cited = [(name, key) for name in package.names for key in package.resource(name).get("citation", [])]
    for name, key in cited:
        if key not in works:
            raise package.fault(
                name,
                f"'citation' of the table '{name}' names '{key}', which the bibliography lacks",
                "correct the key, or add the work to the bibliography",
            )


def years_of(names: Iterable[str], root: Path) -> set[str]:
    """Return the names of columns with years in the tables ``names``; skip unknown tables, which other checks report."""
    found: set[str] = set()
    for name in names:
        with suppress(PressError):
            fields = read_package(root).fields(name)
            found |= {item["name"] for item in fields if "year" in (item.get("type"), item.get("unit"))}
    return found


def _column(values: list[Any], item: Json) -> pd.Series[Any]:
    allowed = item.get("constraints", {}).get("enum")
    if allowed:
        return pd.Series(pd.Categorical(values, categories=allowed, ordered=True))
    if item.get("type") == "number":
        values = [None if value is None else float(value) for value in values]
    return pd.Series(values, dtype=_DTYPES.get(item.get("type", "string"), "string"))


def sound_rows(package: DataPackage, name: str) -> tuple[Row, ...]:
    """Return the validated rows of the table ``name``; raise PressError where its checksum is not that of its description."""
    rows = checked_rows(package, name)
    check_hash(package, name)
    return tuple(rows)


def checked_rows(package: DataPackage, name: str) -> list[Row]:
    """Return the rows of the table ``name`` as Python values; raise one PressError with all problems of its content.

    The rows are cached by the state of the files, also in notebooks, which are forked from the process that has validated the tables. So
    the files are recorded as read on each call.
    """
    for table in package.needed(name):
        note_file_read(package.file(table))
    return list(_checked(package, name, package.state(name)))


@lru_cache(maxsize=_MOST_TABLES)
def _checked(package: DataPackage, name: str, state: tuple[FileState, ...]) -> tuple[Row, ...]:
    for table in package.needed(name):
        # A missing file, another encoding and an open quotation mark frictionless tells without file or line.
        path = package.file(table)
        (read_utf8 if "dialect" in package.resource(table) else record_lines)(path)
    key = [
        text
        for table in package.needed(name)
        for text in (package.content_of((DATA_TABLE, table)), file_hash(package.file(table)))
    ]
    return package.checked.get_or_compute((name, *key), lambda: _validated(package, name))


def _validated(package: DataPackage, name: str) -> tuple[Row, ...]:
    rows: dict[int, Row] = {}
    report = _validate(package, name, rows)
    lines = record_lines(package.file(name), empty=True) if "dialect" not in package.resource(name) else []
    faults = [(getattr(error, "row_number", None) or 1, error.message) for error in report.tasks[0].errors]
    # As a cell may span several lines, the number of a row is not that of its line.
    problems = [
        Problem(lines[row - 1] if row <= len(lines) else row, message)
        for row, message in faults or _out_of_range(rows, package, name)
    ]
    if problems:
        remedy = f"mend the file, or its description in {package.path} if that is wrong"
        if {*report.tasks[0].labels} > {field["name"] for field in package.fields(name)}:
            path = package.file(name).relative_to(package.root).as_posix()
            remedy = f"have the new column described: .venv/bin/press accept {path}\n  or take it out of the file"
        raise table_error(problems, package.file(name), remedy)
    return tuple(rows.values())


class Problem(NamedTuple):
    """A fault in a table: its line (from 1), and what is wrong."""

    line: int
    message: str


def table_error(problems: Sequence[Problem], path: Path, remedy: str) -> PressError:
    """Return ``problems`` of the file ``path`` as one error, of many only the first ones."""
    told = [f"line {problem.line}: {problem.message[:_LONGEST]}" for problem in problems[:_MOST_PROBLEMS]]
    more = f"\n  and {len(problems) - len(told)} more" if len(problems) > len(told) else ""
    message = (
        problems[0].message[:_LONGEST] if len(problems) == 1 else "\n  ".join([f"{len(problems)} problems", *told])
    )
    return PressError(message + more, file=path, line=problems[0].line, remedy=remedy)


def _validate(package: DataPackage, name: str, rows: dict[int, Row]) -> Any:
    """Return frictionless's report on one table; fill ``rows`` by row number on the way."""
    # Its import takes half a second, which commands without tables are spared.
    from frictionless import FrictionlessException, Package  # noqa: PLC0415

    resources = []
    for table in (name, *package.targets(name)):
        # Without checksum and size, which `check_hash` compares after the content.
        described = {key: value for key, value in package.resource(table).items() if key not in ("hash", "bytes")}
        resources.append(copy.deepcopy({"dialect": _DIALECT, **described}))
    try:
        parsed = Package.from_descriptor({"resources": resources}, basepath=str(package.path.parent))
        return parsed.get_resource(name).validate(on_row=lambda row: rows.update({row.row_number: row.to_dict()}))
    except FrictionlessException as error:
        notes = [reason.note for reason in error.reasons] or [error.error.note]
        message = f"the description of the table '{name}' is malformed: {'; '.join(notes)}"
        raise package.fault(name, message) from None


def _out_of_range(rows: dict[int, Row], package: DataPackage, name: str) -> Iterator[tuple[int, str]]:
    """Yield the row and a message for each cell whose value the unit of its column does not allow."""
    units = {field["name"]: field["unit"] for field in package.fields(name) if "unit" in field}
    for number, row in rows.items():
        for column, unit in units.items():
            value = row[column]
            if type(value) in (int, Decimal) and (fault := range_fault(Decimal(str(value)), unit)):
                yield number, f"the cell '{value}' in the column '{column}': {fault}"


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file as descriptors write it: ``sha256:`` and hexadecimal digits."""
    return HASH_PREFIX + hashlib.sha256(path.read_bytes()).hexdigest()


def check_hash(package: DataPackage, name: str) -> None:
    """Raise PressError where the descriptor has a checksum for ``name`` that differs from the file's."""
    expected, path, root = package.resource(name).get("hash"), package.file(name), package.root
    if expected is None or file_hash(path) == expected:
        return
    changed = f"the file was changed: its checksum is {file_hash(path)}, {package.path.relative_to(root).as_posix()} expects {expected}"
    raise PressError(
        changed,
        file=path,
        remedy=f"if you changed it on purpose, run: .venv/bin/press accept {path.relative_to(root).as_posix()}\n"
        "  if not, restore the file from version control",
    )
