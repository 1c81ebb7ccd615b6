"""Kazakh is set as Kazakh books are."""

from __future__ import annotations

import pytest

from press.language.typography import typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Әкім дегеніміз – облыстың басшысы", "Әкім дегеніміз~– облыстың басшысы"),
        ("Мақсат — қызмет", "Мақсат~– қызмет"),
        ("тиіс», – деген", "тиіс»,~– деген"),
        ("ғалымдар да, бар ма", "ғалымдар~да, бар~ма"),
        ("кеңесшісі А. Рамадан", "кеңесшісі А.~Рамадан"),
        ("2020 ж. 12 сәуір", "2020~ж. 12~сәуір"),
        ("5 млн адам, т. б. 2018–2022 жылдары", "5~млн адам, т.~б. 2018–2022~жылдары"),
        ("XXI ғасыр", "XXI~ғасыр"),
        ('"Ашық" үкімет', "«Ашық» үкімет"),
    ],
)
def test_kazakh_text_is_printed_by_the_rules_of_kazakh(typed: str, printed: str) -> None:
    assert typeset(typed, "kk").replace("\u00a0", "~") == printed
