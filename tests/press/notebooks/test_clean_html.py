"""HTML of notebooks and chapters: what stays as it is, and what is taken away and told."""

from __future__ import annotations

import nh3
import pandas as pd
import pytest

from press.notebooks.clean_html import clean_html

FRAME = pd.DataFrame({"city": ["Алматы", "<b>"], "days": [12.5, None]})
AS_IT_IS = {
    "a table of pandas": FRAME._repr_html_(),
    "a styled table": FRAME.style.set_caption("Days").set_table_styles([{"selector": "td", "props": "color: red"}]).bar().to_html(),
    "a picture of Vega": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="marks" width="5" '
    'height="5" viewBox="0 0 5 5"><defs><clipPath id="c"><rect x="0" y="0" width="5" height="5"/></clipPath></defs><g fill="none" '
    'stroke-miterlimit="10" transform="translate(5,5)"><path aria-label="Алматы: 12" role="graphics-symbol" d="M0,0h5" '
    'stroke="#0072B2" clip-path="url(#c)"/><text text-anchor="end" font-family="Noto Sans" font-size="10px">12</text></g></svg>',
    "an element that begins": '<div class="note">\n',
    "an element that ends": "</div>",
    "a row without its table": "<tr><td colspan='2'>x</td></tr>",
    "a table that begins": '<table border="1" class="dataframe">',
    "a comment": "<!-- not yet -->",
    "entities and signs": "<p>1 < 2 &amp; 3 &nbsp;&#8212; 4",
    "an embedded picture": '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A dot">',
    "links": '<a href="https://example.org/?a=1&amp;b" target="_blank">a</a> <a href="rain.html#x">b</a> <a href="mailto:a@example.org">c</a>',
    "a style": '<span style="color: #b00; font-weight: bold;">late</span>',
    "what unfolds": '<details open><summary>More</summary><kbd>Ctrl</kbd></details>',
    "a break": "<br />",
}  # fmt: skip


@pytest.mark.parametrize("fragment", AS_IT_IS.values(), ids=AS_IT_IS)
def test_what_says_something_stays_byte_for_byte(fragment: str) -> None:
    assert clean_html(fragment) == (fragment, [])


@pytest.mark.parametrize(
    ("fragment", "html", "removed"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>", ["<script>"]),
        ('<b onclick="x()">', "<b>", ["onclick of <b>"]),
        ('<img src=x onerror="x()" alt="">', '<img src="x" alt="">', ["onerror of <img>"]),
        ('<a href="javascript:x()">a</a>', "<a>a</a>", ["href of <a>"]),
        ('<a href=" jav&#09;ascript:x()">a</a>', "<a>a</a>", ["href of <a>"]),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>", ["href of <a>"]),
        ("<iframe src='//example.org'></iframe>", "", ["<iframe>", "src of <iframe>"]),
        ("<object data=x></object><embed src=x>", "", ["<embed>", "<object>", "data of <object>", "src of <embed>"]),
        ("<form action=x><input></form>", "", ["<form>", "<input>", "action of <form>"]),
        ('<link rel="stylesheet" href="x"><base href="y">', "", ["<base>", "<link>", "href of <base>", "href of <link>", "rel of <link>"]),
        ('<meta http-equiv="refresh" content="0">', "", ["<meta>", "content of <meta>", "http-equiv of <meta>"]),
        ('<p style="color: red; position: fixed; top: 0">a</p>', '<p style="color:red">a</p>', ["style of position", "style of top"]),
        ('<p style="background: url(//example.org/a)">a</p>', "<p>a</p>", ["style of background"]),
        ("<style>body { display: none }</style><p>a</p>", "<p>a</p>", ["<style>"]),
        ("<style>@import 'x';</style>", "", ["<style>"]),
        ('<p id="T">a</p><style>#T, a { color: red }</style>', '<p id="T">a</p>', ["<style>"]),
        ('<svg><script>x()</script><g onload="x()"/></svg>', "<svg><g></g></svg>", ["<script>", "onload of <g>"]),
        ('<svg><use href="//example.org/a.svg#b"/></svg>', "<svg><use></use></svg>", ["href of <use>"]),
        ("<svg><foreignObject><p>a</p></foreignObject></svg>", "<svg></svg>", ["<foreignobject>", "<p>"]),
        ('<div onclick="x', "", ["a tag that does not end"]),
    ],
)  # fmt: skip
def test_what_is_active_or_leaves_its_place_is_taken_away_and_told(
    fragment: str, html: str, removed: list[str]
) -> None:
    assert clean_html(fragment) == (html, removed)


# Known ways past cleaners: https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html, and those that count on
# a second reading which differs from the first.
PAST_CLEANERS = [
    "<!--><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<?x ><img src=x onerror=alert(1)>?>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
    '<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\\>',
    "<<SCRIPT>alert('XSS');//\\<</SCRIPT>",
    "<SCRIPT SRC=//example.org/xss.js?< B >",
    "<IMG SRC=\"`<javascript:alert>`('XSS')\"",
    "<table background=\"javascript:alert('XSS')\">",
    '<DIV STYLE="width: expression(alert(1));">',
    '<a href="java\0script:alert(1)">a</a>',
    "<template><img src=x onerror=alert(1)></template>",
    "<body onload=alert(1)>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<p>press<!--press-end--><img src=x onerror=alert(1)>",
    "<!--press-begin--><img src=x onerror=alert(1)>",
]  # fmt: skip


@pytest.mark.parametrize("fragment", PAST_CLEANERS)
def test_nothing_that_acts_is_left_in_a_cleaned_output(fragment: str) -> None:
    html = clean_html(fragment).html.lower()
    # A browser reads it as nh3 does, which finds nothing to take away, and neither does a second cleaning.
    assert not any(nh3.is_html(html) and word in nh3.clean(html, tags={"img", "p", "a", "svg", "style", "table", "div"}, clean_content_tags=set(), attributes={"*": {"onerror", "onload", "href", "background"}}, url_schemes={"javascript"}) for word in ("onerror=", "onload=", "javascript:"))  # fmt: skip
    assert "<script" not in html
    assert clean_html(html).html == html


def test_a_megabyte_is_cleaned_at_once() -> None:
    row = '<tr><td style="color: red">a</td><td onclick="x()">b</td></tr>'
    table = f"<table>{row * 16_000}</table>"
    assert "onclick" not in clean_html(table).html
