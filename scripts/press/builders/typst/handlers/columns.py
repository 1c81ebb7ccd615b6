"""Compute the widths of the columns of a table, in letters, and whether it has to be set in landscape.

Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation
that shows. So wide tables get shares in which the longest word of each column has room: first in small type, then on
a landscape page. Type smaller than that is hard to read, so there is none.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache

import typst
from docutils import nodes

from press.builders.typst.escape import cut_long_words, string
from press.core.jobs import forbid_forking

#: A row: each entry after the index of the column where it begins.
Row = list[tuple[int, nodes.Element]]

#: Letters per millimetre in the ordinary type of tables, and the padding of a column in letters.
LETTERS = 84 / 142
PADDING = 2
#: How many times as many letters as in ordinary type fit on a line.
_ROOM = {"ordinary": 1.0, "small": 1.08}
#: How much wider bold letters are.
BOLD = 1.12
#: Where a line may break; not at a non-breaking space.
_BREAKS = re.compile(r"(?:[^\S\u00a0\u202f]|[/–—-])+")


#: Left and right margin of the template together, in millimetres, in portrait and in landscape.
MARGINS, TURNED_MARGINS = 68.0, 40.0


@dataclass(frozen=True)
class Fit:
    """The layout of a table: ``shares`` of the measure for each column, ``type`` as ``ordinary`` or ``small``, ``turned`` for landscape.

    ``overflows`` says that words stick out even so.
    """

    shares: list[int]
    type: str = "ordinary"
    turned: bool = False
    overflows: bool = False


@cache
def measures(paper: str) -> tuple[float, float]:
    """Return the length of a line of text on ``paper`` in millimetres, in portrait and in landscape."""
    source = f"#set page(paper: {string(paper)})\n#context [#metadata((page.width.mm(), page.height.mm()))<size>]"
    forbid_forking()
    compiler = typst.Compiler(source.encode(), ignore_system_fonts=True)
    width, height = json.loads(compiler.query("<size>", field="value", one=True))
    return width - MARGINS, height - TURNED_MARGINS


def fit(
    head: list[Row],
    body: list[Row],
    count: int,
    measures: tuple[float, float | None],
) -> Fit:
    """Return the first layout of the table in which the longest word of each column has room, otherwise the last one.

    ``measures`` are the lengths of a line in millimetres in portrait and in landscape (``None`` where the table cannot be
    turned). Cells over several columns are ignored.
    """
    need, want = _letters(body, count)
    for at, words in enumerate(_letters(head, count)[0]):
        need[at] = max(need[at], math.ceil(BOLD * words))
        want[at] = max(want[at], need[at])
    upright, turned = measures
    ways = [(upright, "ordinary", False), (upright, "small", False)]
    ways += [(turned, "small", True)] if turned else []
    rooms = [_room(measure, kind, count) for measure, kind, _ in ways]
    at = next((at for at, room in enumerate(rooms) if sum(need) <= room), len(rooms) - 1)
    _, kind, is_turned = ways[at]
    shares = [round(10 * (width + PADDING)) for width in allot(need, want, rooms[at])]
    return Fit(shares, kind, is_turned, overflows=sum(need) > rooms[at])


def _room(measure: float, kind: str, count: int) -> float:
    """Return how many letters fit on a line, without the padding of the columns."""
    return (measure * LETTERS - PADDING * count) * _ROOM[kind]


def allot(need: list[int], want: list[int], room: float) -> list[float]:
    """Divide ``room`` among the columns: those that want little get it, the others what they need and a share of what is left."""
    widths: list[float] = list(need)
    waiting = list(range(len(need)))
    while waiting:
        fair = (room - sum(widths[column] for column in range(len(need)) if column not in waiting)) / len(waiting)
        modest = [column for column in waiting if want[column] <= fair]
        for column in modest:
            widths[column] = want[column]
        waiting = [column for column in waiting if column not in modest]
        if not modest:
            break
    spare = max(0.0, room - sum(widths))
    total = sum(want[column] - need[column] for column in waiting) or 1
    for column in waiting:
        widths[column] += spare * (want[column] - need[column]) / total
    return widths


def _letters(rows: list[Row], count: int) -> tuple[list[int], list[int]]:
    """Return for each column the length of its longest word, and of its longest paragraph."""
    need, want = [1] * count, [1] * count
    for at, text in ((at, _broken(entry)) for row in rows for at, entry in row if not entry.get("morecols")):
        need[at] = max([need[at], *(len(word) + 1 for word in _BREAKS.split(text) if word)])
        want[at] = max([want[at], *(len(line) for line in text.splitlines())])
    return need, want


def _broken(entry: nodes.Element) -> str:
    """Return the text of a cell, with spaces where the template breaks long words in literals."""
    text = entry.astext()
    for literal in entry.findall(nodes.literal):
        text = text.replace(literal.astext(), cut_long_words(literal.astext(), " "))
    return text
