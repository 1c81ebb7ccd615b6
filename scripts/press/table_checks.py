"""Checks a table against its descriptor with frictionless and tells every problem in words for an editor."""

from __future__ import annotations

import copy
import hashlib
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.descriptor import DataPackage, Json
from press.errors import PressError
from press.textfile import read_utf8

MOST_PROBLEMS = 10
HASH_PREFIX = "sha256:"
Row = dict[str, Any]

# The standard's own defaults; without them frictionless guesses from the content.
_CSV = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}

_TYPES = {
    "integer": "a whole number such as 18",
    "number": "a number with a decimal point such as 10.6",
    "year": "a year of four digits",
    "date": "a date such as 2016-04-12",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where (line from 1, column), what was found, what is allowed."""

    line: int | None
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


def checked_rows(package: DataPackage, name: str) -> list[Row]:
    """The rows of the table ``name`` as typed Python values; every problem of its content in one PressError."""
    path = package.file(name)
    for table in (name, *package.targets(name)):
        read_utf8(package.file(table))
    rows: list[Row] = []
    report = _validate(package, name, rows)
    problems = _problems(report, package.resource(name))
    if problems:
        raise _error(path, problems)
    return rows


def _validate(package: DataPackage, name: str, rows: list[Row]) -> Any:
    """Frictionless's report on one resource; fills ``rows`` on the way."""
    from frictionless import FrictionlessException, Package  # noqa: PLC0415  half a second that most commands can save

    names = (name, *package.targets(name))
    resources = [_without_checksum(package.resource(table)) for table in names]
    try:
        parsed = Package.from_descriptor({"resources": resources}, basepath=str(package.path.parent))
        return parsed.get_resource(name).validate(on_row=lambda row: rows.append(row.to_dict()))
    except FrictionlessException as error:
        details = "; ".join(reason.note for reason in error.reasons) or error.error.note
        raise PressError(
            f"the description of the table '{name}' is malformed: {details}",
            file=package.path,
            remedy="see https://specs.frictionlessdata.io/table-schema/ for the form",
        ) from None


def _without_checksum(resource: Json) -> Json:
    """A copy for checking the content alone: a checksum is told of later, as its own message."""
    bare = {key: copy.deepcopy(value) for key, value in resource.items() if key not in ("hash", "bytes")}
    bare.setdefault("dialect", {"csv": _CSV})
    return bare


def _problems(report: Any, resource: Json) -> list[Problem]:
    fields = {field["name"]: field for field in resource.get("schema", {}).get("fields", [])}
    labels = report.tasks[0].labels
    header = _header_problems(labels, list(fields))
    if header:
        return header
    found: dict[tuple[Any, ...], Problem] = {}
    for error in report.tasks[0].errors:
        line = getattr(error, "row_number", None)
        column = getattr(error, "field_name", None) or ",".join(getattr(error, "field_names", []))
        # A cell that breaks two rules, or a repeated key that frictionless tells twice, is one problem to an editor.
        if error.type == "primary-key" and any(key[0] == line for key in found):
            continue
        found.setdefault((line, column), Problem(line, _message(error, column, fields.get(column, {}))))
    return list(found.values())


def _header_problems(labels: list[str], columns: list[str]) -> list[Problem]:
    if not labels or labels == columns:
        return []
    wanted = f"the columns are {', '.join(columns)}"
    missing = [f"the column '{name}' is missing" for name in columns if name not in labels]
    extra = [f"the column '{name}' is not known" for name in labels if name not in columns]
    told = missing + extra or ["the columns stand in another order or twice"]
    if any(";" in label or "\t" in label for label in labels):
        wanted += "; they must be separated by commas"
    return [Problem(1, f"{', '.join(told)} ({wanted})")]


def _message(error: Any, column: str, field: Json) -> str:
    found = f"column '{column}': found '{getattr(error, 'cell', '')}'"
    match error.type:
        case "type-error":
            return f"{found}, allowed is {_TYPES.get(field.get('type', ''), field.get('type'))}"
        case "constraint-error":
            return _constraint_message(error, found, column, field.get("constraints", {}))
        case "unique-error" | "primary-key":
            return f"{found if column else 'the key of the row'} {error.note}; allowed is a value that no other row has"
        case "foreign-key":
            value = ", ".join(map(str, error.field_values))
            target = f"{error.reference_name}.{', '.join(error.reference_field_names)}"
            return f"column '{column}': found '{value}', allowed is a value of {target}"
        case "missing-cell":
            return f"column '{column}': the row ends before this column"
        case "extra-cell":
            return f"the cell '{error.cell}' stands beyond the last column; put quotes around text that holds a comma"
        case "blank-row":
            return "the line is empty; remove it"
    return str(error.message)


def _constraint_message(error: Any, found: str, column: str, constraints: Json) -> str:
    match_ = re.search(r'constraint "(\w+)"', error.note)
    name = match_.group(1) if match_ else ""
    limit = constraints.get(name)
    match name:
        case "required":
            return f"column '{column}' is empty; allowed is any value, but not none"
        case "enum":
            near = get_close_matches(error.cell, map(str, limit), n=1)
            hint = f" (did you mean '{near[0]}'?)" if near else ""
            return f"{found}, allowed is one of {', '.join(map(str, limit))}{hint}"
        case "minimum":
            return f"{found}, allowed is {limit} or more"
        case "maximum":
            return f"{found}, allowed is {limit} or less"
        case "pattern":
            return f"{found}, allowed is text of the form {limit}"
    return f"{found}: {error.note}"


def _error(path: Path, problems: list[Problem]) -> PressError:
    remedy = "mend the file; the meaning of its columns stands in datapackage.json beside it"
    if len(problems) == 1:
        return PressError(problems[0].message, file=path, line=problems[0].line, remedy=remedy)
    shown = [f"\n  {problem}" for problem in problems[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        shown.append(f"\n  and {len(problems) - MOST_PROBLEMS} more")
    return PressError(f"{len(problems)} problems{''.join(shown)}", file=path, line=problems[0].line, remedy=remedy)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file as descriptors write it, ``sha256:`` and hexadecimal digits."""
    return HASH_PREFIX + hashlib.sha256(path.read_bytes()).hexdigest()


def check_hash(package: DataPackage, name: str, root: Path) -> None:
    """Raise PressError where the descriptor gives a checksum for ``name`` and the file has another."""
    expected, path = package.resource(name).get("hash"), package.file(name)
    if expected is None or file_hash(path) == expected:
        return
    shown = _relative(path, root)
    raise PressError(
        f"the file is not the one that {_relative(package.path, root)} describes: its checksum is"
        f" {file_hash(path)}, described is {expected}",
        file=path,
        remedy=f"if you changed it on purpose, accept it with: press accept {shown}\n"
        "  if not, restore the file from version control",
    )


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
