"""Numbers of a sentence: with a capital where they begin it, with the hedge of their source where they stand alone, and where they are from."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes

from press.data.claims import Claim
from press.directives.number import IN_SENTENCE, begin_sentences, quantity, spelled_number
from press.directives.provenance import origin_of
from press.edition.context import EditionContext
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
        ("см. ", "три", "три"),
        ("", "үштен астам", "Үштен астам"),
        ("", "более 60 %", "Более 60 %"),
    ],
)
def test_a_word_at_the_beginning_has_a_capital(before: str, number: str, begun: str) -> None:
    paragraph = sentence(before, number, " and so on.")
    begin_sentences(paragraph, "ru")
    assert paragraph.astext() == f"{before}{begun} and so on."


CLAIMS = {
    "users": Claim("users", Quantity("1.5", "persons", "million"), hedge="more-than"),
    "share": Claim("share", Quantity("62", "percent")),
}


def of_claims(language: str) -> Any:
    """What a role asks of an edition."""
    return SimpleNamespace(language=language, sources=SimpleNamespace(nouns={}), claims=CLAIMS)


@pytest.mark.parametrize(
    ("language", "users", "share"),
    [("en", "more than 1.5 million", "62%"), ("kk", "1,5 млн-нан астам", "62%"), ("ru", "более 1,5 млн", "62 %")],
)
def test_a_claim_is_spelled_with_the_hedge_of_its_row(language: str, users: str, share: str) -> None:
    found = [spelled_number(of_claims(language), f"claims/{key}").replace("\u00a0", " ") for key in CLAIMS]
    assert found == [users, share]


Edition = Callable[..., EditionContext]


def told(context: EditionContext, name: str) -> dict[str, str]:
    """The facts of a number by their labels."""
    return {label: "".join(node.astext() for node in content) for label, content in origin_of(context, name)[1]}


def test_a_result_that_was_rounded_tells_more_digits(edition: Edition) -> None:
    # 1,256,112 cars on 313 days are 4,013.137..., printed as 4,013.
    assert told(edition("en", "audit"), "audit/cars-a-day")["More exactly"] == "4,013.1"
    assert "More exactly" not in told(edition("en"), "rain/total")


def test_what_is_quoted_is_no_text_of_the_edition(edition: Edition) -> None:
    _, facts = origin_of(edition("kk", "audit"), "claims/cost")
    quotation = next(node for _, content in facts for node in content if node.astext().startswith("стоимость"))
    assert isinstance(quotation, nodes.inline)
    assert (quotation["classes"], quotation["support_smartquotes"]) == (["language-ru"], False)
