"""What breaks a rule of style is found in its scope, once, and what an exception covers is not."""

from __future__ import annotations

import re

import pytest
from chapters import blocks_of

from press.checks.style.matching import broken_rules
from press.checks.style.prose import passages_in
from press.checks.style.rules import EXISTENCE, OCCURRENCE, SMALL_NUMBER, SUBSTITUTION, Rule

VERY = Rule("very", EXISTENCE, "'%s' says nothing", "guide.md", frozenset({"text"}), ((re.compile(r"\bvery\b"), ""),))
BASKET = Rule(
    "terms",
    SUBSTITUTION,
    "write '%s' instead of '%s'",
    "guide.md",
    frozenset({"text"}),
    ((re.compile("hampers?"), "basket"), (re.compile("pail"), "bucket")),
)
COLONS = Rule("colons", OCCURRENCE, "two colons in '%s'", "guide.md", frozenset({"sentence"}), ((re.compile(":"), ""),), most=1)  # fmt: skip


def told(text: str, *rules: Rule) -> list[tuple[int, str]]:
    return [
        (line, words.partition(" (rule")[0]) for line, words in broken_rules(passages_in(blocks_of(text)), rules, "en")
    ]


def test_each_place_is_told_with_its_line_and_the_words_that_are_there() -> None:
    assert told("Very, very\ngood and very.", VERY) == [(1, "'very' says nothing"), (2, "'very' says nothing")]
    assert told("A hamper.\n\nTwo hampers, a pail.", BASKET) == [
        (1, "write 'basket' instead of 'hamper'"),
        (3, "write 'basket' instead of 'hampers'"),
        (3, "write 'bucket' instead of 'pail'"),
    ]


def test_the_rule_and_its_place_are_told_with_the_message() -> None:
    assert broken_rules(passages_in(blocks_of("very")), [VERY], "en") == [
        (1, "'very' says nothing (rule 'very', guide.md)")
    ]


@pytest.mark.parametrize(("text", "times"), [("not very good", 0), ("not very very good", 1), ("very not very", 1)])
def test_what_lies_within_an_exception_is_right(text: str, times: int) -> None:
    rule = Rule(**{**vars(VERY), "exceptions": re.compile("not very")})
    assert len(told(text, rule)) == times


def test_a_rule_of_one_scope_leaves_others_alone() -> None:
    rule = Rule(**{**vars(VERY), "scopes": frozenset({"heading"})})
    assert told("# A very big tree\n\nA very big tree.", rule) == [(1, "'very' says nothing")]


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
    rule = Rule(**{**vars(COLONS), "scopes": frozenset({"paragraph"})})
    assert len(told("One: two. Three: four.", rule)) == 1


def test_rules_on_numbers_wait_for_their_values() -> None:
    rule = Rule(**{**vars(VERY), "kind": SMALL_NUMBER})
    assert told("very", rule) == []
