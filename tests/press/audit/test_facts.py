"""What the card of a number, and the list of numbers, tell of the verdict on a statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes

from press.audit.facts import numbers_of_finding, verdict_facts
from press.audit.mark import label_link
from press.data.claims import Statement
from press.edition.context import EditionContext
from press.language.quantities import Quantity

Edition = Callable[..., EditionContext]


def told(context: EditionContext, claim: str) -> dict[str, str]:
    facts = verdict_facts(context, context.statements[claim])
    return {fact.label: "".join(node.astext() for node in fact.content) for fact in facts}


def test_a_verdict_is_told_with_what_it_was_checked_against(edition: Edition) -> None:
    # 1,256,112 cars on 313 days are 4,013 a day.
    assert told(edition("en", "audit"), "cars") == {"Verdict": "+ adds up", "We compute": "4,013"}
    assert told(edition("kk", "audit"), "cars")["Біздің есеп"] == "4\u00a0013"


def test_a_verdict_by_a_record_alone_has_nothing_to_set_beside_it(edition: Edition) -> None:
    assert list(told(edition("en", "audit"), "opened")) == ["Verdict"]


def test_a_verdict_leads_to_its_finding(edition: Edition) -> None:
    context = edition("en", "audit")
    (fact, *_) = verdict_facts(context, context.statements["cars"])
    (link,) = (node for node in fact.content if isinstance(node, label_link))
    assert (link["label"], link.astext()) == ("finding-cars", "adds up")
    assert isinstance(link[0], nodes.inline)


def test_a_statement_without_a_verdict_has_no_such_fact(edition: Edition) -> None:
    assert verdict_facts(edition("en"), Statement("height", Quantity("3", "count"), 2)) == []


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [("cars", ["claims/cars", "audit/cars-a-day"]), ("visitors", ["claims/visitors"]), ("height", [])],
)
def test_a_finding_shows_the_claim_and_what_was_computed(edition: Edition, claim: str, numbers: list[str]) -> None:
    assert list(numbers_of_finding(edition("en", "audit"), claim)) == numbers
