"""Set tables: rules above, below and under the header, spans, numbers aligned right, a header on every page.

A table stays in the column of the text where its words have room there, and takes the room of the notes as well where they have not.
Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation that shows. So
tables that are too wide for that get shares in which the longest word of each column has room, in smaller type if need be. Type
smaller than that is hard to read, so there is none: a long table is turned on its side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docutils import nodes

from press.builders.typst.escape import arguments, array, call, cut_long_words, elements, first_child, string

#: A row: each entry after its index.
Row = list[tuple[int, nodes.Element]]

#: Widths and heights of papers in millimetres, by their names in Typst; on others tables are laid out as on A4.
_PAPERS = {
    **{"a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148), "iso-b5": (176, 250)},
    **{"jis-b5": (182, 257), "us-letter": (216, 279), "us-legal": (216, 356), "us-executive": (184, 267)},
}
#: The measures of the template: the column of the text, the margins of a page and those of a turned one.
_COLUMN, _MARGINS, _TURNED_MARGINS = 108, 50, 40
#: The average width of a letter of ordinary type in millimetres, and how many times as many letters of small type have room.
_LETTER, _SMALLER = 1.69, 1.08
#: The padding of a column in letters, and how much wider bold letters are.
_PADDING, _BOLD = 2.8, 1.15
#: The letters on which the lines of a column of text have to have room: in the column of the text, in both, and in small type.
_EASY, _FAIR, _NARROW = 28, 14, 10
#: A table of so few rows is not turned: what were its columns are its rows.
_FEW = 8
#: Real letters are not so much narrower or wider than the average one.
_SURELY = 2
#: The heights of a row without its lines and of a line, in points, the share of a page from which a table goes over it, and how much
#: higher it may be than its letters say.
_ROW, _LINE, _MOST, _HIGHER = 3.7, 11.4, 0.4, 1.5
#: Where a line may break; not at a non-breaking space, nor between a number and its ending.
_BREAKS = re.compile(r"(?:[^\S\u00a0\u202f]|[/–—]|(?<!\d)-)+")
_ALIGNMENTS = ("left", "center", "right")
#: Classes of tables: a landscape page; small type where widths are given; a rule between rows, each of which stays on one page.
_LANDSCAPE, _DENSE, _RECORDS = "landscape", "dense", "records"


class Room(NamedTuple):
    """The letters that fit a line of the text, of both columns and of a turned page, and the size of a page in points."""

    column: float
    both: float
    turned: float
    width: float
    height: float


def room_of(paper: str) -> Room:
    """Return the room on a ``paper``."""
    width, height = _PAPERS.get(paper, _PAPERS["a4"])
    lines = min(_COLUMN, width - _MARGINS), width - _MARGINS, height - _TURNED_MARGINS
    return Room(*(line / _LETTER for line in lines), *(side * 72 / 25.4 for side in (width, height)))


class Fit(NamedTuple):
    """The layout of a table: ``shares`` of the measure for each column, ``type`` as ``ordinary`` or ``small``, ``turned`` for landscape.

    ``wide`` says that it takes both columns, ``overflows`` that words stick out even so. ``natural``, whether columns are as wide as
    their contents, and ``long``, whether it goes on over the page, are ``None`` where only laying it out can tell. ``split`` says that a
    row may do so as well.
    """

    shares: list[int]
    type: str = "ordinary"
    turned: bool = False
    overflows: bool = False
    wide: bool = False
    natural: bool | None = None
    long: bool | None = None
    split: bool = False


def table(t: Any, node: nodes.Element) -> str:
    """Return a table with its caption and its legend; ``t`` is the translator."""
    anchors, title, group = t.anchors_within(node), first_child(node, nodes.title), first_child(node, nodes.tgroup)
    assert group is not None
    columns, is_inside = [child for child in group.children if isinstance(child, nodes.colspec)], t.is_inside(node)
    head, body = _rows(group, nodes.thead), _rows(group, nodes.tbody)
    room, stubs = room_of(t.config.typst_paper), sum(1 for column in columns if column.get("stub"))
    layout = _layout(node, columns, head, body, room, is_inside=is_inside)
    if layout.turned and _LANDSCAPE not in node["classes"] and len(head) == 1 and len(body) <= _FEW:
        # So few rows would leave most of a turned page empty.
        turned = list(zip(*([entry for _, entry in row] for row in [*head, *body]), strict=False))
        exchanged = [list(enumerate(row)) for row in turned]
        other = fit(exchanged[:1], exchanged[1:], 1 + len(body), room)
        if not other.turned and not any(_is_odd(entry) for row in turned for entry in row):
            head, body, layout, stubs = exchanged[:1], exchanged[1:], other, 1
    if layout.overflows:
        message = f"the table has {len(layout.shares)} columns, more than the page has room for, and words stick out of their cells"
        remedy = "shorten the longest words, take columns out, or make two tables of it"
        t.warn(f"{message}; {remedy}", node, "table")
    legend = t.blocks(child for child in node.children if child is not title and child is not group)
    options = {
        "anchors": f"[{anchors}]" if anchors else None,
        "caption": t.caption(node, title, "table"),
        "legend": f"[{legend}]" if legend else None,
        "inside": is_inside,
        **_columns(t, node, head, body, layout),
    }
    rows = [", ".join(_cell(t, entry, form="stub" if at < stubs else None) for at, entry in row) for row in body]
    # The last two stay together.
    if len(rows) > 4 and not any(entry.get("morerows") for row in body for _, entry in row):
        options["last"] = f"({', '.join(rows[-2:])},)"
        del rows[-2:]
    cells = "".join(f"{row},\n" for row in rows)
    text = f"#book-table({arguments(options)},\n{cells});"
    return call("turned", text) if layout.turned else text


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[Row]:
    """Return the rows of head or body.

    Where cells reach over several rows or columns, those after them count as further left.
    """
    sections = (child for child in group.children if isinstance(child, part))
    return [list(enumerate(elements(row))) for section in sections for row in elements(section)]


def _layout(
    node: nodes.Element, columns: list[nodes.colspec], head: list[Row], body: list[Row], room: Room, *, is_inside: bool
) -> Fit:
    """Return the layout of a table: as its author says, otherwise as its words need."""
    is_turned = _LANDSCAPE in node["classes"]
    if "colwidths-given" not in node["classes"]:
        return fit(head, body, len(columns), room, is_turned=is_turned, is_inside=is_inside)
    shares, is_dense = [column.get("colwidth", 1) for column in columns], _DENSE in node["classes"]
    letters = room.column * (_SMALLER if is_dense else 1) / sum(shares)
    need, want = _letters([*head, *body], len(columns))
    least = (max(word, min(line, _EASY)) + _PADDING for word, line in zip(need, want, strict=True))
    is_wide = any(share * letters < wanted for share, wanted in zip(shares, least, strict=True))
    line = room.turned if is_turned else room.both if is_wide else room.column
    long, split = _extent([*head, *body], shares, line, room, is_turned=is_turned, natural=False)
    kind = "small" if is_dense else "ordinary"
    return Fit(shares, kind, is_turned, wide=is_wide, natural=False, long=long, split=split)


def fit(
    head: list[Row], body: list[Row], count: int, room: Room, *, is_turned: bool = False, is_inside: bool = False
) -> Fit:
    """Return the first layout of the table in which the longest word of each column has room, otherwise the last one.

    A table that ``is_turned`` already has the room of such a page, one ``is_inside`` something that of the text. Cells over several
    columns are ignored.
    """
    need, want = _letters(body, count)
    for at, word in enumerate(_letters(head, count)[0]):
        need[at] = max(need[at], math.ceil(_BOLD * word))
        want[at] = max(want[at], need[at])
    # Letters on a line, the type, the least letters of a column of text, and whether the page is turned.
    line = room.turned if is_turned else room.column if is_inside else room.both
    small, padding = line * _SMALLER, _PADDING * count
    ways = [(line, "ordinary", _FAIR, False), (small, "small", _NARROW, False), (small, "small", 0, False)]
    if not is_turned:
        ways.insert(0, (room.column, "ordinary", _EASY, False))
    if not is_turned and not is_inside:
        ways.append((room.turned * _SMALLER, "small", 0, True))

    def least(letters: int) -> list[int]:
        return [max(word, min(line, letters)) for word, line in zip(need, want, strict=True)]

    line, kind, easy, on_side = next((way for way in ways if sum(least(way[2])) + padding <= way[0]), ways[-1])
    shares = [round(10 * (width + _PADDING)) for width in allot(least(easy), _lengths([*head, *body]), line - padding)]
    is_wide = line > room.column * _SMALLER
    natural, is_plain = None, not any(_is_odd(entry) for row in [*head, *body] for _, entry in row)
    if is_plain and sum(want) + padding > _SURELY * line:
        natural = False
    elif is_plain and _SURELY * (sum(want) + padding) < room.column:
        natural = True
    is_turned |= on_side
    long, split = _extent([*head, *body], shares, line, room, is_turned=is_turned, natural=natural)
    return Fit(shares, kind, is_turned, sum(need) + padding > line, is_wide, natural, long, split)


def _extent(
    rows: list[Row], shares: Sequence[int], line: float, room: Room, *, is_turned: bool, natural: bool | None
) -> tuple[bool | None, bool]:
    """Return whether a table is clearly long enough to go on over its page, and whether a row is.

    For the table ``None`` where that is not clear.
    """
    most = _MOST * (room.width if is_turned else room.height)
    widths = [max(1.0, share * line / sum(shares) - _PADDING) for share in shares]
    lines = [max(math.ceil(letters / widths[at]) for at, letters in row) for row in _lengths(rows)]
    if any(_is_odd(entry) for row in rows for _, entry in row) or not lines:
        return None, True
    split = _HIGHER * _LINE * max(lines) > most / 2
    if _HIGHER * sum(_ROW + _LINE * count for count in lines) < most:
        return False, split
    if natural is False:
        return True if sum(_ROW + _LINE * count for count in lines) > _HIGHER * most else None, split
    return True if len(lines) * (_ROW + _LINE) > most else None, split


def allot(least: Sequence[int], rows: Sequence[Sequence[tuple[int, int]]], room: float) -> list[float]:
    """Divide ``room`` among the columns: each gets at least what it needs, and the rest goes where it makes the ``rows`` lower."""
    widths = list(map(float, least))
    step = max(1.0, (room - sum(widths)) / 60)
    seen = rows[:: max(1, len(rows) // 60)]
    while sum(widths) + step <= room:
        gains = [0.0] * len(widths)
        for row in seen:
            lines, at = max((letters / widths[at], at) for at, letters in row)
            gains[at] += lines / widths[at] if lines > 1 else 0
        if not any(gains):
            break
        widths[gains.index(max(gains))] += step
    return widths


def _lengths(rows: list[Row]) -> list[list[tuple[int, int]]]:
    """Return the letters of each cell."""
    lengths = ([(at, len(entry.astext())) for at, entry in row if not entry.get("morecols")] for row in rows)
    return [row for row in lengths if row]


def _is_odd(entry: nodes.Element) -> bool:
    """Return whether the text of a cell does not tell its extent."""
    return bool(entry.get("morecols") or entry.get("morerows")) or any(
        isinstance(part, (nodes.image, nodes.math, nodes.math_block, nodes.Sequential, nodes.raw))
        for part in entry.findall()
    )


def _letters(rows: list[Row], count: int) -> tuple[list[int], list[int]]:
    """Return for each column the length of its longest word, and of its longest paragraph."""
    need, want = [1] * count, [1] * count
    for at, entry in ((at, entry) for row in rows for at, entry in row if not entry.get("morecols")):
        text = entry.astext()
        for literal in entry.findall(nodes.literal):
            # The template breaks long words in it.
            text = text.replace(literal.astext(), cut_long_words(literal.astext(), " "))
        need[at] = max([need[at], *(len(word) + 1 for word in _BREAKS.split(text) if word)])
        want[at] = max([want[at], *(len(line) for line in text.splitlines())])
    return need, want


def _columns(
    t: Any, node: nodes.Element, head: list[Row], body: list[Row], layout: Fit
) -> dict[str, str | bool | None]:
    """Return the options of the columns; where all cells of one are numbers, its header is aligned right as well."""
    texts = [(at, entry) for row in body for at, entry in row if entry.astext().strip()]
    numeric = {at for at, _ in texts} - {at for at, entry in texts if not _is_number(entry)}
    heads = [_cell(t, entry, to_right=at in numeric, form="head") for row in head for at, entry in row]
    options: dict[str, str | bool | None] = {
        "header": array(heads) if head else None,
        "columns": str(len(layout.shares)),
        "shares": array(map(str, layout.shares)),
        "type": string(layout.type) if layout.type != "ordinary" else None,
        "records": _RECORDS in node["classes"],
        "is-wide": layout.wide,
        "split": layout.split,
    }
    known = {"natural": layout.natural, "long": layout.long}
    return options | {name: str(value).lower() for name, value in known.items() if value is not None}


def _is_number(entry: nodes.Element) -> bool:
    return any("num" in element["classes"] for element in (entry, *elements(entry)))


def _cell(t: Any, entry: nodes.Element, *, to_right: bool = False, form: str | None = None) -> str:
    is_number = _is_number(entry)
    # The alignment that the colons of a Markdown table give.
    side = next((side for side in _ALIGNMENTS if f"text-{side}" in entry["classes"]), None)
    inside = arguments(
        {
            "colspan": str(entry["morecols"] + 1) if entry.get("morecols") else None,
            "rowspan": str(entry["morerows"] + 1) if entry.get("morerows") else None,
            "align": "right" if is_number or to_right else side,
        }
    )
    anchor, content = t.anchor(entry), t.blocks(entry)
    if form == "head":
        # The header is repeated on each page of the table, there without links, notes and anchors.
        with t.at(is_repeated=True):
            later = t.blocks(entry)
        if content != later:
            content = f"#once({string(f'head-{next(t.head_numbers)}')}, [{content}], [{later}]);"
    content = anchor + content
    content = call("num", content) if is_number else content
    content = call(form, content) if form else content
    return f"table.cell({inside})[{content}]" if inside else f"[{content}]"
