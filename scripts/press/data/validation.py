"""Validate tables: their content with frictionless, their files by checksum."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from press.core.errors import PressError
from press.core.files import FileState
from press.core.text import Json, read_utf8, record_lines
from press.core.tracking import DATA_TABLE, note_file_read
from press.data.descriptor import DataPackage
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

    names = (name, *package.targets(name))
    resources = [_content_only(package.resource(table)) for table in names]
    try:
        parsed = Package.from_descriptor({"resources": resources}, basepath=str(package.path.parent))
        return parsed.get_resource(name).validate(on_row=lambda row: rows.update({row.row_number: row.to_dict()}))
    except FrictionlessException as error:
        notes = [reason.note for reason in error.reasons] or [error.error.note]
        message = f"the description of the table '{name}' is malformed: {'; '.join(notes)}"
        raise package.fault(name, message) from None


def _content_only(resource: Json) -> Json:
    """Return a copy of the description without checksum and size, which `check_hash` compares after the content."""
    bare = {key: copy.deepcopy(value) for key, value in resource.items() if key not in ("hash", "bytes")}
    bare.setdefault("dialect", _DIALECT)
    return bare


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
    return hash_of(path.read_bytes())


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of ``content`` as descriptors write it."""
    return HASH_PREFIX + hashlib.sha256(content).hexdigest()


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
