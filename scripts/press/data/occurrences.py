"""Find other rows that state a changed figure: those that foreign keys relate to its row, and those that mention their keys."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from press.core.errors import PressError
from press.core.text import read_utf8, record_lines
from press.data.descriptor import DataPackage
from press.data.former import Change, cells_of

_CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n]*)(,|$)')
# A row by its table and the value of that table's key.
Anchor = tuple[str, str]


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


def find_occurrences(package: DataPackage, found: Iterable[Change]) -> list[Occurrence]:
    """Return each other row that states a changed figure, or mentions the row with it."""
    named: dict[tuple[Path, int, str], Occurrence] = {}
    for change in found:
        anchors = set(_anchors(package, change))
        for name in package.names:
            if not _has_words(package, name):
                for place in _in_table(package, name, change, anchors):
                    named.setdefault((place.file, place.line, place.column), place)
    return list(named.values())


def with_correction(text: str, place: Occurrence) -> str:
    """Return ``text``, the content of the file of ``place``, with its cell corrected and all else unchanged."""
    # Lines as the csv module counts them.
    lines = list(io.StringIO(text, newline=""))
    line = lines[place.line - 1]
    cells = list(_CELL.finditer(line.rstrip("\r\n")))
    start, end = cells[place.position].span(1) if place.position < len(cells) else (0, 0)
    if not _equal(line[start:end].strip('"'), place.change.old):
        message = f"the cell '{place.column}' of this row goes over several lines"
        remedy = f"write {place.change.new} there yourself, and accept the file as well"
        raise PressError(message, file=place.file, line=place.line, remedy=remedy)
    lines[place.line - 1] = line[:start] + place.change.new + line[end:]
    return "".join(lines)


def _anchors(package: DataPackage, change: Change) -> Iterator[Anchor]:
    """Yield the rows about the same thing: the changed one, and those that it alone in its table refers to by a foreign key."""
    key = package.key(change.name)
    if len(key) == 1:
        yield change.name, change.row[key[0]]
    header, *rows = cells_of(read_utf8(package.file(change.name)))
    for column, target in _keys(package, change.name):
        times = Counter(row[header.index(column)] for row in rows)
        if times[change.row[column]] == 1 and not _has_words(package, target):
            yield target, change.row[column]


def _keys(package: DataPackage, name: str) -> list[tuple[str, str]]:
    """Return the foreign key columns of ``name``, each with the name of its target table."""
    keys = package.resource(name)["schema"].get("foreignKeys", [])
    found = [(key["fields"], key["reference"].get("resource", "")) for key in keys]
    return [
        (fields if isinstance(fields, str) else fields[0], target)
        for fields, target in found
        if target and (isinstance(fields, str) or len(fields) == 1)
    ]


def _has_words(package: DataPackage, name: str) -> bool:
    return "vocabulary" in package.file(name).parts


def _in_table(package: DataPackage, name: str, change: Change, anchors: set[Anchor]) -> Iterator[Occurrence]:
    path = package.file(name)
    header, *rows = cells_of(read_utf8(path))
    keys = dict(_keys(package, name))
    own = package.key(name)
    for line, row in zip(record_lines(path)[1:], rows, strict=True):
        if name == change.name and line == change.line:
            continue
        cells = dict(zip(header, row, strict=False))
        here = ", ".join(cells[column] for column in own if cells.get(column))
        leads = {(target, cells.get(column, "")) for column, target in keys.items()}
        leads |= {(name, here)}
        if leads & anchors:
            figures = {at: cell for at, cell in cells.items() if at not in keys and at not in own}
            yield from _stated(change, Occurrence(change, name, path, line, here), header, figures)
        elif any(_names(package, cell, anchors) for cell in row):
            yield Occurrence(change, name, path, line, here)


def _stated(change: Change, place: Occurrence, header: list[str], cells: dict[str, str]) -> Iterator[Occurrence]:
    """Yield the cell that states the figure if it is the only one; else each candidate with its text, for a person to correct."""
    same = [column for column, cell in cells.items() if _equal(cell, change.old)]
    said = [column for column, cell in cells.items() if column not in same and _mentions(cell, change.old)]
    for column in [*same, *said]:
        is_sure = len(same) == 1 and column in same
        cell = "" if is_sure else cells[column]
        yield Occurrence(change, place.name, place.file, place.line, place.row, column, header.index(column), cell)
    if not same and not said:
        yield place


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
    """Return whether the cell consists of keys of one table, one of them an anchor's, or contains an anchor as ``table/key``."""
    words = cell.split()
    return any(
        f"{table}/{key}" in words or (key in words and (len(words) == 1 or set(words) <= _all_keys(package, table)))
        for table, key in anchors
    )


def _all_keys(package: DataPackage, name: str) -> set[str]:
    header, *rows = cells_of(read_utf8(package.file(name)))
    key = package.key(name)
    return {row[header.index(key[0])] for row in rows} if len(key) == 1 else set()
