"""The start tags of a page: where the HTML standard says that they end, whatever stands in their attributes."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.builders.html.tags import apply_edits, tags_of


def names(page: str) -> list[str]:
    return [tag.name for tag in tags_of(page)]


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


def test_a_tag_knows_its_place_its_attributes_and_a_script_its_content() -> None:
    page = """x<a CLASS='b c' hidden title="&quot;" data-x=1 />y<script src=a>z()</script>"""
    link, script = tags_of(page)
    assert page[link.start : link.end].startswith("<a CLASS") and page[link.end] == "y"
    assert link.attributes == {"class": "b c", "hidden": "", "title": '"', "data-x": "1"}
    assert (script.content, script.attributes, script.end) == ("z()", {"src": "a"}, len(page))


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a b='>'>", '<i c="<p>">', "<br/>", "text", "&lt;", " "])))
def test_the_tags_are_those_that_the_parser_of_python_finds(parts: list[str]) -> None:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append(tag)  # type: ignore[method-assign]
    parser.feed("".join(parts))
    parser.close()
    assert names("".join(parts)) == found


def test_edits_are_made_where_they_say_in_whatever_order() -> None:
    assert apply_edits("abcdef", [(4, 5, "E"), (0, 1, ""), (2, 2, "-")]) == "b-cdEf"
    assert apply_edits("abc", []) == "abc"
