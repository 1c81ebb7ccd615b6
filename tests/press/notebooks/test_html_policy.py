"""Attributes and styles may say what something looks like in its place, and nothing else."""

from __future__ import annotations

import pytest

from press.notebooks.html_policy import allowed_style, allowed_value, has_foreign_address, is_confined, properties


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        ("a", "href", "https://example.org/a:b"),
        ("a", "href", "rain.html#x"),
        ("a", "href", "//example.org/a"),
        ("a", "href", "a/b:c"),
        ("a", "href", "MAILTO:a@example.org"),
        ("use", "href", "#shape"),
        ("img", "src", "data:image/svg+xml;base64,AA=="),
        ("img", "src", "data:image/png;base64,//AA"),
        ("img", "src", "../pictures/a.png"),
        ("blockquote", "cite", "https://example.org/a"),
        ("path", "clip-path", "url(#clip)"),
        ("p", "style", "color: red"),
    ],
)
def test_what_leads_somewhere_or_shows_something_is_kept(tag: str, name: str, value: str) -> None:
    assert allowed_value(tag, name, value) == value


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        ("a", "href", "javascript:x()"),
        ("a", "href", "\x01java\tscript:x()"),
        ("a", "href", "VBScript:x"),
        ("a", "href", "data:image/png;base64,AA=="),
        ("img", "src", "data:text/html,x"),
        ("img", "src", "https://example.org/a.png"),
        ("image", "xlink:href", "//example.org/a.png"),
        ("source", "srcset", "a.png 1x, http://example.org/b.png 2x"),
        ("video", "poster", " HTTPS://example.org/a.png"),
        ("img", "src", "file:///etc/passwd"),
        ("use", "href", "shapes.svg#a"),
        ("path", "fill", "URL('//example.org/a')"),
        ("p", "style", "background: url(//example.org/a)"),
        ("p", "style", "position: fixed"),
    ],
)
def test_what_runs_or_loads_something_is_not(tag: str, name: str, value: str) -> None:
    assert allowed_value(tag, name, value) is None


def test_of_a_style_what_stays_in_its_place_is_left_and_all_of_it_unchanged() -> None:
    style = "color :Red;;padding:1px 2px"
    assert allowed_style(style) == style
    assert properties(allowed_style("color: red; position: fixed; z-index: 9; padding: 1px")) == ["color", "padding"]
    assert allowed_style("color: r\\65 d") == ""


@pytest.mark.parametrize(
    ("sheet", "is_foreign"),
    [
        ("rect { fill: url(#a) }", False),
        ("/* @import 'x'; url(//b) */ rect { fill: red }", False),
        ("rect { fill: url( 'a.svg#b' ) }", True),
        ("@import 'x';", True),
        ("rect { fill: u\\72l(x) }", True),
    ],
)
def test_a_sheet_that_loads_anything_is_found(sheet: str, is_foreign: bool) -> None:
    assert has_foreign_address(sheet) is is_foreign


@pytest.mark.parametrize(
    ("sheet", "is_in_place"),
    [
        ("#T td { color: red } .row > a, #T:hover { padding: 1px }", True),
        ("<!-- #T { color: red } -->", True),
        ("/* body {} */ #T { color: red }", True),
        ("", True),
        ("td { color: red }", False),
        ("#T { color: red } body { color: red }", False),
        ("#T, body { color: red }", False),
        ("#Other { color: red }", False),
        ("#T + p { color: red }", False),
        ("#T ~ p { color: red }", False),
        ("#T { position: fixed }", False),
        ("@media print { #T { color: red } }", False),
        ("#T { color: red", False),
    ],
)
def test_a_sheet_is_kept_where_it_concerns_only_its_own_elements(sheet: str, is_in_place: bool) -> None:
    assert is_confined(sheet, {"#T", ".row"}) is is_in_place
