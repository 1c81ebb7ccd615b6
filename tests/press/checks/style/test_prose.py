"""Prose is read as rules of style look at it: words as readers see them, quotations emptied, numbers by their role."""

from __future__ import annotations

import re

import pytest
from chapters import blocks_of

from press.checks.style.prose import (
    CAPTION,
    IN_HEADING,
    IN_LIST,
    IN_PARAGRAPH,
    IN_TABLE,
    LABEL,
    Passage,
    label_passage,
    passages_in,
)


def passage(text: str) -> Passage:
    (found,) = passages_in(blocks_of(text))
    return found


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("# Words", IN_HEADING),
        ("Words", IN_PARAGRAPH),
        ("- Words", IN_LIST),
        ("| Words |\n|---|", IN_TABLE),
        (":::{note} Words\n:::", CAPTION),
        (":::{figure} a.png\nWords\n:::", CAPTION),
        (":::{chart} rain/days\nWords\n:::", CAPTION),
        (":::{note}\nWords\n:::", IN_PARAGRAPH),
        ("<p>Words</p>", IN_PARAGRAPH),
    ],
)
def test_words_stand_in_a_scope(text: str, scope: str) -> None:
    found = passage(text)
    assert (found.scope, found.words.strip()) == (scope, "Words")


@pytest.mark.parametrize("text", ["> Words", "```\nWords\n```", "$$\nWords\n$$", "% Words"])
def test_what_is_quoted_or_no_prose_is_left_out(text: str) -> None:
    assert list(passages_in(blocks_of(text))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It **rained**\non {number}`rain/total digits=1` days.", "It rained on {number} days."),
        ("See {ref}`there <rain>` and {numref}`fig-rain`.", "See there and {numref}."),
        ("So writes {cite:t}`doe`.", "So writes ."),
        ("Much   rain   `code`", "Much rain "),
    ],
)
def test_a_number_or_reference_is_a_word_by_its_role_and_a_citation_is_none(text: str, words: str) -> None:
    assert passage(text).whole == words


def test_quotations_are_emptied_and_the_words_stay_where_they_are() -> None:
    found = passage("He says “very good”, very.")
    assert found.whole == "He says “very good”, very."
    assert [place for place in range(len(found.words)) if found.words.startswith("very", place)] == [21]


def test_words_of_another_language_are_emptied_where_they_are_said_to_be_such() -> None:
    found = passage("They call it [*Smart  Bridge*]{.language-en},\n[bridge](#b){.language-en} and bridge.")
    assert found.whole == "They call it Smart Bridge , bridge and bridge."
    assert re.findall("\\w+|\1+", found.words) == ["They", "call", "it", "\1" * 13, "\1" * 7, "and", "bridge"]
    assert list(passages_in(blocks_of(":::{note}\n:class: language-en\n\nBridge\n:::"))) == []


def test_each_word_knows_its_line_over_the_ends_of_lines() -> None:
    found = passage("\n\nOne {number}`a/b`  \n**two**\nthree")
    assert [found.line_at(found.words.index(word)) for word in ("One", "{number}", "two", "three")] == [3, 3, 4, 5]
    assert found.numbers == ("a/b",)


def test_a_sentence_may_begin_with_a_number() -> None:
    found = passage("It rained. {number}`a/b` days were dry.")
    assert [found.whole[begin:end].strip() for begin, end in found.sentences("en")] == [
        "It rained.",
        "{number} days were dry.",
    ]


def test_a_label_has_no_markup() -> None:
    assert label_passage("Rain *and* {number}", 7) == Passage(LABEL, 7, "Rain *and* {number}", "Rain *and* {number}")
