"""Russian numerals, by the tables of the school grammar."""

from __future__ import annotations

import pytest

from press.language.profiles.ru import CASES, cardinal, ordinal


# Only один has three genders, два has two.
@pytest.mark.parametrize(
    ("number", "gender", "forms"),
    [
        ("9", "masculine", "девять девяти девяти девять девятью девяти"),
        ("1", "neuter", "одно одного одному одно одним одном"),
        ("2", "feminine", "две двух двум две двумя двух"),
        # The accusative of what lives is its genitive, up to four.
        ("1", "animate", "один одного одному одного одним одном"),
        ("4", "animate", "четыре четырёх четырём четырёх четырьмя четырёх"),
        ("5", "animate", "пять пяти пяти пять пятью пяти"),
    ],
)
def test_a_russian_word_has_six_cases_in_the_gender_of_what_is_counted(number: str, gender: str, forms: str) -> None:
    assert " ".join(cardinal(int(number), case, gender) for case in CASES) == forms


# Places decline as adjectives do: hard but for третий, which has ь before its endings.
@pytest.mark.parametrize(
    ("number", "gender", "forms"),
    [
        ("5", "masculine", "пятый пятого пятому пятый пятым пятом"),
        ("2", "feminine", "вторая второй второй вторую второй второй"),
        ("3", "masculine", "третий третьего третьему третий третьим третьем"),
        ("3", "feminine", "третья третьей третьей третью третьей третьей"),
        ("3", "animate", "третий третьего третьему третьего третьим третьем"),
    ],
)
def test_a_russian_place_is_declined_as_an_adjective(number: str, gender: str, forms: str) -> None:
    assert " ".join(ordinal(int(number), case, gender) for case in CASES) == forms
