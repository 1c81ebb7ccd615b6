"""What breaks a rule of style is found in its scope, once, and what an exception covers is not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from press.checks.style.rules import EXISTENCE, OCCURRENCE, Rule, broken_rules
from press.checks.typed import IN_HEADING, IN_PARAGRAPH, label_passage

VERY = Rule("very", EXISTENCE, "'%s' says nothing", "guide.md", frozenset({"text"}), ((re.compile(r"\bvery\b"), ""),))
COLONS = Rule("colons", OCCURRENCE, "two colons in '%s'", "guide.md", frozenset({"sentence"}), ((re.compile(":"), ""),), most=1)  # fmt: skip


def told(text: str, rule: Rule, scope: str = IN_PARAGRAPH) -> list[tuple[int, str]]:
    found = broken_rules([replace(label_passage(text, 1), scope=scope)], [rule], "en")
    return [(line, words.partition(" (rule")[0]) for line, words in found]


def test_each_place_is_told_with_its_line_and_the_words_that_are_there() -> None:
    assert told("Very, very\ngood and very.", VERY) == [(1, "'very' says nothing"), (2, "'very' says nothing")]


@pytest.mark.parametrize(("text", "times"), [("not very good", 0), ("not very very good", 1), ("very not very", 1)])
def test_what_lies_within_an_exception_is_right(text: str, times: int) -> None:
    assert len(told(text, replace(VERY, exceptions=re.compile("not very")))) == times


def test_a_rule_of_one_scope_leaves_others_alone() -> None:
    rule = replace(VERY, scopes=frozenset({IN_HEADING}))
    assert len(told("A very big tree", rule, IN_HEADING)) == 1
    assert told("A very big tree", rule) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One: two.\nThree: four.", []),
        ("One: two: three: four.", [(1, "two colons in 'One: two: three: four.'")]),
        ("Zero. One:\ntwo: three.", [(2, "two colons in 'One: two: three.'")]),
    ],
)
def test_a_sign_is_counted_by_sentences_and_told_at_the_first_too_many(text: str, found: list[tuple[int, str]]) -> None:
    assert told(text, COLONS) == found


def test_a_sign_is_counted_in_the_whole_passage_where_the_rule_says_so() -> None:
    assert len(told("One: two. Three: four.", replace(COLONS, scopes=frozenset({IN_PARAGRAPH})))) == 1
