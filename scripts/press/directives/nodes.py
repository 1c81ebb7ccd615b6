"""Build docutils nodes of published results: standard figures and tables, so that every Sphinx builder can print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docutils import nodes

from press.charts.table import NUMERIC, cell_text
from press.core.text import Json, Translate
from press.directives.table_nodes import SORTABLE, plain_entry, rich_body, rich_head, rich_row

# Tables with at least so many rows can be sorted; on a phone each row of one with at least so many columns is a card.
_LONG, _MANY = 10, 4
_Kinds = tuple[type[nodes.thead], type[nodes.tbody], type[nodes.row]]
_PLAIN: _Kinds = (nodes.thead, nodes.tbody, nodes.row)
_STACKED: _Kinds = (rich_head, rich_body, rich_row)


class chart_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """An image of a chart, which HTML shows as inline SVG and other builders as any image.

    ``wide`` and ``narrow`` are the paths of its two drawings, ``short`` is the short text alternative; ``faces`` are the words of
    its tabs where the chart has other faces.
    """


class described_image(nodes.image):  # noqa: N801
    """An image whose longer description is the element with the id ``described_by``."""


def table_node(
    resource: Json, language: str, *, label: str = "", missing: str = "", sorts: Translate | None = None
) -> nodes.table:
    """Return a table of ``resource`` (a localised data resource); numbers are formatted for ``language``, in cells of class num.

    ``label`` is the accessible name of a table without a caption, ``missing`` that of a cell without a value. A long table can be
    sorted on a page if ``sorts`` translates the words for it.
    """
    fields = resource["schema"]["fields"]
    is_long = sorts is not None and len(resource["data"]) >= _LONG
    head = [_entry(field["title"], field, _head(is_long)) for field in fields]
    rows = [
        [_cell_entry(row[field["name"]], field, language, is_long, missing) for field in fields]
        for row in resource["data"]
    ]
    stacks = len(fields) >= _MANY
    table = _table(_widths(resource), head, rows, _STACKED if stacks else _PLAIN)
    table["classes"] += [SORTABLE] if is_long else []
    table["html"] = ({"aria-label": label} if label else {}) | (_sort_words(sorts) if sorts and is_long else {})
    if stacks:
        table["stacks"], table["html"]["role"] = True, "table"
        for row in rows:
            for entry, field in zip(row, fields, strict=True):
                entry["html"]["data-label"] = field["title"]
        if sorts and is_long:
            next(table.findall(rich_head))["html"] = {"data-label": table["html"]["data-word-sort"]}
    return table


def _table(
    widths: Sequence[int], head: Sequence[nodes.entry], rows: Iterable[Sequence[nodes.entry]], kinds: _Kinds
) -> nodes.table:
    head_kind, body_kind, row_kind = kinds
    body = body_kind("", *(row_kind("", *row) for row in rows))
    columns = [nodes.colspec(colwidth=width) for width in widths]
    group = nodes.tgroup("", *columns, head_kind("", row_kind("", *head)), body, cols=len(widths))
    return nodes.table("", group, classes=["press-table"])


def _head(is_long: bool) -> dict[str, str]:
    return {"scope": "col"} | ({"data-sortable": ""} if is_long else {})


def _sort_words(translate: Translate) -> dict[str, str]:
    words = {"find": "Find in the table", "sort": "Sort by", "shown": "Rows shown: {shown} of {all}"}
    return {f"data-word-{name}": translate(english) for name, english in words.items()}


def _cell_entry(value: Any, field: Json, language: str, is_long: bool, missing: str) -> nodes.entry:
    """Return a cell; in a sortable table, numbers carry their value as ``data-sort``."""
    is_number = isinstance(value, int | float)
    key = {"data-sort": str(value) if is_number else ""} if is_long and field["type"] in NUMERIC else {}
    aria = {"aria-label": missing} if missing and value is None else {}
    entry = _entry(cell_text(value, field, language), field, key | aria)
    entry["heads"] = bool(field.get("head"))
    return entry


def _entry(text: str, field: Json, html: dict[str, str]) -> nodes.entry:
    numeric = field.get("align") == "end" or field["type"] in NUMERIC
    entry = plain_entry(classes=["num"] if numeric else [], html=html)
    entry += nodes.paragraph(text, text)
    return entry


def _widths(resource: Json) -> list[int]:
    """Return relative column widths by the longest text of each column, between 6 and 40."""
    names = [(field["name"], field["title"]) for field in resource["schema"]["fields"]]
    longest = [max([len(title), *(len(str(row[name])) for row in resource["data"])]) for name, title in names]
    return [min(max(length, 6), 40) for length in longest]


def simple_table(header: Sequence[str], rows: Sequence[Sequence[nodes.Node | str]]) -> nodes.table:
    """Return a table of plain text and inline nodes."""
    widths = [100 // len(header)] * len(header)
    cells = [[_cell(content) for content in row] for row in rows]
    return _table(widths, [_cell(text) for text in header], cells, _PLAIN)


def _cell(content: nodes.Node | str) -> nodes.entry:
    inline = nodes.Text(content) if isinstance(content, str) else content
    return nodes.entry("", nodes.paragraph("", "", inline))


def separated(parts: Iterable[Sequence[nodes.Node]], separator: str) -> list[nodes.Node]:
    """Return the nodes of all ``parts``, with the text ``separator`` between two parts."""
    joined: list[nodes.Node] = []
    for part in parts:
        joined += [nodes.Text(separator), *part] if joined else part
    return joined
