"""Find other rows that state a changed figure: those that foreign keys relate to its row, and those that mention their keys."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from press.core.errors import PressError
from press.data.descriptor import DataPackage
from press.data.former import Change

_CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n]*)(,|$)')
# A row by its table, a column that identifies it there, and the value of that column.
Anchor = tuple[str, str, str]


@dataclass(frozen=True)
class Occurrence:
    """A row related to a ``change``: its cell in ``column`` may state the same figure; without a column the row only mentions the changed one.

    ``cell`` is the text of a cell that a person has to correct, and empty where the figure alone stands there.
    """

    change: Change
    name: str
    file: Path
    line: int
    row: str
    column: str = ""
    position: int = 0
    cell: str = ""

    @property
    def is_same(self) -> bool:
        """Return whether the cell holds the figure and nothing else, so that it can be corrected automatically."""
        return bool(self.column) and not self.cell


def find_occurrences(package: DataPackage, changes: Iterable[Change]) -> list[Occurrence]:
    """Return each other row that states a changed figure, or mentions the row with it."""
    found: dict[tuple[Path, int, str], Occurrence] = {}
    for change in changes:
        anchors = set(_anchors(package, change))
        for name in package.names:
            if not package.has_labels(name):
                for place in _in_table(package, name, change, anchors):
                    found.setdefault((place.file, place.line, place.column), place)
    return list(found.values())


def with_correction(text: str, place: Occurrence) -> str:
    """Return ``text``, the content of the file of ``place``, with its cell corrected and all else unchanged."""
    # Lines as the csv module counts them.
    lines = list(io.StringIO(text, newline=""))
    line = lines[place.line - 1]
    cells = list(_CELL.finditer(line.rstrip("\r\n")))
    start, end = cells[place.position].span(1) if place.position < len(cells) else (0, 0)
    (cell,) = next(csv.reader([line[start:end]]), None) or [""]
    if not _equal(cell, place.change.old):
        message = f"the cell '{place.column}' of this row goes over several lines"
        remedy = f"write {place.change.new} there yourself, and accept the file as well"
        raise PressError(message, file=place.file, line=place.line, remedy=remedy)
    corrected = io.StringIO()
    # An empty cell is quoted only where it is the whole row, which would be no row otherwise.
    if place.change.new or (start, end) == (0, len(line.rstrip("\r\n"))):
        csv.writer(corrected, lineterminator="").writerow([place.change.new])
    lines[place.line - 1] = line[:start] + corrected.getvalue() + line[end:]
    return "".join(lines)


def _anchors(package: DataPackage, change: Change) -> Iterator[Anchor]:
    """Yield the rows about the same thing: the changed one, and those that it alone in its table refers to by a foreign key."""
    for column in _identifying(package, change.name):
        # Rows that refer to a changed key still have the old one.
        yield change.name, column, change.old if column == change.column else change.row[column]
    rows = package.records(change.name)
    for column, (target, key) in _keys(package, change.name).items():
        times = Counter(row.get(column) for row in rows)
        if column in change.row and times[change.row[column]] == 1 and not package.has_labels(target):
            yield target, key, change.row[column]


def _identifying(package: DataPackage, name: str) -> set[str]:
    """Return the columns of ``name`` that identify a row by themselves: its key, and what foreign keys of other tables refer to."""
    key = package.key(name)
    referred = (_keys(package, other).values() for other in package.names)
    return {column for to in referred for target, column in to if target == name} | {*(key if len(key) == 1 else ())}


def _keys(package: DataPackage, name: str) -> dict[str, tuple[str, str]]:
    """Return the single columns of ``name`` that are a foreign key, each with the table and the column that it refers to."""
    keys = package.foreign_keys(name)
    return {
        key.columns[0]: (key.table, key.targets[0])
        for key in keys
        if key.table and len(key.columns) == len(key.targets) == 1
    }


def _in_table(package: DataPackage, name: str, change: Change, anchors: set[Anchor]) -> Iterator[Occurrence]:
    path, own, keys = package.file(name), package.key(name), _keys(package, name)
    # Keys are no figures, but what refers to the changed cell is to change with it.
    no_figures = {*own, *keys} - {column for column, to in keys.items() if to == (change.name, change.column)}
    for line, cells in zip(package.lines(name), package.records(name), strict=True):
        if name == change.name and line == change.line:
            continue
        here = ", ".join(cells[column] for column in own if cells.get(column))
        leads = {(target, key, cells.get(column, "")) for column, (target, key) in keys.items()}
        leads |= {(name, column, cell) for column, cell in cells.items()}
        if leads & anchors:
            yield from _stated(Occurrence(change, name, path, line, here), cells, no_figures)
        elif any(_names(package, cell, anchors) for cell in cells.values()):
            yield Occurrence(change, name, path, line, here)


def _stated(row: Occurrence, cells: dict[str, str], keys: set[str]) -> Iterator[Occurrence]:
    """Yield the cell that states the figure if it is the only one, but none of ``keys``; else each candidate with its text, for a person to correct."""
    old = row.change.old
    figures = {column: cell for column, cell in cells.items() if column not in keys}
    same = [column for column, cell in figures.items() if _equal(cell, old)]
    mentions = [column for column, cell in figures.items() if column not in same and _mentions(cell, old)]
    for column in [*same, *mentions]:
        is_sure = len(same) == 1 and column in same
        yield replace(row, column=column, position=list(cells).index(column), cell="" if is_sure else cells[column])
    if not same and not mentions:
        yield row


def _equal(cell: str, old: str) -> bool:
    if cell == old:
        return True
    try:
        return Decimal(cell) == Decimal(old)
    except InvalidOperation:
        return False


def _mentions(cell: str, old: str) -> bool:
    return bool(re.search(rf"(?<![\w.,-]){re.escape(old)}(?![\w-]|[.,]\d)", cell))


def _names(package: DataPackage, cell: str, anchors: set[Anchor]) -> bool:
    """Return whether the cell consists of keys of one table, one of them an anchor's, or contains an anchor as ``table/key``.

    A key that is a number identifies nothing by itself: the same number may count anything.
    """
    words = cell.split()
    return any(
        f"{table}/{key}" in words
        or (
            key in words
            and not _is_number(key)
            and (len(words) == 1 or {*words} <= _values(package, table, column) | {key})
        )
        for table, column, key in anchors
    )


def _is_number(text: str) -> bool:
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True


def _values(package: DataPackage, name: str, column: str) -> set[str]:
    return {row.get(column, "") for row in package.records(name)}
