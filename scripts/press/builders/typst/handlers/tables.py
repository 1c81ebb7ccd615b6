"""Render tables: rules above, below and under the header, spans, numbers aligned right, a header on every page."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import arguments, array, call, elements, first_child, string
from press.builders.typst.handlers.captions import caption_of
from press.builders.typst.handlers.columns import Fit, Row, fit, measures
from press.builders.typst.handlers.figures import is_turned
from press.builders.typst.translator import Handler, Translator

_ALIGNMENTS = ("left", "center", "right")
#: Classes of tables: small type where widths are given; a rule between rows, each of which stays on one page.
_DENSE, _RECORDS = "dense", "records"


def table(node: nodes.Element, t: Translator) -> str:
    """Render a table with its caption, numbered as Sphinx numbers it, and its legend."""
    anchors = t.anchors_within(node)
    groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
    title = first_child(node, nodes.title)
    legend = t.blocks(child for child in node.children if child not in groups and child is not title)
    on_side = is_turned(node)
    grids: list[str] = []
    for group in groups:
        layout = _fit(group, node, t, on_side)
        on_side = on_side or layout.turned
        grids.append(_grid(group, node, t, layout))
    rows = sum(len(_rows(group, nodes.tbody)) for group in groups)
    text = call(
        "book-table",
        anchors + "\n".join(grids),
        caption=caption_of(node, title, "table", t),
        legend=f"[{legend}]" if legend else None,
        rows=str(rows) if rows > 1 else None,
    )
    return call("turned", text) if on_side else text


def _fit(group: nodes.Element, node: nodes.Element, t: Translator, on_side: bool) -> Fit:
    """Return the layout of a table: as its author says, otherwise as its words need."""
    columns = _columns(group)
    if "colwidths-given" in node["classes"]:
        shares = [column.get("colwidth", 1) for column in columns]
        return Fit(shares, "small" if _DENSE in node["classes"] else "ordinary", on_side)
    portrait, landscape = measures(t.config.typst_paper)
    lengths = (landscape, None) if on_side else (portrait, landscape if may_turn(node) else None)
    layout = fit(_rows(group, nodes.thead), _rows(group, nodes.tbody), len(columns), lengths)
    if layout.overflows:
        t.warn(
            f"the table has {len(columns)} columns, more than the page has room for, and words stick out of their"
            " cells; shorten the longest words, take columns out, or make two tables of it",
            node,
            "table",
        )
    return layout


def may_turn(node: nodes.Element) -> bool:
    """Return whether the table can have a landscape page of its own: it is not inside a list, a box or a cell."""
    here = node.parent
    while isinstance(here, (nodes.section, nodes.compound, nodes.document, addnodes.start_of_file)):
        here = here.parent
    return here is None or type(here) is nodes.Element


def _columns(group: nodes.Element) -> list[nodes.Element]:
    return [child for child in elements(group) if isinstance(child, nodes.colspec)]


def _grid(group: nodes.Element, node: nodes.Element, t: Translator, layout: Fit) -> str:
    columns = _columns(group)
    head, body = _rows(group, nodes.thead), _rows(group, nodes.tbody)
    numeric = _numeric_columns(body, len(columns))
    stubs = sum(1 for column in columns if column.get("stub"))
    parts = []
    if head:
        headers = array(_cell(entry, t, to_right=at in numeric, form="head") for row in head for at, entry in row)
        parts.append(f"header: {headers}")
    cells = "\n".join(
        ", ".join(_cell(entry, t, form="stub" if at < stubs else None) for at, entry in row) + "," for row in body
    )
    parts.append(_widths(node, layout))
    return f"#grid-of-cells({', '.join(parts)},\n{cells}\n)"


def _widths(node: nodes.Element, layout: Fit) -> str:
    options = {
        "given": "true" if "colwidths-given" in node["classes"] else None,
        "type": string(layout.type) if layout.type != "ordinary" else None,
        "records": "true" if _RECORDS in node["classes"] else None,
    }
    return arguments({"columns": str(len(layout.shares)), "shares": array(map(str, layout.shares)), **options})


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[Row]:
    """Return the rows of head or body; columns that a cell from a row above reaches into are counted."""
    rows: list[Row] = []
    reach: dict[int, int] = {}
    for section in (child for child in group.children if isinstance(child, part)):
        rows += [_placed(row, reach) for row in elements(section)]
    return rows


def _placed(row: nodes.Element, reach: dict[int, int]) -> Row:
    """Return the entries of a row with their columns; ``reach``, how many more rows each column is taken, is updated."""
    placed: Row = []
    taken = {column for column, more in reach.items() if more > 0}
    for column in taken:
        reach[column] -= 1
    at = 0
    for entry in elements(row):
        while at in taken:
            at += 1
        placed.append((at, entry))
        width = entry.get("morecols", 0) + 1
        reach.update({column: entry.get("morerows", 0) for column in range(at, at + width)})
        at += width
    return placed


def _numeric_columns(rows: list[Row], count: int) -> set[int]:
    """Return the columns whose body cells are all numbers: their headers are aligned right as well."""
    cells = [(at, _is_number(entry)) for row in rows for at, entry in row if entry.astext().strip()]
    return {
        column
        for column in range(count)
        if (found := [is_number for at, is_number in cells if at == column]) and all(found)
    }


def _is_number(entry: nodes.Element) -> bool:
    return any("num" in element["classes"] for element in (entry, *elements(entry)))


def _cell(entry: nodes.Element, t: Translator, *, to_right: bool = False, form: str | None = None) -> str:
    is_number = _is_number(entry)
    options = {
        "colspan": str(entry["morecols"] + 1) if entry.get("morecols") else None,
        "rowspan": str(entry["morerows"] + 1) if entry.get("morerows") else None,
        "align": "right" if is_number or to_right else _alignment(entry),
    }
    content = t.anchor(entry) + (_head_content(entry, t) if form == "head" else t.blocks(entry))
    content = call("num", content) if is_number else content
    content = call(form, content) if form else content
    inside = arguments(options)
    return f"table.cell({inside})[{content}]" if inside else f"[{content}]"


def _head_content(entry: nodes.Element, t: Translator) -> str:
    """Render a header cell; the header is repeated on each page of the table, there without links, notes and anchors."""
    first = t.blocks(entry)
    with t.at(is_repeated=True):
        later = t.blocks(entry)
    return first if first == later else f"#once({string(t.unique('head'))}, [{first}], [{later}]);"


def _alignment(entry: nodes.Element) -> str | None:
    """Return the alignment that the colons of a Markdown table give."""
    return next((side for side in _ALIGNMENTS if f"text-{side}" in entry["classes"]), None)


HANDLERS: dict[type, Handler] = {nodes.table: table}
