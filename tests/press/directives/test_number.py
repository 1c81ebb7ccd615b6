"""Numbers of a sentence: with a capital where they begin it in words, with the hedge of their source where they stand alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes

from press.data.claims import Statement
from press.directives.number import IN_SENTENCE, begin_sentences, quantity, spelled_number
from press.language.quantities import Quantity


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


STATEMENTS = {
    "users": Statement("users", Quantity("1.5", "persons", "million"), hedge="more-than"),
    "share": Statement("share", Quantity("62", "percent")),
}


def edition(language: str) -> Any:
    """What a role asks of an edition."""
    claims = {key: statement.quantity for key, statement in STATEMENTS.items()}
    sources = SimpleNamespace(nouns={}, statements=STATEMENTS, claims=claims)
    return SimpleNamespace(language=language, sources=sources, statements=STATEMENTS, claims=claims)


@pytest.mark.parametrize(
    ("language", "users", "share"),
    [("en", "more than 1.5 million", "62%"), ("kk", "1,5 млн-нан астам", "62%"), ("ru", "более 1,5 млн", "62 %")],
)
def test_a_claim_is_spelled_with_the_hedge_of_its_row(language: str, users: str, share: str) -> None:
    found = [spelled_number(edition(language), f"claims/{key}").replace("\u00a0", " ") for key in STATEMENTS]
    assert found == [users, share]
