"""A number that is said in words has a capital where it begins a sentence."""

from __future__ import annotations

import pytest
from docutils import nodes

from press.directives.number import IN_SENTENCE, begin_sentences, quantity


def sentence(before: str, number: str, after: str, of_role: bool = True) -> nodes.paragraph:
    """A paragraph of words, a number and what comes after it."""
    content = quantity(number, number, name="claims/day")
    if of_role:
        content[IN_SENTENCE] = True
    return nodes.paragraph("", "", *([nodes.Text(before)] if before else []), content, nodes.Text(after))


@pytest.mark.parametrize(
    ("before", "number", "begun"),
    [
        ("", "three", "Three"),
        ("Сначала так. ", "три", "Три"),
        ("Сначала так: ", "три", "три"),
        ("см. ", "три", "три"),
        ("", "үштен астам", "Үштен астам"),
        ("", "более 60 %", "Более 60 %"),
        ("", "60%", "60%"),
    ],
)
def test_a_word_at_the_beginning_has_a_capital(before: str, number: str, begun: str) -> None:
    paragraph = sentence(before, number, " and so on.")
    begin_sentences(paragraph, "ru")
    assert paragraph.astext() == f"{before}{begun} and so on."


def test_a_number_that_no_sentence_has_stays_as_it_is() -> None:
    paragraph = sentence("", "three", "", of_role=False)
    begin_sentences(paragraph, "en")
    assert paragraph.astext() == "three"
