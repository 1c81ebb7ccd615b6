"""A regular expression that somebody has typed is compiled, or told as a fault of it."""

from __future__ import annotations

import re

import pytest

from press.core.reading.regular_expression import compile_pattern


def test_flags_are_taken() -> None:
    assert compile_pattern("дождь", re.IGNORECASE).fullmatch("ДОЖДЬ")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("(", r"missing \)"),
        ("[a", "unterminated character set"),
        ("a{99999999999}", "too large"),
        ("(" * 4000 + ")" * 4000, "more than 5000 is not read"),
        ("(" * 2000 + ")" * 2000, "too deep within one another"),
    ],
    ids=["bracket", "set", "repetition", "long", "deep"],
)
def test_whatever_makes_it_unusable_is_an_error_of_the_expression(typed: str, told: str) -> None:
    with pytest.raises(re.error, match=told):
        compile_pattern(typed)


def test_the_longest_that_is_read_may_be_named() -> None:
    assert compile_pattern("a" * 6000, longest=6000)
    with pytest.raises(re.error, match="it has 6 characters, and one of more than 5"):
        compile_pattern("a" * 6, longest=5)
