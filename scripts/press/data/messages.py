"""Translate frictionless's errors about a table into plain words for the person who edits it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.text import Json

LONGEST_CELL = 60
MOST_PROBLEMS = 10
_TYPES = {
    "integer": "a whole number such as 18",
    "number": "a number with a decimal point such as 10.6",
    "year": "a year of four digits",
    "date": "a date such as 2016-04-12",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Problem:
    """A fault in a file: its line (from 1) and column, if known, and a message with what was found and what is allowed."""

    line: int | None
    column: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


def table_error(problems: Sequence[Problem], path: Path, remedy: str) -> PressError:
    """Return ``problems`` of the file ``path`` as one error, of many only the first `MOST_PROBLEMS`."""
    line = problems[0].line
    if len(problems) == 1:
        return PressError(problems[0].message, file=path, line=line, remedy=remedy)
    shown = [f"\n  {problem}" for problem in problems[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        shown.append(f"\n  and {len(problems) - MOST_PROBLEMS} more")
    return PressError(f"{len(problems)} problems{''.join(shown)}", file=path, line=line, remedy=remedy)


def header_problems(found: Sequence[str], wanted: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the column names of a file; empty where there are none or they are as wanted."""
    if not found or found == wanted:
        return []
    faults = [f"the column '{name}' is missing" for name in wanted if name not in found]
    faults += [f"the column '{name}' is not known" for name in found if name not in wanted]
    faults = faults or ["a column stands twice or in another place"]
    hint = ", separated by commas" if any(re.search(r"[;\t]", name) for name in found) else ""
    return [Problem(1, "", f"{', '.join(faults)}; allowed is {','.join(wanted)}{hint}")]


@dataclass(frozen=True)
class Described:
    """The facts that messages need of a table: its columns, the columns of its key, and the values of other columns.

    ``values`` returns the values of a column, by the names of table and column.
    """

    fields: Sequence[Json]
    key: Sequence[str]
    values: Callable[[str, str], list[str]]

    def row(self, error: Any) -> str:
        """Return the key of the row of a frictionless ``error``; empty where the row has none."""
        names = [field["name"] for field in self.fields]
        cells = dict(zip(names, getattr(error, "cells", []), strict=False))
        return ", ".join(str(cells[name]) for name in self.key if cells.get(name))


def problem_of(error: Any, table: Described) -> Problem:
    """Return the problem for a frictionless error about a row or cell of ``table``."""
    column = getattr(error, "field_name", None) or ", ".join(getattr(error, "field_names", []))
    return Problem(getattr(error, "row_number", None), column, _message(error, column, table))


def cell_problem(line: int | None, column: str, row: str, message: str) -> Problem:
    """Return a problem with the cell in ``column`` of the row with the key ``row``."""
    place = f"column '{column}' of '{_short(row)}'" if row else f"column '{column}'"
    return Problem(line, column, f"{place}: {message}")


def _message(error: Any, column: str, table: Described) -> str:
    if error.type == "extra-cell":
        return f"'{_short(error.cell)}' stands beyond the last column; put quotes around text that holds a comma"
    if error.type == "blank-row":
        return "the line is empty; remove it"
    if error.type == "missing-cell":
        return f"the row ends before the column '{column}'"
    if error.type == "primary-key":
        return f"the key of the row is {_elsewhere(error.note)}, allowed is one that no other row has"
    if not column:
        return str(error.message)
    row = "" if column in table.key else table.row(error)
    return cell_problem(None, column, row, _cell_message(error, column, table)).message


def _cell_message(error: Any, column: str, table: Described) -> str:
    field = next((field for field in table.fields if field["name"] == column), {})
    constraint = _constraint(error)
    if constraint == "required":
        return "the cell is empty, allowed is any value but none"
    if error.type == "foreign-key":
        found = _short(", ".join(error.field_cells))
        target = f"{error.reference_name}.{', '.join(error.reference_field_names)}"
        return f"found '{found}', allowed is a value of {target}{_near(error, table)}"
    allowed = _allowed(error, constraint, field)
    return f"found '{_short(error.cell)}', allowed is {allowed}" if allowed else str(error.note)


def _near(error: Any, table: Described) -> str:
    """Return a hint with the values most similar to a dangling reference; empty where there are none."""
    if len(error.field_cells) != 1:
        return ""
    known = table.values(error.reference_name, error.reference_field_names[0])
    near = get_close_matches(str(error.field_cells[0]), known, n=3, cutoff=0.4)
    return f" (near it: {', '.join(near)})" if near else ""


def _short(cell: Any) -> str:
    """Return a cell on one line, truncated where it is long."""
    text = " ".join(str(cell).splitlines())
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1].rstrip()}…"


def _allowed(error: Any, constraint: str, field: Json) -> str:
    """Return the values that the cell may have, in words; empty for kinds of error without any."""
    limit = field.get("constraints", {}).get(constraint)
    if error.type == "type-error":
        return _TYPES.get(field.get("type", ""), str(field.get("type")))
    if error.type == "unique-error":
        return f"a value that no other row has (it is {_elsewhere(error.note)})"
    if constraint == "enum":
        return _one_of(str(error.cell), [str(value) for value in limit])
    words = {
        "minimum": f"{limit} or more",
        "maximum": f"{limit} or less",
        "pattern": f"text of the form {limit} ({field.get('title') or field.get('name')})",
    }
    return words.get(constraint, "")


def _one_of(found: str, allowed: list[str]) -> str:
    near = get_close_matches(found, allowed, n=1)
    hint = f" (did you mean '{near[0]}'?)" if near else ""
    return f"one of {', '.join(allowed)}{hint}"


def _constraint(error: Any) -> str:
    found = re.match(r'constraint "(\w+)"', error.note) if error.type == "constraint-error" else None
    return found.group(1) if found else ""


def _elsewhere(note: str) -> str:
    return note.replace("in the row at position", "in line")
