"""A figure by itself, as tables, lists and cards have it, says how exactly its source states it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from press.data.claims import Statement
from press.directives.number import hedge_of, spelled_number
from press.language.quantities import Quantity

STATEMENTS = {
    "users": Statement("users", Quantity("1.5", "persons", "million"), 2, hedge="more-than"),
    "share": Statement("share", Quantity("62", "percent"), 3),
}


def edition(language: str) -> Any:
    """What a role asks of an edition."""
    claims = {key: statement.quantity for key, statement in STATEMENTS.items()}
    return SimpleNamespace(language=language, nouns={}, statements=STATEMENTS, claims=claims)


@pytest.mark.parametrize(
    ("language", "users", "share"),
    [("en", "more than 1.5 million", "62%"), ("kk", "1,5 млн-нан астам", "62%"), ("ru", "более 1,5 млн", "62 %")],
)
def test_a_claim_is_spelled_with_the_hedge_of_its_row(language: str, users: str, share: str) -> None:
    found = [spelled_number(edition(language), f"claims/{key}").replace("\u00a0", " ") for key in STATEMENTS]
    assert found == [users, share]


def test_what_a_notebook_computed_has_no_hedge() -> None:
    assert hedge_of(edition("en"), "survey/users") == ""
