"""Where a number is from, in words: of a claim its quotation and source, of a result its computation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes

from press.directives.provenance import origin_of
from press.edition.context import EditionContext

Edition = Callable[..., EditionContext]


def told(context: EditionContext, name: str) -> dict[str, str]:
    """The facts of a number by their labels."""
    return {fact.label: "".join(node.astext() for node in fact.content) for fact in origin_of(context, name).facts}


def test_a_result_that_was_rounded_tells_its_exact_value(edition: Edition) -> None:
    # 1,256,112 cars on 313 days, in twelve digits.
    exact = told(edition("en", "audit"), "audit/cars-a-day")["Before rounding"]
    assert float(exact.replace(",", "")) == pytest.approx(1256112 / 313, rel=1e-12)
    assert "Before rounding" not in told(edition("en"), "rain/total")


def test_what_is_quoted_is_no_text_of_the_edition(edition: Edition) -> None:
    facts = origin_of(edition("kk", "audit"), "claims/cost").facts
    quotation = next(node for fact in facts for node in fact.content if node.astext().startswith("стоимость"))
    assert isinstance(quotation, nodes.inline)
    assert (quotation["classes"], quotation["support_smartquotes"]) == (["language-ru"], False)
