"""How wide the columns of a table are to be, reckoned in letters, and whether it has to be turned.

Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation
that shows. So wide tables get shares in which the longest word of each column has room: first in small type, then on
a page turned on its side. Type smaller than that is not read with pleasure, so there is none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from docutils import nodes

#: A row: each entry with the number of the column where it begins.
Row = list[tuple[int, nodes.Element]]

#: Letters of the ordinary type of tables in a millimetre of a line, and what the space around a column takes of them.
LETTERS = 84 / 142
PADDING = 2
#: How much more room than the ordinary type the others give.
_ROOM = {"ordinary": 1.0, "small": 1.08}
#: How much wider bold letters are.
BOLD = 1.12
#: Where a line may break without a space.
_BREAKS = re.compile(r"[\s/–—-]+")

#: Words of literals, such as checksums, that the template breaks after every sixteenth letter.
_LONG = re.compile(r"[^\W_]{32,}")


@dataclass(frozen=True)
class Fit:
    """How a table is set: ``shares`` of the measure for each column, ``type`` as ``ordinary`` or ``small``.

    ``overflows`` says that words stick out even so.
    """

    shares: list[int]
    type: str = "ordinary"
    turned: bool = False
    overflows: bool = False


def fit(
    head: list[Row],
    body: list[Row],
    count: int,
    measures: tuple[float, float | None],
    printed: Callable[[str], str] = str,
) -> Fit:
    """The first way of setting the table in which the longest word of each column has room.

    ``measures`` are the lengths of a line in millimetres on the page as it is and on a turned one (``None`` where the
    table cannot be turned). ``printed`` gives for a text what stands in the PDF. Cells over several columns are not reckoned.
    """
    need, want = _letters(body, count, printed)
    for at, words in enumerate(_letters(head, count, printed)[0]):
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
    """How many letters stand side by side on a line, without the space around the columns."""
    return (measure * LETTERS - PADDING * count) * _ROOM[kind]


def allot(need: list[int], want: list[int], room: float) -> list[float]:
    """Divides ``room``: columns that want little get it, the others what they need and a share of what is left."""
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


def _letters(rows: list[Row], count: int, printed: Callable[[str], str]) -> tuple[list[int], list[int]]:
    """For each column the length of its longest word and of its longest paragraph."""
    need, want = [1] * count, [1] * count
    for at, text in ((at, printed(_broken(entry))) for row in rows for at, entry in row if not entry.get("morecols")):
        need[at] = max([need[at], *(len(word) + 1 for word in _BREAKS.split(text) if word)])
        want[at] = max([want[at], *(len(line) for line in text.splitlines())])
    return need, want


def _broken(entry: nodes.Element) -> str:
    """The text of a cell, with spaces where the template breaks long words in literals."""
    text = entry.astext()
    for literal in entry.findall(nodes.literal):
        for word in _LONG.findall(literal.astext()):
            text = text.replace(word, " ".join(word[at : at + 16] for at in range(0, len(word), 16)))
    return text
