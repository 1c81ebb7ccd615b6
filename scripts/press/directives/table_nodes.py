"""Build tables of results and others, of nodes with HTML attributes; builders that do not know them see ordinary tables.

On a narrow screen the style sheet changes the ``display`` of rows. Browsers then drop the table semantics, so each element has an
explicit role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, TypeAlias

from docutils import nodes
from sphinx.application import Sphinx

from press.charts.table import NUMERIC, cell_text
from press.core.registry import Registry
from press.core.text import Json
from press.data.addresses import WebPage
from press.directives.components import closing
from press.directives.link_nodes import way_up
from press.edition.context import EditionContext, format_of
from press.edition.sphinx_internals import as_before
from press.language.catalogues import get_translation

Kind: TypeAlias = type[nodes.Element]
SORTABLE = "press-sortable"
# Tables with at least so many rows can be sorted; on a phone each row of one with at least so many columns is a card.
_LONG, _MANY = 10, 4
# A date or a range that is no longer is not broken.
_SHORT = 22
# What extensions draw in a cell, of what its row is called.
CELLS: Registry[Callable[[EditionContext, str], nodes.Node]] = Registry("cell", {})


class rich_table(nodes.table):  # noqa: N801  docutils' nodes are written small
    """A table; ``html`` holds its attributes, ``download`` (optional) the text and path of a link above it."""


class rich_head(nodes.thead):  # noqa: N801
    """The header rows."""


class rich_body(nodes.tbody):  # noqa: N801
    """The body rows."""


class rich_row(nodes.row):  # noqa: N801
    """A row; ``html`` holds its attributes."""


class rich_entry(nodes.entry):  # noqa: N801
    """A cell; ``html`` holds its attributes, of a header its ``scope``."""


class plain_entry(nodes.entry):  # noqa: N801
    """A cell of plain text; ``html`` holds its attributes, ``heads`` says whether it is the header of its row."""


def setup_rich_tables(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(rich_table, html=(_visit_table, closing("</table></div>\n")))
    app.add_node(rich_head, html=_visitors("thead", "rowgroup"))
    app.add_node(rich_body, html=_visitors("tbody", "rowgroup"))
    app.add_node(rich_row, html=_visitors("tr", "row"))
    app.add_node(rich_entry, html=(_visit_entry, lambda self, node: self.body.append(self.context.pop())))
    app.add_node(plain_entry, html=(_visit_plain_entry, None))
    app.add_node(nodes.table, override=True, html=(_visit_scrolled, _depart_scrolled))


def _visitors(tag: str, role: str) -> tuple[Any, Any]:
    def visit(self: Any, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, tag, "", role=role, **node.get("html", {})))

    return visit, closing(f"</{tag}>\n")


def _visit_table(self: Any, node: nodes.Element) -> None:
    self.body.append('<div class="press-rich-table">')
    if "download" in node and format_of(self.builder).is_site:
        words, path = node["download"]
        href = escape(way_up(self.builder, self.builder.current_docname) + path)
        link = f'<a download="" href="{href}">{escape(words)}</a>'
        self.body.append(f'<p class="press-source press-table-download">{link}</p>\n')
    self.body.append(self.starttag(node, "table", role="table", CLASS="table", **node.get("html", {})))


def _visit_entry(self: Any, node: nodes.Element) -> None:
    html: dict[str, str] = node.get("html", {})
    tag, role = {"col": ("th", "columnheader"), "row": ("th", "rowheader")}.get(html.get("scope", ""), ("td", "cell"))
    self.body.append(self.starttag(node, tag, "", role=role, **html))
    self.context.append(f"</{tag}>\n")


def _visit_plain_entry(self: Any, node: nodes.Element) -> None:
    """Append a cell without a paragraph in it; text in the first column is the header of its row."""
    is_head = isinstance(node.parent.parent, nodes.thead)
    begins = node.parent.index(node) == 0 and "num" not in node["classes"]
    heads_row = not is_head and (begins or node.get("heads", False))
    # An empty header cell would give its column no name.
    is_named = bool(node.astext()) or not is_head
    tag = "th" if is_named and (is_head or heads_row) else "td"
    attributes = ({"scope": "row"} if heads_row else {}) | (node.get("html", {}) if is_named else {})
    if isinstance(node.parent, rich_row):
        attributes["role"] = "cell" if tag == "td" else "columnheader" if is_head else "rowheader"
    words = self.encode(node.astext())
    if "data-sortable" in attributes:
        # A script makes a button of it, which takes the same room.
        words = f'<span class="press-table-sort">{words}</span>'
    self.body.append(f"{self.starttag(node, tag, '', **attributes)}{words}</{tag}>\n")
    raise nodes.SkipNode


def _visit_scrolled(self: Any, node: nodes.table) -> None:
    """Append a table in a scrollable region; that of a result is focusable, so it has an accessible name."""
    if "press-table" not in node["classes"]:
        self.body.append('<div class="press-scroll">')
        as_before(self, node, "visit_table")
        return
    self._table_row_indices.append(0)
    titles = (child["ids"][0] for child in node.children if isinstance(child, nodes.title) and child["ids"])
    html: dict[str, str] = node.get("html", {})
    title, label = next(titles, ""), html.get("aria-label", "")
    name = {"aria-labelledby": title} if title else {"aria-label": label}
    region = {"role": "region", "tabindex": "0", **name} if title or label else {}
    if SORTABLE in node["classes"] and format_of(self.builder).is_for_browsers:
        self.body.append('<div class="press-table-tools"></div>\n')
    wrapper = "press-scroll press-stacks" if node.get("stacks") else "press-scroll"
    self.body.append(self.starttag(nodes.inline(), "div", CLASS=wrapper, **region))
    self.body.append(self.starttag(node, "table", CLASS="table", **html))


def _depart_scrolled(self: Any, node: nodes.table) -> None:
    if "press-table" not in node["classes"]:
        type(self).depart_table(self, node)
        self.body.append("</div>\n")
        return
    self._table_row_indices.pop()
    self.body.append("</table></div>\n")


def rich_table_of(heads: Sequence[nodes.entry], rows: Sequence[nodes.row], **attributes: Any) -> rich_table:
    """Return a table of ``rows`` below a row of ``heads``, all with HTML attributes; ``attributes`` are those of its node."""
    return rich_table("", _group(rich_row("", *heads), rows, rich_head, rich_body), **attributes)


def _group(
    head: nodes.row, rows: Iterable[nodes.row], head_kind: Kind = nodes.thead, body_kind: Kind = nodes.tbody
) -> nodes.tgroup:
    columns = [nodes.colspec(colwidth=1) for _ in head]
    return nodes.tgroup("", *columns, head_kind("", head), body_kind("", *rows), cols=len(columns))


def table_node(
    resource: Json, language: str, *, label: str = "", sorts: bool = False, context: EditionContext | None = None
) -> nodes.table:
    """Return a table of ``resource`` (a localised data resource); numbers are formatted for ``language``, in cells of class num.

    ``label`` is the accessible name of a table without a caption. A long table can be sorted on a page if it ``sorts``. What extensions
    draw in cells needs the ``context``.
    """
    fields, data, translate = resource["schema"]["fields"], resource["data"], get_translation(language)
    is_long = sorts and len(data) >= _LONG
    html = {"scope": "col"} | ({"data-sortable": ""} if is_long else {})
    head = [_entry(field["title"], field, dict(html)) for field in fields]
    rows = [[_cell_entry(row[field["name"]], field, language, is_long) for field in fields] for row in data]
    for place, field in enumerate(fields):
        if field.get("links"):
            for row, values in zip(rows, data, strict=True):
                row[place] = _link_entry(str(values[field["name"]] or ""), row[place])
        if context and (draw := CELLS.get(field.get("cell", ""))):
            for row, name in zip(rows, resource["names"], strict=True):
                row[place] = rich_entry("", nodes.paragraph("", "", draw(context, name)), **row[place].attributes)
    stacks = len(fields) >= _MANY or "names" in resource
    row_kind, *kinds = (rich_row, rich_head, rich_body) if stacks else (nodes.row, nodes.thead, nodes.tbody)
    group = _group(row_kind("", *head), (row_kind("", *row) for row in rows), *kinds)
    table = nodes.table("", group, classes=["press-table", SORTABLE] if is_long else ["press-table"])
    table["html"] = {"aria-label": label} if label else {}
    if is_long:
        words = {"find": "Find in the table", "sort": "Sort by", "shown": "Rows shown: {shown} of {all}"}
        table["html"] |= {f"data-word-{name}": translate(english) for name, english in words.items()}
    if stacks:
        table["stacks"], table["html"]["role"] = True, "table"
        for row in rows:
            for entry, field in zip(row, fields, strict=True):
                entry["html"]["data-label"] = field["title"]
        if is_long:
            next(table.findall(rich_head))["html"] = {"data-label": table["html"]["data-word-sort"]}
    return table


def _cell_entry(value: Any, field: Json, language: str, is_long: bool) -> nodes.entry:
    """Return a cell; in a sortable table, numbers carry their value as ``data-sort``."""
    is_number = isinstance(value, int | float)
    key = {"data-sort": str(value) if is_number else ""} if is_long and field["type"] in NUMERIC else {}
    aria = {"aria-label": get_translation(language)("no value")} if value is None else {}
    entry = _entry(cell_text(value, field, language), field, key | aria)
    entry["heads"] = bool(field.get("head"))
    return entry


def _link_entry(addresses: str, entry: nodes.entry) -> nodes.entry:
    """Return ``entry`` with links to ``addresses``, which spaces divide, by the names of their hosts."""
    pages = [WebPage(address) for address in addresses.split()]
    links = [[nodes.reference(page.host, page.host, refuri=page.address, internal=False)] for page in pages]
    return rich_entry("", nodes.paragraph("", "", *separated(links, ", ")), **entry.attributes) if links else entry


def _entry(text: str, field: Json, html: dict[str, str]) -> nodes.entry:
    numeric = field.get("align") == "end" or field["type"] in NUMERIC
    is_short = text[:1].isdigit() and len(text) <= _SHORT
    entry = plain_entry(classes=["num"] if numeric else ["press-bound"] if is_short else [], html=html)
    entry += nodes.paragraph(text, text)
    return entry


def simple_table(header: Sequence[str], rows: Sequence[Sequence[nodes.Node | str]]) -> nodes.table:
    """Return a table of plain text and inline nodes."""
    head, *body = (
        nodes.row(
            "", *(nodes.entry("", nodes.paragraph("", "", nodes.Text(c) if isinstance(c, str) else c)) for c in row)
        )
        for row in (header, *rows)
    )
    return nodes.table("", _group(head, body), classes=["press-table"])


def separated(parts: Iterable[Sequence[nodes.Node]], separator: str) -> list[nodes.Node]:
    """Return the nodes of all ``parts``, with the text ``separator`` between two parts."""
    joined: list[nodes.Node] = []
    for part in parts:
        joined += [nodes.Text(separator), *part] if joined else part
    return joined
