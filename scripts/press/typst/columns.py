"""How wide the columns of a table are to be, reckoned in letters.

Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation
that shows. So wide tables get shares in which the longest word of each column has room.
"""

from __future__ import annotations

import math

from docutils import nodes

#: A row: each entry with the number of the column where it begins.
Row = list[tuple[int, nodes.Element]]

#: Letters that a line of a table over the whole measure holds, and what the space around a column takes of them.
LINE = 84
PADDING = 2
#: How much more room the small type of a dense table gives.
DENSE = 1.16
#: How much wider bold letters are.
BOLD = 1.12


def column_shares(head: list[Row], body: list[Row], count: int) -> tuple[list[int], bool]:
    """Shares of the measure for each column, and whether the table needs small type.

    They are needed only where the contents have no room side by side. Cells over several columns are not reckoned.
    """
    need, want = _letters(body, count)
    for at, words in enumerate(_letters(head, count)[0]):
        need[at] = max(need[at], math.ceil(BOLD * words))
        want[at] = max(want[at], need[at])
    room = LINE - PADDING * count
    is_dense = sum(need) > room
    widths = allot(need, want, room * DENSE if is_dense else room)
    return [round(10 * (width + PADDING)) for width in widths], is_dense


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


def _letters(rows: list[Row], count: int) -> tuple[list[int], list[int]]:
    """For each column the length of its longest word and of its longest paragraph."""
    need, want = [1] * count, [1] * count
    for at, text in ((at, entry.astext()) for row in rows for at, entry in row if not entry.get("morecols")):
        need[at] = max([need[at], *(len(word) + 1 for word in text.split())])
        want[at] = max([want[at], *(len(line) for line in text.splitlines())])
    return need, want
