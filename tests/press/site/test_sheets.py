"""A style sheet in two, one part in the page and one after it: the cascade has to stay what it was."""

from __future__ import annotations

from itertools import chain

import pytest

from press.builders.html.tags import tags_of
from press.site.css.critical import first_rules, later_rules
from press.site.css.reduce import reduced
from press.site.css.rules import rules_of, written
from press.site.css.selectors import subject, waits, weight
from press.site.names import Names


def names(page: str) -> Names:
    found = Names()
    found.add_tags(tags_of(page))
    return found


def first(sheet: str, page: str) -> str:
    return written(first_rules(rules_of(sheet), names(page)).values())


def later(sheet: str, *pages: str) -> str:
    rules = rules_of(sheet)
    return written(later_rules(rules, [first_rules(rules, names(page)) for page in pages]))


@pytest.mark.parametrize(
    ("selector", "expected"),
    [  # Most of these are the examples of Selectors Level 4, section 17.
        ("*", (0, 0, 0)),
        ("LI", (0, 0, 1)),
        ("UL LI", (0, 0, 2)),
        ("UL OL+LI", (0, 0, 3)),
        ("H1 + *[REL=up]", (0, 1, 1)),
        ("UL OL LI.red", (0, 1, 3)),
        ("LI.red.level", (0, 2, 1)),
        ("#x34y", (1, 0, 0)),
        ("#s12:not(FOO)", (1, 0, 1)),
        (".foo :is(.bar, #baz)", (1, 1, 0)),
        (":is(em, #foo)", (1, 0, 0)),
        (".qux:where(em, #foo#bar#baz)", (0, 1, 0)),
        (":not(em, strong#foo)", (1, 0, 1)),
        ("a:hover::before", (0, 1, 2)),
        ("li:first-line", (0, 0, 2)),
        (":nth-child(2n+1)", (0, 1, 0)),
    ],
)
def test_a_selector_weighs_what_the_standard_says(selector: str, expected: tuple[int, int, int]) -> None:
    assert weight(selector) == expected


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p.a > b", ("b", "")),
        (".a p:not(.b) .c", ("", "")),
        ("A:hover::before", ("a", "before")),
        ("li:after", ("li", "after")),
        ("::highlight(found)", ("", "highlight")),
        ("p ~ *", ("", "")),
    ],
)
def test_a_selector_tells_what_element_it_can_find(selector: str, expected: tuple[str, str]) -> None:
    assert subject(selector) == expected


def test_what_waits_for_a_reader_is_not_seen_at_first() -> None:
    for selector in (
        "a:hover",
        "a:focus-visible::after",
        "p:target",
        "::selection",
        "dialog::backdrop",
        "div:popover-open",
    ):
        assert waits(selector), selector
    for selector in ("a:not(:hover)", "p:first-child", "p::before", "div:not(:popover-open)", "[aria-current]"):
        assert not waits(selector), selector


def test_a_page_has_in_itself_what_is_seen_of_it_and_the_sheet_has_the_rest() -> None:
    sheet = (
        ":root{--ink:#111;--paper:#eee}.a{color:var(--ink)}.b{color:red}.a:hover{margin:1px}"
        "@media print{.a{color:black}}@media (min-width:1px){.a,.b{padding:0;transition:none}}@page{margin:0}"
        ".c{color:var(--paper)}"
    )
    assert first(sheet, '<p class="a">') == ":root{--ink:#111}.a{color:var(--ink)}@media (min-width:1px){.a{padding:0}}"
    assert later(sheet, '<p class="a">') == (
        ":root{--paper:#eee}.b{color:red}.a:hover{margin:1px}@media print{.a{color:black}}"
        "@media (min-width:1px){.a{transition:none}.b{padding:0;transition:none}}@page{margin:0}.c{color:var(--paper)}"
    )


def test_what_only_some_pages_have_in_themselves_is_in_the_sheet_as_well() -> None:
    sheet = "p{margin:0}.a{color:red}"
    assert later(sheet, '<p class="a">', "<p>") == ".a{color:red}"


def test_what_would_lose_to_the_sheet_that_comes_after_it_is_repeated_there() -> None:
    sheet = ".b{margin-top:1px;color:red}.a{margin:0;padding:0}"
    assert later(sheet, '<p class="a">') == ".b{margin-top:1px;color:red}.a{margin:0}"


def test_what_weighs_more_or_finds_other_elements_or_other_properties_is_not_repeated() -> None:
    sheet = "p:hover{color:red}p.b{margin:0}p.a.c{color:blue}a:link{color:green}p:first-child::before{color:grey}p.a{display:block}"
    page = '<p class="a c"><a>'
    assert later(sheet, page) == "p:hover{color:red}p.b{margin:0}"


def test_what_comes_after_rules_within_a_rule_is_repeated_as_they_are_not_looked_into() -> None:
    sheet = ".a{margin:0}.a{color:red;.b &{padding:0}}.a{padding:1px}"
    assert later(sheet, '<p class="a">') == ".a{color:red;.b &{padding:0}}.a{padding:1px}"


def test_every_declaration_is_in_the_page_or_in_the_sheet_or_in_both() -> None:
    sheet = ".a,.b,p{color:red;--x:1px;margin:var(--x)}@media screen{.a{color:blue!important}}p:hover,.c{color:green}"
    whole = pieces(sheet)
    for page in ('<p class="a">', '<p class="b c">', "<div>"):
        assert pieces(first(sheet, page)) | pieces(later(sheet, page)) == whole


def pieces(sheet: str) -> set[tuple[object, ...]]:
    return set(
        chain.from_iterable(
            ((rule.frames, selector, str(one)) for selector in rule.selectors for one in rule.declarations)
            for rule in rules_of(sheet)
        )
    )


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        ("p{color:red}p{color:blue}", "p{color:blue}"),
        ("p{margin-top:0;color:red}p{margin:1px}", "p{color:red}p{margin:1px}"),
        ("p,b{color:red}p{color:blue}", "p,b{color:red}p{color:blue}"),
        ("p,b{color:red}p,a,b{color:blue}", "p,a,b{color:blue}"),
        ("@media screen{p{color:red}}p{color:blue}", "p{color:blue}"),
        ("p{color:red}@media screen{p{color:blue}}", "p{color:red}@media screen{p{color:blue}}"),
        ("p{color:red!important}p{color:blue}", "p{color:red!important}p{color:blue}"),
        ("p{height:100vh;height:100dvh}", "p{height:100vh;height:100dvh}"),
        ("p{overflow-wrap:anywhere}p{overflow:auto}", "p{overflow-wrap:anywhere}p{overflow:auto}"),
        ("p{border-radius:1px}p{border:0}", "p{border-radius:1px}p{border:0}"),
    ],
)
def test_a_declaration_goes_where_a_later_rule_for_the_same_outdoes_it(sheet: str, left: str) -> None:
    assert written(reduced(sheet, names("<p><a><b>"))) == left
