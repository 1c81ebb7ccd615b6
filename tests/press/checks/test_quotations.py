"""Quotations are found by the marks of each language, and what only looks like a mark is none."""

from __future__ import annotations

import pytest

from press.checks.prose import quotations


def found(text: str) -> list[str]:
    return [text[begin:end] for begin, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He says “rain” and ‘snow’.", ["“rain”", "‘snow’"]),
        ("Он сказал «дождь».", ["«дождь»"]),
        ("Er sagt „Regen“ und Schnee.", ["„Regen“"]),
        ("Mówi „deszcz”.", ["„deszcz”"]),
        ("‹Regen›", ["‹Regen›"]),
        ('It says "rain" and "snow".', ['"rain"', '"snow"']),
        ("«он „дождь“ любит»", ["„дождь“", "«он „дождь“ любит»"]),
        ("‘Kazakhstan’s rain’", ["‘Kazakhstan’s rain’"]),
        ("“one\ntwo”", ["“one\ntwo”"]),
        # In English a new paragraph of a quotation opens with another mark.
        ("„he wrote “17” and 18“", ["“17”", "„he wrote “17” and 18“"]),
    ],
)
def test_quotations_are_found_with_their_marks_the_inner_before_the_outer(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


@pytest.mark.parametrize(
    "text", ["the farmers’ rain", "rock ’n’ roll", "she’s 5’ tall", "a “rain", "rain”", "»rain«", ""]
)
def test_what_opens_or_closes_nothing_is_no_quotation(text: str) -> None:
    assert found(text) == []
