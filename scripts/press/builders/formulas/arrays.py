"""Convert arrays in formulas to arguments of Typst's ``mat``: rows, alignment of columns, and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.builders.formulas.tree import Group, Part, argument, inner, latex_of, rows_of

Row = list[list[Part]]
_MATRICES = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "cases", "rcases")
_WORDS = {"l": "left", "c": "center", "r": "right"}
_REPEATED = re.compile(r"\*\{(\d+)\}\{([^{}]*)\}")
# ``@{...}`` and the like between columns, and columns of paragraphs with their widths.
_BESIDE = re.compile(r"[@!><]\{(?:[^{}]|\{[^{}]*\})*\}")
_WIDE = re.compile(r"[pmb]\{[^{}]*\}")


@dataclass(frozen=True)
class Table:
    """The rows of a table, the named ``arguments`` of Typst's ``mat``, and the alignment of each column as a letter, if not all are alike."""

    rows: list[Row]
    arguments: str
    columns: str = ""

    def pieces(self, cell: Sequence[Part], column: int) -> Iterator[tuple[Sequence[Part], bool]]:
        """Yield the pieces of a cell, each with whether it is an alignment point."""
        place = self.columns[column] if column < len(self.columns) else ""
        if place == "l":
            yield [], True
        for number, piece in enumerate(_split(cell)):
            if number:
                yield [], True
            yield piece, False
        if place == "r":
            yield [], True


def is_table(name: str) -> bool:
    """Return whether the cells of this environment are arguments of a function in Typst."""
    return name in _MATRICES


def array_table(parts: Sequence[Part]) -> Table:
    r"""Return the table of ``\begin{array}{c|cc} ...``, with its lines."""
    columns, start = argument(parts, 0)
    places, vertical = _columns(latex_of(inner(columns)) if isinstance(columns, Group) else str(columns))
    rows, horizontal = _without_lines(rows_of(parts[start:]))
    lines = [f"{name}: ({', '.join(map(str, at))},)" for name, at in (("hline", horizontal), ("vline", vertical)) if at]
    arguments = [f"augment: #({', '.join(lines)}, stroke: 0.04em)"] if lines else []
    is_alike = len(set(places)) <= 1
    arguments += [f"align: #{_WORDS[places[0]] if is_alike and places else 'center'}"]
    arguments += ["column-gap: #0.8em", "row-gap: #0.4em"]
    return Table(rows, f"{', '.join(arguments)},", "" if is_alike else places)


def nested_rows(parts: Sequence[Part]) -> Table:
    """Return the rows of an ``aligned`` inside a formula as a table of one column with alignment points."""
    rows: list[Row] = []
    for row in rows_of(parts):
        joined: list[Part] = list(row[0])
        for cell in row[1:]:
            joined += ["&", *cell]
        rows.append([joined])
    return Table(rows, "align: #left, row-gap: #0.6em,")


def _split(cell: Sequence[Part]) -> list[list[Part]]:
    found: list[list[Part]] = [[]]
    for part in cell:
        if part == "&":
            found.append([])
        else:
            found[-1].append(part)
    return found


def _columns(description: str) -> tuple[str, list[int]]:
    """Return a letter for each column, and before which columns, counted from 0, vertical lines stand."""
    text = _REPEATED.sub(lambda found: found[2] * int(found[1]), description)
    text = _WIDE.sub("l", _BESIDE.sub("", text))
    places, lines = "", []
    for letter in text:
        if letter in _WORDS:
            places += letter
        elif letter == "|" and len(places) not in lines:
            lines.append(len(places))
    return places, lines


def _without_lines(rows: list[Row]) -> tuple[list[Row], list[int]]:
    r"""Return the rows without ``\hline``, and before which rows, counted from 0, horizontal lines stand."""
    found: list[Row] = []
    lines = []
    for row in rows:
        first = [part for part in row[0] if part != r"\hline"]
        if len(first) < len(row[0]):
            lines.append(len(found))
        if len(row) > 1 or latex_of(first).strip():
            found.append([first, *row[1:]])
    return found, lines
