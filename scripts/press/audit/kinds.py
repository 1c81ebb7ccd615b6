"""Name the verdicts that there are: a record of each, which says how it is drawn and in which group it is counted.

An extension of a book adds verdicts, and with them groups, to the registry "verdict".
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from press.api import Registry

# The names of colours in ``styles/colours.json``: of what is right, of what is not, and of what is not known.
HOLDS, FAILS, OPEN = "holds", "fails", "open"


class Line(NamedTuple):
    """A form of the pen's line.

    Style sheets know it by its ``name`` (``press-pen-dotted``), a PDF by that of the form that is ``printed``. In drawings its
    ``strokes`` are so far below the baseline, and look like ``style``.
    """

    name: str
    printed: str
    style: str
    strokes: tuple[float, ...]


SOLID = Line("solid", "solid", 'stroke-width="2.5"', (6,))
DOTTED = Line("dotted", "dotted", 'stroke-width="3" stroke-linecap="round" stroke-dasharray="0 5"', (6,))
DASHED = Line("dashed", "dashed", 'stroke-width="2" stroke-dasharray="6 4"', (6,))
DOUBLE = Line("double", "double", 'stroke-width="1.5"', (4.5, 8.5))
# In running text and in print, no number is struck through.
STRUCK = Line("struck", "double", 'stroke-width="2.5"', (-7,))
NO_LINE = Line("none", "none", "", ())


class Group(NamedTuple):
    """Verdicts that are counted as one, in keys, sums and on covers.

    ``words`` are those of the catalogues of the audit, in English; a group without them has them in the vocabulary of the book, as
    ``verdicts.<name>``. What a record has beside a figure of the group may be only the ``nearest`` that was found.
    """

    name: str
    colour: str
    words: str = ""
    is_nearest: bool = False


CONFIRMED = Group("confirmed", HOLDS, "Confirmed")
WRONG = Group("wrong-or-in-conflict", FAILS, "Wrong or in conflict")
ADDS_UP = Group("adds-up", HOLDS, "Adds up only within the article", is_nearest=True)
NOT_CHECKED = Group("not-checked", OPEN, "Could not be checked", is_nearest=True)
DATES_ANOTHER = Group("date-of", OPEN, "Dates another figure")


class Kind(NamedTuple):
    """A verdict that a figure, statement or problem can have.

    Of figures with one that ``is_conflict`` at most one is right; with one that ``is_misdated`` they are right for another year;
    one that ``is_sum`` says that they add up.
    """

    code: str
    group: Group
    line: Line
    is_conflict: bool = False
    is_misdated: bool = False
    is_sum: bool = False

    @property
    def fails(self) -> bool:
        """Return whether what has it does not hold as it is written, which makes it part of a problem."""
        return self.group.colour == FAILS

    @property
    def confirms(self) -> bool:
        """Return whether a record has the same as what has it."""
        return self.group.colour == HOLDS and not self.group.is_nearest

    @property
    def is_known(self) -> bool:
        """Return whether it says if what has it is right."""
        return self.group.colour != OPEN

    @property
    def weight(self) -> int:
        """Return the weight of the numbers that have it, where they stand alone."""
        return 600 if self.is_known else 400

    @property
    def classes(self) -> list[str]:
        """Return the classes of what is drawn with its line, and in its colour."""
        return [f"press-verdict-{self.code}", f"press-pen-{self.line.name}", f"press-pen-{self.group.colour}"]


_OWN = (
    Kind("confirmed", CONFIRMED, SOLID),
    Kind("wrong-year", WRONG, DOUBLE, is_misdated=True),
    Kind("wrong-name", WRONG, DOUBLE),
    Kind("contradicts-article", WRONG, DOUBLE, is_conflict=True),
    Kind("contradicts-record", WRONG, STRUCK),
    Kind("adds-up", ADDS_UP, DOTTED, is_sum=True),
    Kind("not-checked", NOT_CHECKED, DASHED),
    # A year that only says when another figure is from has no verdict of its own, and is not counted.
    Kind("date-of", DATES_ANOTHER, NO_LINE),
)
# By code, in the order in which they are told.
KINDS: Registry[Kind] = Registry("verdict", {kind.code: kind for kind in _OWN})


def by_group(codes: Collection[str]) -> dict[Group, list[Kind]]:
    """Return the verdicts ``codes`` by the groups in which they are counted, all in their order."""
    grouped: dict[Group, list[Kind]] = {}
    for kind in KINDS.values():
        if kind.code in codes:
            grouped.setdefault(kind.group, []).append(kind)
    return grouped
