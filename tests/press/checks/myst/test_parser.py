"""Each inline token of MyST's parser knows from where to where it was typed."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from press.checks.myst.parser import SPAN, markdown_parser

SYNTAX = ("attrs_inline", "colon_fence", "dollarmath", "strikethrough", "substitution")


def tokens_of(source: str, *extensions: str) -> list[Token]:
    (inline,) = (token for token in markdown_parser(extensions or SYNTAX).parse(source) if token.type == "inline")
    return inline.children or []


def typed(source: str) -> list[tuple[str, str]]:
    """Kind of each token, and what was typed there."""
    return [(token.type, source[slice(*token.meta[SPAN])]) for token in tokens_of(source)]


@pytest.mark.parametrize(
    ("source", "tokens"),
    [
        ("a {ref}`b` c", [("text", "a "), ("myst_role", "{ref}`b`"), ("text", " c")]),
        ("a `b` $c$", [("text", "a "), ("code_inline", "`b`"), ("text", " "), ("math_inline", "$c$")]),
        ("a&amp;b", [("text", "a"), ("text_special", "&amp;"), ("text", "b")]),
        (r"a\*b", [("text", "a"), ("text_special", r"\*"), ("text", "b")]),
        ("a\nb", [("text", "a"), ("softbreak", "\n"), ("text", "b")]),
        ("![a](b.png)c", [("image", "![a](b.png)"), ("text", "c")]),
        ("{{ a }} b", [("substitution_inline", "{{ a }}"), ("text", " b")]),
    ],
)
def test_a_token_stands_where_it_was_typed(source: str, tokens: list[tuple[str, str]]) -> None:
    assert typed(source) == tokens


@pytest.mark.parametrize("source", ["**a** b", "x *a* **", "***a** b*", "~~a~~ b", "_a_b_"])
def test_words_beside_signs_of_emphasis_stand_where_they_were_typed(source: str) -> None:
    for token in tokens_of(source):
        begin, end = token.meta[SPAN]
        assert token.type != "text" or token.content in ("", source[begin:end])


def test_what_changes_the_signs_that_were_typed_is_left_out() -> None:
    assert [token.content for token in tokens_of('"a" -- (c)', "smartquotes", "replacements")] == ['"a" -- (c)']


def test_markup_of_an_extension_that_the_book_does_not_name_is_text() -> None:
    assert [token.type for token in tokens_of("a $b$ ~~c~~", "deflist")] == ["text"]
