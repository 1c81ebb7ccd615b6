"""Set tables: rules above, below and under the header, spans, numbers aligned right, a header on every page.

Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation
that shows. So wide tables get shares in which the longest word of each column has room: first in small type, then on
a landscape page. Type smaller than that is hard to read, so there is none.
"""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import arguments, array, call, cut_long_words, elements, first_child, string

#: A row: each entry after its index.
Row = list[tuple[int, nodes.Element]]

#: Letters of ordinary type that fit on a line of A4, upright and turned; on other paper tables are laid out as on that.
_UPRIGHT, _TURNED = 84.0, 84 / 142 * 257
#: How many times as many letters of small type do.
_SMALLER = 1.08
#: The padding of a column in letters, and how much wider bold letters are.
_PADDING, _BOLD = 2, 1.12
#: Where a line may break; not at a non-breaking space.
_BREAKS = re.compile(r"(?:[^\S\u00a0\u202f]|[/–—-])+")
_ALIGNMENTS = ("left", "center", "right")
#: Classes of tables: a landscape page; small type where widths are given; a rule between rows, each of which stays on one page.
_LANDSCAPE, _DENSE, _RECORDS = "landscape", "dense", "records"


class Fit(NamedTuple):
    """The layout of a table: ``shares`` of the measure for each column, ``type`` as ``ordinary`` or ``small``, ``turned`` for landscape.

    ``overflows`` says that words stick out even so.
    """

    shares: list[int]
    type: str = "ordinary"
    turned: bool = False
    overflows: bool = False


def table(t: Any, node: nodes.Element) -> str:
    """Return a table with its caption and its legend; ``t`` is the translator."""
    anchors, title, group = t.anchors_within(node), first_child(node, nodes.title), first_child(node, nodes.tgroup)
    assert group is not None
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    head, body = _rows(group, nodes.thead), _rows(group, nodes.tbody)
    layout = _layout(node, columns, head, body)
    if layout.overflows:
        message = (
            f"the table has {len(columns)} columns, more than the page has room for, and words stick out of their cells"
        )
        remedy = "shorten the longest words, take columns out, or make two tables of it"
        t.warn(f"{message}; {remedy}", node, "table")
    legend = t.blocks(child for child in node.children if child is not title and child is not group)
    text = call(
        "book-table",
        anchors + _grid(t, node, columns, head, body, layout),
        caption=t.caption(node, title, "table"),
        legend=f"[{legend}]" if legend else None,
        rows=str(len(body)) if len(body) > 1 else None,
    )
    return call("turned", text) if layout.turned else text


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[Row]:
    """Return the rows of head or body; where cells reach over several rows or columns, those after them count as further left."""
    sections = (child for child in group.children if isinstance(child, part))
    return [list(enumerate(elements(row))) for section in sections for row in elements(section)]


def _layout(node: nodes.Element, columns: list[nodes.colspec], head: list[Row], body: list[Row]) -> Fit:
    """Return the layout of a table: as its author says, otherwise as its words need."""
    is_turned = _LANDSCAPE in node["classes"]
    if "colwidths-given" in node["classes"]:
        shares = [column.get("colwidth", 1) for column in columns]
        return Fit(shares, "small" if _DENSE in node["classes"] else "ordinary", is_turned)
    # A table inside a list, a box or a cell cannot have a page of its own.
    around = node.parent
    while isinstance(around, (nodes.section, nodes.compound, nodes.document, addnodes.start_of_file)):
        around = around.parent
    may_turn = not is_turned and (around is None or type(around) is nodes.Element)
    return fit(head, body, len(columns), is_turned=is_turned, may_turn=may_turn)


def fit(head: list[Row], body: list[Row], count: int, *, is_turned: bool = False, may_turn: bool = True) -> Fit:
    """Return the first layout of the table in which the longest word of each column has room, otherwise the last one.

    A table that ``is_turned`` already has the room of such a page. Cells over several columns are ignored.
    """
    need, want = _letters(body, count)
    for at, words in enumerate(_letters(head, count)[0]):
        need[at] = max(need[at], math.ceil(_BOLD * words))
        want[at] = max(want[at], need[at])
    # Letters that fit on a line without the padding of the columns.
    upright, turned = ((measure - _PADDING * count) for measure in (_TURNED if is_turned else _UPRIGHT, _TURNED))
    ways = [(upright, "ordinary", False), (upright * _SMALLER, "small", False)]
    ways += [(turned * _SMALLER, "small", True)] if may_turn else []
    room, kind, on_side = next((way for way in ways if sum(need) <= way[0]), ways[-1])
    shares = [round(10 * (width + _PADDING)) for width in allot(need, want, room)]
    return Fit(shares, kind, is_turned or on_side, overflows=sum(need) > room)


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
    for at, entry in ((at, entry) for row in rows for at, entry in row if not entry.get("morecols")):
        text = entry.astext()
        for literal in entry.findall(nodes.literal):
            # The template breaks long words in it.
            text = text.replace(literal.astext(), cut_long_words(literal.astext(), " "))
        need[at] = max([need[at], *(len(word) + 1 for word in _BREAKS.split(text) if word)])
        want[at] = max([want[at], *(len(line) for line in text.splitlines())])
    return need, want


def _grid(
    t: Any, node: nodes.Element, columns: list[nodes.colspec], head: list[Row], body: list[Row], layout: Fit
) -> str:
    """Return the cells of a table; where all cells of a column are numbers, its header is aligned right as well."""
    texts = [(at, entry) for row in body for at, entry in row if entry.astext().strip()]
    numeric = {at for at, _ in texts} - {at for at, entry in texts if not _is_number(entry)}
    stubs = sum(1 for column in columns if column.get("stub"))
    heads = [_cell(t, entry, to_right=at in numeric, form="head") for row in head for at, entry in row]
    options = {
        "header": array(heads) if head else None,
        "columns": str(len(layout.shares)),
        "shares": array(map(str, layout.shares)),
        "given": "true" if "colwidths-given" in node["classes"] else None,
        "type": string(layout.type) if layout.type != "ordinary" else None,
        "records": "true" if _RECORDS in node["classes"] else None,
    }
    cells = "\n".join(
        ", ".join(_cell(t, entry, form="stub" if at < stubs else None) for at, entry in row) + "," for row in body
    )
    return f"#grid-of-cells({arguments(options)},\n{cells}\n)"


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
