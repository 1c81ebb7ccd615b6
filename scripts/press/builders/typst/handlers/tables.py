"""Render tables: rules above, below and under the header, spans, numbers aligned right, a header on every page.

Typst fits columns by their longest lines and lets a word stick out of a narrow one; in a language without hyphenation
that shows. So wide tables get shares in which the longest word of each column has room: first in small type, then on
a landscape page. Type smaller than that is hard to read, so there is none.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import NamedTuple

import typst
from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import arguments, array, call, cut_long_words, elements, first_child, string
from press.builders.typst.handlers.figures import caption_of, is_turned
from press.builders.typst.translator import Handler, Translator
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


class Fit(NamedTuple):
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


def fit(head: list[Row], body: list[Row], count: int, measures: tuple[float, float | None]) -> Fit:
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
    for measure, kind, is_landscape in ways:
        # How many letters fit on a line, without the padding of the columns.
        room = (measure * LETTERS - PADDING * count) * _ROOM[kind]
        layout = Fit([], kind, is_landscape, overflows=sum(need) > room)
        if not layout.overflows:
            break
    return layout._replace(shares=[round(10 * (width + PADDING)) for width in allot(need, want, room)])


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


_ALIGNMENTS = ("left", "center", "right")
#: Classes of tables: small type where widths are given; a rule between rows, each of which stays on one page.
_DENSE, _RECORDS = "dense", "records"


def table(node: nodes.Element, t: Translator) -> str:
    """Render a table with its caption, numbered as Sphinx numbers it, and its legend."""
    anchors = t.anchors_within(node)
    groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
    title = first_child(node, nodes.title)
    legend = t.blocks(child for child in node.children if child not in groups and child is not title)
    on_side, rows = is_turned(node), 0
    grids: list[str] = []
    for group in groups:
        columns = [child for child in group.children if isinstance(child, nodes.colspec)]
        head, body = _rows(group, nodes.thead), _rows(group, nodes.tbody)
        layout = _layout(node, columns, head, body, t, on_side)
        on_side, rows = on_side or layout.turned, rows + len(body)
        grids.append(_grid(node, columns, head, body, t, layout))
    text = call(
        "book-table",
        anchors + "\n".join(grids),
        caption=caption_of(node, title, "table", t),
        legend=f"[{legend}]" if legend else None,
        rows=str(rows) if rows > 1 else None,
    )
    return call("turned", text) if on_side else text


def _layout(
    node: nodes.Element, columns: list[nodes.colspec], head: list[Row], body: list[Row], t: Translator, on_side: bool
) -> Fit:
    """Return the layout of a table: as its author says, otherwise as its words need."""
    if "colwidths-given" in node["classes"]:
        shares = [column.get("colwidth", 1) for column in columns]
        return Fit(shares, "small" if _DENSE in node["classes"] else "ordinary", on_side)
    portrait, landscape = measures(t.config.typst_paper)
    layout = fit(
        head, body, len(columns), (landscape, None) if on_side else (portrait, landscape if may_turn(node) else None)
    )
    if layout.overflows:
        message = (
            f"the table has {len(columns)} columns, more than the page has room for, and words stick out of their cells"
        )
        t.warn(f"{message}; shorten the longest words, take columns out, or make two tables of it", node, "table")
    return layout


def may_turn(node: nodes.Element) -> bool:
    """Return whether the table can have a landscape page of its own: it is not inside a list, a box or a cell."""
    here = node.parent
    while isinstance(here, (nodes.section, nodes.compound, nodes.document, addnodes.start_of_file)):
        here = here.parent
    return here is None or type(here) is nodes.Element


def _grid(
    node: nodes.Element, columns: list[nodes.colspec], head: list[Row], body: list[Row], t: Translator, layout: Fit
) -> str:
    texts = [(at, entry) for row in body for at, entry in row if entry.astext().strip()]
    # Where all cells of the body are numbers, the header is aligned right as well.
    numeric = {at for at, _ in texts} - {at for at, entry in texts if not _is_number(entry)}
    stubs = sum(1 for column in columns if column.get("stub"))
    heads = (_cell(entry, t, to_right=at in numeric, form="head") for row in head for at, entry in row)
    options = {
        "header": array(heads) if head else None,
        "columns": str(len(layout.shares)),
        "shares": array(map(str, layout.shares)),
        "given": "true" if "colwidths-given" in node["classes"] else None,
        "type": string(layout.type) if layout.type != "ordinary" else None,
        "records": "true" if _RECORDS in node["classes"] else None,
    }
    cells = "\n".join(
        ", ".join(_cell(entry, t, form="stub" if at < stubs else None) for at, entry in row) + "," for row in body
    )
    return f"#grid-of-cells({arguments(options)},\n{cells}\n)"


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[Row]:
    """Return the rows of head or body, with the columns of their entries; those that a cell from a row above reaches into are counted."""
    rows: list[Row] = []
    # How many more rows each column is taken.
    reach: dict[int, int] = {}
    for row in (row for section in group.children if isinstance(section, part) for row in elements(section)):
        taken = {column for column, more in reach.items() if more > 0}
        reach = {column: more - 1 for column, more in reach.items()}
        placed: Row = []
        at = 0
        for entry in elements(row):
            while at in taken:
                at += 1
            placed.append((at, entry))
            width = entry.get("morecols", 0) + 1
            reach.update(dict.fromkeys(range(at, at + width), entry.get("morerows", 0)))
            at += width
        rows.append(placed)
    return rows


def _is_number(entry: nodes.Element) -> bool:
    return any("num" in element["classes"] for element in (entry, *elements(entry)))


def _cell(entry: nodes.Element, t: Translator, *, to_right: bool = False, form: str | None = None) -> str:
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
    content = t.anchor(entry) + (_head_content(entry, t) if form == "head" else t.blocks(entry))
    content = call("num", content) if is_number else content
    content = call(form, content) if form else content
    return f"table.cell({inside})[{content}]" if inside else f"[{content}]"


def _head_content(entry: nodes.Element, t: Translator) -> str:
    """Render a header cell; the header is repeated on each page of the table, there without links, notes and anchors."""
    first = t.blocks(entry)
    with t.at(is_repeated=True):
        later = t.blocks(entry)
    return first if first == later else f"#once({string(t.unique('head'))}, [{first}], [{later}]);"


HANDLERS: dict[type, Handler] = {nodes.table: table}
