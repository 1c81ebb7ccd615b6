"""Pictures of notebooks: what stays as it is, and what is taken away and told."""

from __future__ import annotations

import pytest

from press.notebooks.clean_svg import clean_svg

SVG = '<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def test_a_picture_stays_byte_for_byte_or_loses_what_is_active() -> None:
    drawn = SVG.format(
        '<metadata><x xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><defs><style type="text/css">*{stroke-linejoin: '
        'round}</style><path id="a" d="M0 0"/></defs><use xlink:href="#a" style="stroke: #000000; stroke-width: 0.8"/>'
    )
    assert clean_svg(drawn) == (drawn, [])
    html, removed = clean_svg(
        SVG.format(
            '<script>x()</script><rect onload="x()" width="1"/><a xlink:href="javascript:x()"><text>a</text></a>'
        )
    )
    assert removed == ["<script>", "onload of <rect>", "xlink:href of <a>"]
    assert "x()" not in html
    assert '<rect width="1"/>' in html
    assert clean_svg("<svg><p></svg>") == ("", ["a picture that is no XML"])
    assert clean_svg(f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG.format("&a;").partition("?>")[2].strip()}').html == ""


@pytest.mark.parametrize(
    ("content", "left", "removed"),
    [
        ("<foreignObject><p>a</p></foreignObject>", "", ["<foreignObject>"]),
        ('<x:p xmlns:x="http://www.w3.org/1999/xhtml" onclick="x()">a</x:p>', "", ["<p>"]),
        ("<style>@import url(//example.org/a.css);</style>", "", ["<style>"]),
        ('<rect style="fill: url(//example.org/a)"/>', "<rect/>", ["style of <rect>"]),
        ('<use xlink:href="//example.org/a.svg#b"/>', "<use/>", ["xlink:href of <use>"]),
        ('<image href="data:text/html,x"/>', "<image/>", ["href of <image>"]),
        ('<image href="data:image/png;base64,iVBORw0KGgo="/>', '<image href="data:image/png;base64,iVBORw0KGgo="/>', []),
        ("<?xml-stylesheet href='//example.org/a.css'?><g/>", "<g/>", ["an instruction"]),
        ("<g ONLOAD='x()'/>", "<g/>", ["ONLOAD of <g>"]),
    ],
)  # fmt: skip
def test_what_a_picture_may_not_hold_is_taken_out_alone(content: str, left: str, removed: list[str]) -> None:
    html, names = clean_svg(SVG.format(content))
    assert names == removed
    assert (left in html, "example.org/" in html, "x()" in html) == (True, False, False)
