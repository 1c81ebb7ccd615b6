"""Validate tables: their content with frictionless, their files by checksum."""

from __future__ import annotations

import copy
import csv
import hashlib
import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.files import FileState
from press.core.text import Json, read_utf8, record_lines
from press.core.tracking import DATA_TABLE, note_file_read
from press.data.descriptor import DataPackage, malformed
from press.data.messages import Described, Problem, cell_problem, header_problems, problem_of, table_error
from press.data.units import range_fault

HASH_PREFIX = "sha256:"
Row = dict[str, Any]
# Cached tables; those for older states of their files are useless.
_MOST_TABLES = 512

# Twice the cells of a table, and so many, no slip of a comma gives.
_FAR_TOO_MANY = 50

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
        _check_text(package, table)
    key = [
        text
        for table in package.needed(name)
        for text in (package.content_of((DATA_TABLE, table)), file_hash(package.file(table)))
    ]
    return package.checked.get_or_compute((name, *key), lambda: _validated(package, name))


def _validated(package: DataPackage, name: str) -> tuple[Row, ...]:
    rows: dict[int, Row] = {}
    report = _validate(package, name, rows)
    problems = _problems(report, package, name) or list(_out_of_range(rows, package, name))
    if problems:
        remedy = f"mend the file, or its description in {package.path} if that is wrong"
        if {*report.tasks[0].labels} > {field["name"] for field in package.fields(name)}:
            path = package.file(name).relative_to(package.root).as_posix()
            remedy = f"have the new column described: .venv/bin/press accept {path}\n  or take it out of the file"
        raise table_error(_with_lines(problems, package, name), package.file(name), remedy)
    return tuple(rows.values())


def _check_text(package: DataPackage, name: str) -> None:
    """Raise PressError for faults that frictionless reports badly: a missing or empty file, another encoding, an open quotation mark."""
    path = package.file(name)
    header = ",".join(field["name"] for field in package.fields(name))
    if not read_utf8(path).strip():
        message = f"the file is empty; its first line must be {header}"
        raise PressError(message, file=path, line=1, remedy="write it anew or restore the file from version control")
    if "dialect" not in package.resource(name):
        _check_width(path, len(package.fields(name)))


def _check_width(path: Path, columns: int) -> None:
    """Raise a PressError for a row of far too many cells: frictionless tells of each cell, and copies the row each time."""
    lines = record_lines(path, empty=True)
    for line, row in zip(lines, csv.reader(io.StringIO(read_utf8(path), newline="")), strict=True):
        if len(row) > 2 * columns + _FAR_TOO_MANY:
            message = f"the row has {len(row)} cells for {columns} columns"
            raise PressError(message, file=path, line=line, remedy='put quotes (") around text that holds a comma')


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
        raise malformed(package.path, message) from None


def _content_only(resource: Json) -> Json:
    """Return a copy of the description without checksum and size, which `check_hash` compares after the content."""
    bare = {key: copy.deepcopy(value) for key, value in resource.items() if key not in ("hash", "bytes")}
    bare.setdefault("dialect", _DIALECT)
    return bare


def _problems(report: Any, package: DataPackage, name: str) -> list[Problem]:
    """Return one problem for each cell or row with errors; where the header is wrong, that alone."""
    fields = package.fields(name)
    table = Described(fields, package.key(name), lambda other, column: _values(package, other or name, column))
    header = header_problems(report.tasks[0].labels, [field["name"] for field in fields])
    if header:
        return header
    found: dict[tuple[int | None, str], Problem] = {}
    for error in report.tasks[0].errors:
        problem = problem_of(error, table)
        # Frictionless reports a duplicate key twice where its column is also unique.
        if error.type == "primary-key" and any(line == problem.line for line, _ in found):
            continue
        found.setdefault((problem.line, problem.column), problem)
    return list(found.values())


def _values(package: DataPackage, name: str, column: str) -> list[str]:
    """Return the values of a column as they are in the file, not validated."""
    reader = csv.DictReader(io.StringIO(read_utf8(package.file(name)), newline=""))
    return [str(row[column]) for row in reader if row.get(column)]


def _out_of_range(rows: dict[int, Row], package: DataPackage, name: str) -> Iterator[Problem]:
    """Yield a problem for each cell whose value the unit of its column does not allow."""
    units = {field["name"]: field["unit"] for field in package.fields(name) if "unit" in field}
    for number, row in rows.items():
        key = ", ".join(str(row[column]) for column in package.key(name))
        for column, unit in units.items():
            value = row[column]
            fault = range_fault(Decimal(str(value)), unit) if type(value) in (int, Decimal) else ""
            if fault:
                yield cell_problem(number, column, key, f"found '{value}', but {fault}")


def _with_lines(problems: list[Problem], package: DataPackage, name: str) -> list[Problem]:
    """Return the problems with line numbers of the file instead of row numbers, as a cell may span several lines."""
    if "dialect" in package.resource(name):
        return problems
    lines = dict(enumerate(record_lines(package.file(name), empty=True), start=1))
    return [replace(problem, line=lines.get(problem.line or 0, problem.line)) for problem in problems]


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
    if expected in _hashes_of_same_text(path):
        changed = "only the line ends or the byte order mark of the file changed; its content is as it was"
    raise PressError(
        changed,
        file=path,
        remedy=f"if you changed it on purpose, run: .venv/bin/press accept {path.relative_to(root).as_posix()}\n"
        "  if not, restore the file from version control",
    )


def _hashes_of_same_text(path: Path) -> set[str]:
    """Return the checksums of the file with either kind of line end, with a byte order mark and without."""
    plain = read_utf8(path).replace("\r\n", "\n").encode()
    contents = [mark + plain.replace(b"\n", end) for mark in (b"", BOM_UTF8) for end in (b"\n", b"\r\n")]
    return {hash_of(content) for content in contents}
