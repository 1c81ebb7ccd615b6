"""Docutils nodes of a published result. Standard figures and tables, so that every Sphinx builder can print them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from docutils import nodes

from press.publish_format import Json
from press.quantities import spell_number

NUMERIC = ("integer", "number")


class chart_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """An image of a chart, which HTML shows as SVG within the page and other builders as any image."""


def table_node(resource: Json, language: str) -> nodes.table:
    """A table of ``resource`` (a localised data resource); numbers as ``language`` writes them, in cells of class num."""
    fields = resource["schema"]["fields"]
    table = nodes.table(classes=["press-table"])
    group = nodes.tgroup(cols=len(fields))
    group += [nodes.colspec(colwidth=width) for width in _widths(resource)]
    head = nodes.thead("", _row([_text_entry(field["title"], field) for field in fields]))
    body = nodes.tbody()
    for row in resource["data"]:
        body += _row([_text_entry(cell_text(row[field["name"]], field, language), field) for field in fields])
    group += [head, body]
    table += group
    return table


def _row(entries: Sequence[nodes.entry]) -> nodes.row:
    row = nodes.row()
    row += list(entries)
    return row


def _text_entry(text: str, field: Json) -> nodes.entry:
    numeric = field.get("align") == "end" or field["type"] in NUMERIC
    entry = nodes.entry(classes=["num"] if numeric else [])
    entry += nodes.paragraph(text, text)
    return entry


def cell_text(value: Any, field: Json, language: str) -> str:
    """A cell's ``value`` in words: numbers with the field's digits, nothing as a dash."""
    if value is None:
        return "—"
    if field["type"] not in NUMERIC or isinstance(value, str):
        return str(value)
    number = Decimal(repr(value))
    return spell_number(round(number, field["digits"]) if "digits" in field else number, language)


def _widths(resource: Json) -> list[int]:
    """Relative widths by the longest text of each column, so that long columns get the room."""
    names = [(field["name"], field["title"]) for field in resource["schema"]["fields"]]
    longest = [max([len(title), *(len(str(row[name])) for row in resource["data"])]) for name, title in names]
    return [min(max(length, 6), 40) for length in longest]


def simple_table(header: Sequence[str], rows: Sequence[Sequence[nodes.Node | str]]) -> nodes.table:
    """A plain table of words and inline nodes."""
    table = nodes.table(classes=["press-table"])
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=100 // len(header)) for _ in header]
    group += nodes.thead("", _row([_cell(text) for text in header]))
    body = nodes.tbody()
    for row in rows:
        body += _row([_cell(content) for content in row])
    group += body
    table += group
    return table


def _cell(content: nodes.Node | str) -> nodes.entry:
    entry = nodes.entry()
    inline = nodes.Text(content) if isinstance(content, str) else content
    entry += nodes.paragraph("", "", inline)
    return entry
