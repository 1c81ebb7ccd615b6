"""Convert simple HTML, such as a notebook puts out for a table, to docutils nodes.

Only what paper can show: tables, lists, headings and running text. Anything else makes the whole unprintable, so
that no half of something is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from lxml import html as parser
from lxml.etree import ParserError

_INLINE: dict[str, type[nodes.TextElement]] = {
    "b": nodes.strong,
    "strong": nodes.strong,
    "i": nodes.emphasis,
    "em": nodes.emphasis,
    "code": nodes.literal,
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}
_TRANSPARENT = frozenset(["span", "small", "u", "font", "center", "a", "p", "div", "section", "article"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "caption"])
_DROPPED = frozenset(["style", "colgroup", "col"])
_BLOCKS = frozenset(["table", "ul", "ol", "p", "div", "pre", "section", "article", *_HEADINGS])
# The largest spans of the HTML standard.
_LARGEST_SPANS = {"colspan": 1000, "rowspan": 65534}
_NUMBER = re.compile(r"[−–+-]?[\d\s.,\u00a0\u202f]*\d\s?%?|nan|<na>", re.IGNORECASE)


class _UnprintableError(Exception):
    """A part of the HTML has no printed form."""


def printable(source: str) -> list[nodes.Node] | None:
    """Return the nodes for ``source``, or ``None`` if it holds something that paper cannot show, or no text."""
    try:
        root = parser.fragment_fromstring(source, create_parent="div")
        found = _blocks(root)
    except (_UnprintableError, ParserError):
        return None
    return found if any(node.astext().strip() for node in found) else None


def address_of_medium(source: str) -> str | None:
    """Return the URL of the video, audio or page that ``source`` embeds, or ``None``."""
    try:
        root = parser.fragment_fromstring(source, create_parent="div")
    except ParserError:
        return None
    media = (element for element in root.iter("iframe", "video", "audio", "embed", "object", "source"))
    return next((str(found) for medium in media if (found := medium.get("src") or medium.get("data"))), None)


def _blocks(parent: Any) -> list[nodes.Node]:
    """Return the contents of an element as blocks; text between blocks becomes paragraphs."""
    found: list[nodes.Node] = []
    loose: list[nodes.Node] = list(_text(parent.text))
    for child in parent:
        if _is_block(child):
            found += [*_paragraph(loose), *_block(child)]
            loose = []
        else:
            loose += _inline(child)
        loose += _text(child.tail)
    return [*found, *_paragraph(loose)]


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS or any(child.tag in _BLOCKS for child in element.iter() if child is not element)


def _block(element: Any) -> list[nodes.Node]:
    convert = _CONVERTERS.get(element.tag)
    if convert is not None:
        return [convert(element)]
    if element.tag in _TRANSPARENT:
        return _blocks(element)
    raise _UnprintableError


def _paragraph(content: list[nodes.Node]) -> list[nodes.Node]:
    return [nodes.paragraph("", "", *content)] if any(node.astext().strip() for node in content) else []


def _text(text: str | None) -> Iterator[nodes.Text]:
    if text:
        yield nodes.Text(text)


def _inline(element: Any) -> list[nodes.Node]:
    """Return the inline nodes for an element."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return []
    if element.tag == "br":
        return [nodes.raw("", "#linebreak();", format="typst")]
    content = _inline_children(element)
    if element.tag in _INLINE:
        return [_INLINE[element.tag]("", "", *content)]
    if element.tag == "a" and str(element.get("href", "")).startswith(("http://", "https://")):
        return [nodes.reference("", "", *content, refuri=element.get("href"))]
    if element.tag in _TRANSPARENT:
        return content
    raise _UnprintableError


def _heading(element: Any) -> nodes.Node:
    return nodes.rubric("", "", *_inline_children(element))


def _inline_children(element: Any) -> list[nodes.Node]:
    content: list[nodes.Node] = [*_text(element.text)]
    for child in element:
        content += [*_inline(child), *_text(child.tail)]
    return content


def _preformatted(element: Any) -> nodes.Node:
    text = "".join(element.itertext())
    return nodes.literal_block(text, text, language="none")


def _list(element: Any) -> nodes.Node:
    items = [nodes.list_item("", *_blocks(item)) for item in _children(element, "li")]
    if element.tag == "ul":
        return nodes.bullet_list("", *items)
    start = str(element.get("start", "1"))
    return nodes.enumerated_list("", *items, start=int(start) if start.isdecimal() else 1)


def _children(element: Any, *tags: str) -> list[Any]:
    """Return the children of an element that may hold these alone; other elements, and text between them, cannot be printed."""
    children = [child for child in element if isinstance(child.tag, str) and child.tag not in _DROPPED]
    texts = (element.text, *(child.tail for child in element))
    if any(child.tag not in tags for child in children) or any(text and text.strip() for text in texts):
        raise _UnprintableError
    return children


def _table(element: Any) -> nodes.Node:
    """Return the node of a table; leading rows of headers alone are its head, leading columns of headers its stub."""
    parts = _children(element, "caption", "thead", "tbody", "tfoot", "tr")
    groups = [[part] if part.tag == "tr" else _children(part, "tr") for part in parts if part.tag != "caption"]
    rows = [cells for group in groups for row in group if (cells := _children(row, "td", "th"))]
    if not rows or any(inner is not element for inner in element.iter("table")):
        raise _UnprintableError
    head = [row for at, row in enumerate(rows) if _is_head(row) and all(_is_head(before) for before in rows[:at])]
    body = rows[len(head) :] or rows
    head = head if body is not rows else []
    count = max(sum(_span(cell, "colspan") for cell in row) for row in rows)
    stubs = min(sum(1 for _ in _leading_headers(row)) for row in body)
    columns = [nodes.colspec("", colwidth=1, stub=int(at < stubs)) for at in range(count)]
    group = nodes.tgroup("", *columns, cols=count)
    if head:
        group += nodes.thead("", *map(_row, head))
    group += nodes.tbody("", *map(_row, body))
    titles = [nodes.title("", "", *_inline_children(part)) for part in parts if part.tag == "caption"]
    return nodes.table("", *titles, group)


def _is_head(row: list[Any]) -> bool:
    return row[0].getparent().getparent().tag == "thead" or all(cell.tag == "th" for cell in row)


def _leading_headers(row: list[Any]) -> Iterator[Any]:
    for cell in row:
        if cell.tag != "th":
            return
        yield cell


def _row(cells: list[Any]) -> nodes.row:
    return nodes.row("", *map(_entry, cells))


def _entry(cell: Any) -> nodes.entry:
    entry = nodes.entry("", *_blocks(cell))
    for name, attribute in (("morecols", "colspan"), ("morerows", "rowspan")):
        if (span := _span(cell, attribute)) > 1:
            entry[name] = span - 1
    if cell.tag == "td" and _NUMBER.fullmatch(entry.astext().strip()):
        entry["classes"].append("num")
    return entry


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(max(int(value), 1), _LARGEST_SPANS[name]) if value.isdecimal() else 1


_CONVERTERS: dict[str, Callable[[Any], nodes.Node]] = {
    "table": _table,
    "ul": _list,
    "ol": _list,
    "pre": _preformatted,
    **dict.fromkeys(_HEADINGS, _heading),
}
