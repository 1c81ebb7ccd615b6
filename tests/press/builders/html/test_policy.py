"""The policy of pages."""

from __future__ import annotations

import base64
import hashlib
import json
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_books import copy_book, make_edition

from press.builders.html.policy import _TAG, InlineContent, policy


def names(page: str) -> list[str]:
    return [(tag["raw"] or tag["name"]).lower() for tag in _TAG.finditer(page) if tag["raw"] or tag["name"]]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>One <B>two</b></p>", ["p", "b"]),
        ('<a title="a > b" href=x>', ["a"]),
        ("<a title='\"<i>'><br/>", ["a", "br"]),
        ("<!-- <p> --><p>", ["p"]),
        ("<script>if (a<b) '<p>'</script><p>", ["script", "p"]),
        ("<STYLE>p>a{}</STYLE ><p>", ["style", "p"]),
        ("<style-guide><p></style-guide>", ["style-guide", "p"]),
        ("1 < 2 and 3 > 2", []),
        ("</p>", []),
    ],
)
def test_a_start_tag_is_found_and_nothing_that_looks_like_one(page: str, found: list[str]) -> None:
    assert names(page) == found


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a b='>'>", '<i c="<p>">', "<br/>", "text", "&lt;", " "])))
def test_the_tags_are_those_that_the_parser_of_python_finds(parts: list[str]) -> None:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append(tag)  # type: ignore[method-assign]
    parser.feed("".join(parts))
    parser.close()
    assert names("".join(parts)) == found


# What a notebook prints: a style that would end its rule, one that is fine, a script, a sheet and a handler.
HOSTILE = """
<p id="a" class="own" style="color: red; margin:0">One</p>
<p id="b" style="color:red}body{display:none">Two</p>
<p id="c" style="background:url('</style><script>alert(1)</script>')">Three</p>
<P ID="d" STYLE=color:blue>Four</P>
<p id="e" title="style=" onclick="alert(2)">Five</p>
<script>window.counted = 1 < 2;</script>
<script type="application/json">{"style=": 1}</script>
<script src="far.js"></script>
<style>#e { color: green }</style>
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the English edition of a small book whose notebook prints that."""
    root = copy_book("weather", tmp_path_factory.mktemp("policy"))
    path = root / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    source = f"from IPython.display import HTML\n\nHTML({HOSTILE!r})"
    cell = {"cell_type": "code", "id": "hostile", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].append({**cell, "source": source})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert make_edition(root, "en").faults == []
    folder = root / "_build" / "press" / "en" / "html"
    found = (file for file in folder.rglob("*.html") if "_static" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in found}


def parsed(page: str) -> Element:
    return html5lib.parse(page, namespaceHTMLElements=False)


def directives(page: str) -> dict[str, list[str]]:
    (content,) = (
        str(meta.get("content"))
        for meta in parsed(page).iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    return {name: values.split() for name, values in (part.split(" ", 1) for part in content.split("; "))}


def hashed(texts: list[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}


def test_the_policy_of_each_page_names_exactly_what_stands_in_it(pages: dict[str, str]) -> None:
    assert {"index.html", "rain.html", "notebooks/rain.html"} <= pages.keys()
    for name, page in pages.items():
        inline = [one for one in parsed(page).iter() if one.tag in ("script", "style") and not one.get("src")]
        run = [one for one in inline if one.get("type", "") in ("", "text/javascript", "module")]
        scripts = hashed([one.text or "" for one in run if one.tag == "script"])
        styles = hashed([one.text or "" for one in run if one.tag == "style"])
        found = directives(page)
        assert found["default-src"] == ["'none'"], name
        assert set(found["script-src"]) == {"'self'", "'wasm-unsafe-eval'"} | scripts, name
        assert set(found["style-src"]) == {"'self'"} | styles, name
        assert found["form-action"] == ["'none'"], name


def test_the_policy_stands_before_all_that_it_governs(pages: dict[str, str]) -> None:
    for page in pages.values():
        head = page.index("Content-Security-Policy")
        assert all(head < page.index(tag) for tag in ("<script>", "<style>", '<link rel="stylesheet"'))


def test_no_attribute_styles_a_page(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert [one.tag for one in parsed(page).iter() if one.get("style") is not None] == [], name


def test_what_an_attribute_says_is_a_rule_as_far_as_it_is_one(pages: dict[str, str]) -> None:
    page = pages["notebooks/rain.html"]
    marked = {str(one.get("id")): str(one.get("class", "")) for one in parsed(page).iter() if one.get("id")}
    own = next(one.text or "" for one in parsed(page).iter("style"))
    made, kept = marked["a"].split()
    assert kept == "own"
    assert f".{made}:not(#_):not(#_){{color:red;margin:0}}" in own
    assert f".{marked['d']}:not(#_):not(#_){{color:blue}}" in own
    assert marked["b"] == marked["c"] == ""
    assert "color:red}body" not in own
    assert "alert(1)" not in own


def test_nothing_that_a_notebook_prints_may_run(pages: dict[str, str]) -> None:
    allowed = directives(pages["notebooks/rain.html"])["script-src"]
    assert not hashed(["window.counted = 1 < 2;", "alert(2)", '{"style=": 1}', "alert(1)"]) & set(allowed)
    assert "'unsafe-inline'" not in allowed and "'unsafe-hashes'" not in allowed


@pytest.mark.parametrize(
    ("declarations", "fits"),
    [
        ("color:red", True),
        ("width: calc(1px + (2px))", True),
        ("font-family:&quot;Noto Sans&quot;", True),
        ("background:url(a.png)", True),
        ("color:red}p{color:blue", False),
        ("background:url(a.png", False),
        ("content:&quot;a", False),
        ("color:red/*", False),
        ("color:r\\65 d", False),
        ("background:url('&lt;/style&gt;')", False),
        ("a:[", False),
        ("", False),
    ],
)
def test_a_rule_holds_what_ends_where_it_is_written(declarations: str, fits: bool) -> None:
    inline = InlineContent()
    html = inline.collect(f'<p style="{declarations}">Text</p>')
    assert "style=" not in html
    assert bool(inline.rules) is fits
    assert ("class=" in html) is fits


def test_a_form_may_be_sent_to_the_site_only_where_there_is_one() -> None:
    with_form, without = InlineContent(), InlineContent()
    with_form.collect('<form action="search.html"></form>')
    without.collect("<p>Text</p>")
    assert "form-action 'self'" in policy(with_form)
    assert "form-action 'none'" in policy(without)
