"""Units that are currencies are known by code and by name, and are written by the rules of the language (CLDR)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from press.language.currencies import currency_of, has_name, with_currency
from press.language.registry import locale_of


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("EUR", "EUR"),
        ("eur", "EUR"),
        ("euro", "EUR"),
        ("euros", "EUR"),
        ("us-dollars", "USD"),
        ("dollars", "USD"),
        ("tenge", "KZT"),
        ("kazakhstani-tenge", "KZT"),
        ("persons", ""),
        ("", ""),
    ],
)
def test_a_unit_is_a_currency_by_its_code_or_its_english_name(unit: str, code: str) -> None:
    assert currency_of(unit) == code


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [
        ("en", "1", "1\u00a0euro"),
        ("en", "2", "2\u00a0euros"),
        ("ru", "1", "1\u00a0евро"),
        ("ru", "5", "5\u00a0российских рублей"),
        ("ru", "2", "2\u00a0российских рубля"),
    ],
)
def test_the_name_has_the_plural_of_its_count_and_is_not_parted_from_it(
    language: str, count: str, written: str
) -> None:
    code = "RUB" if "рубл" in written else "EUR"
    assert with_currency(count, Decimal(count), code, language) == written


def test_a_code_that_a_language_has_no_name_for_is_known_as_such() -> None:
    assert has_name("KZT", locale_of("kk"))
    assert not has_name("XYZ", locale_of("kk"))
