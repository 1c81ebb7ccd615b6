"""How wide the columns of a table are to be, reckoned in letters.

Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation
that shows. So wide tables get shares in which the longest word of each column has room.
"""

from __future__ import annotations

from docutils import nodes

#: A row: each entry with the number of the column where it begins.
Row = list[tuple[int, nodes.Element]]

#: Letters that a line of a table over the whole measure holds, and what the space around a column takes of them.
LINE = 76
PADDING = 2
#: How much more room the small type of a dense table gives.
DENSE = 1.16


def column_shares(rows: list[Row], count: int) -> tuple[list[int], bool]:
    """Shares of the measure for each column, and whether the table needs small type.

    They are needed only where the contents have no room side by side. Cells over several columns are not reckoned.
    """
    need, want = _letters(rows, count)
    room = LINE - PADDING * count
    is_dense = sum(need) > room
    spare = max(0.0, room * (DENSE if is_dense else 1) - sum(need))
    wish = [most - least for most, least in zip(want, need, strict=True)]
    total = sum(wish) or 1
    return [round(10 * (least + PADDING + spare * more / total)) for least, more in zip(need, wish, strict=True)], is_dense


def _letters(rows: list[Row], count: int) -> tuple[list[int], list[int]]:
    """For each column the length of its longest word and of its longest paragraph."""
    need, want = [1] * count, [1] * count
    for at, text in ((at, entry.astext()) for row in rows for at, entry in row if not entry.get("morecols")):
        need[at] = max([need[at], *(len(word) + 1 for word in text.split())])
        want[at] = max([want[at], *(len(line) for line in text.splitlines())])
    return need, want
