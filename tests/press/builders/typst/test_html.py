"""HTML that notebooks put out becomes nodes that paper can show, or nothing: never half of it."""

from __future__ import annotations

import pytest
from docutils import nodes

from press.builders.typst.html import address_of_medium, printable


def _only(source: str) -> nodes.Element:
    found = printable(source)
    assert found is not None
    (node,) = found
    assert isinstance(node, nodes.Element)
    return node


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("text", ["paragraph"]),
        ("<p>a</p>b<p>c</p>", ["paragraph", "paragraph", "paragraph"]),
        ("<div><h2>a</h2><section>b</section></div>", ["rubric", "paragraph"]),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", ["bullet_list", "enumerated_list"]),
        ("<pre>a\n  b</pre>", ["literal_block"]),
        ("<style>p {}</style><!-- c --><p>a</p>", ["paragraph"]),
    ],
)
def test_blocks_keep_their_order(source: str, kinds: list[str]) -> None:
    assert [type(node).__name__ for node in printable(source) or ()] == kinds


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   ",
        "<p> </p>",
        "<script>run()</script>",
        "<p>a</p><canvas></canvas>",
        "<p>a <img src='x.png'></p>",
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        "<ul>a<li>b</li></ul>",
        "<ul><li>a</li>b</ul>",
        "<table>a<tr><td>b</td></tr></table>",
        "<table><tr><td>a</td><p>b</p></tr></table>",
        "<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>",
        "<table></table>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<form><p>a</p></form>",
        "<!doctype html>",
    ],
)
def test_what_cannot_be_printed_whole_is_not_printed_at_all(source: str) -> None:
    assert printable(source) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a <b>b</b> <i>c</i> <code>d</code>", "a b c d"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("<a href='javascript:x'>a</a>", "a"),
        ('<?xml version="1.0" encoding="utf-8"?><p>a</p>', "a"),
    ],
)
def test_words_are_kept(source: str, text: str) -> None:
    assert _only(source).astext() == text


def test_only_addresses_of_the_web_are_links() -> None:
    links = [link["refuri"] for link in _only("<a href='https://a'>a</a><a href='b'>b</a>").findall(nodes.reference)]

    assert links == ["https://a"]


def test_a_numbered_list_begins_where_it_says() -> None:
    assert _only("<ol start='3'><li>a</li></ol>")["start"] == 3
    assert _only("<ol start='x'><li>a</li></ol>")["start"] == 1


def _rows(table: nodes.Element, part: type[nodes.Element]) -> list[list[str]]:
    return [
        [cell.astext() for cell in row.children]
        for section in table.findall(part)
        for row in section.findall(nodes.row)
    ]


def test_rows_of_headers_are_the_head_and_columns_of_headers_the_stub() -> None:
    table = _only(
        "<table><tr><th></th><th>a</th></tr><tr><th>1</th><td>x</td></tr><tr><th>2</th><td>y</td></tr></table>"
    )

    assert (_rows(table, nodes.thead), _rows(table, nodes.tbody)) == ([["", "a"]], [["1", "x"], ["2", "y"]])
    assert [column["stub"] for column in table.findall(nodes.colspec)] == [1, 0]


def test_a_table_of_headers_alone_is_no_head() -> None:
    table = _only("<table><caption>Title</caption><tr><th>a</th></tr></table>")

    assert (_rows(table, nodes.thead), _rows(table, nodes.tbody)) == ([], [["a"]])
    assert [title.astext() for title in table.findall(nodes.title)] == ["Title"]


# https://html.spec.whatwg.org/multipage/tables.html#attributes-common-to-td-and-th-elements: a number above zero, at most 1000.
@pytest.mark.parametrize(
    ("colspan", "columns"), [("2", 2), ("0", 1), ("x", 1), ("²", 1), ("-1", 1), ("", 1), ("99999999999", 1000)]
)
def test_a_cell_spans_as_many_columns_as_in_a_browser(colspan: str, columns: int) -> None:
    table = _only(f'<table><tr><td colspan="{colspan}">a</td></tr></table>')

    assert next(table.findall(nodes.tgroup))["cols"] == columns
    assert next(table.findall(nodes.entry)).get("morecols", 0) == columns - 1


# The same section: rowspan is at most 65534.
@pytest.mark.parametrize(("rowspan", "rows"), [("2", 2), ("x", 1), ("1500", 1500), ("99999999999", 65534)])
def test_a_cell_spans_as_many_rows_as_in_a_browser(rowspan: str, rows: int) -> None:
    table = _only(f'<table><tr><td rowspan="{rowspan}">a</td></tr></table>')

    assert next(table.findall(nodes.entry)).get("morerows", 0) == rows - 1


@pytest.mark.parametrize("number", ["1", "-2.5", "−3", "1 234,5", "1,234.5", "40 %", "40%", "nan", "<NA>"])
def test_a_cell_that_holds_a_number_is_one(number: str) -> None:
    cell = number.replace("<", "&lt;").replace(">", "&gt;")

    assert "num" in next(_only(f"<table><tr><td>{cell}</td></tr></table>").findall(nodes.entry))["classes"]


@pytest.mark.parametrize("words", ["", "a1", "1 a", "2019-05", "-", "1–2"])
def test_a_cell_that_holds_anything_else_is_none(words: str) -> None:
    table = _only(f"<table><tr><td>{words}</td><td>x</td></tr></table>")

    assert "num" not in next(table.findall(nodes.entry))["classes"]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('<iframe src="https://a"></iframe>', "https://a"),
        ("<video><source src='a.mp4'><source src='b.webm'></video>", "a.mp4"),
        ("<object data='a.svg'></object>", "a.svg"),
        ("<p>a</p>", None),
        ("", None),
    ],
)
def test_a_medium_has_the_address_of_its_first_source(source: str, address: str | None) -> None:
    assert address_of_medium(source) == address
