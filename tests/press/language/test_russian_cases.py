"""Russian numerals, by the tables of the school grammar."""

from __future__ import annotations

import pytest

from press.language.profiles.ru import CASES, cardinal, ordinal


# Один declines as a pronoun, два to четыре as no other word; of пять to девять, all end in -ь, with -и, and -ью in the
# instrumental; восемь loses its vowel before -и. Only один has three genders, два has two.
@pytest.mark.parametrize(
    ("number", "gender", "forms"),
    [
        ("1", "masculine", "один одного одному один одним одном"),
        ("2", "masculine", "два двух двум два двумя двух"),
        ("3", "masculine", "три трёх трём три тремя трёх"),
        ("4", "masculine", "четыре четырёх четырём четыре четырьмя четырёх"),
        ("5", "masculine", "пять пяти пяти пять пятью пяти"),
        ("6", "masculine", "шесть шести шести шесть шестью шести"),
        ("7", "masculine", "семь семи семи семь семью семи"),
        ("8", "masculine", "восемь восьми восьми восемь восемью восьми"),
        ("9", "masculine", "девять девяти девяти девять девятью девяти"),
        ("1", "feminine", "одна одной одной одну одной одной"),
        ("1", "neuter", "одно одного одному одно одним одном"),
        ("2", "feminine", "две двух двум две двумя двух"),
        ("2", "neuter", "два двух двум два двумя двух"),
        ("3", "feminine", "три трёх трём три тремя трёх"),
        # The accusative of what lives is its genitive, up to four.
        ("1", "animate", "один одного одному одного одним одном"),
        ("2", "animate", "два двух двум двух двумя двух"),
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
        ("6", "neuter", "шестое шестого шестому шестое шестым шестом"),
        ("2", "feminine", "вторая второй второй вторую второй второй"),
        ("3", "masculine", "третий третьего третьему третий третьим третьем"),
        ("3", "neuter", "третье третьего третьему третье третьим третьем"),
        ("3", "feminine", "третья третьей третьей третью третьей третьей"),
        ("3", "animate", "третий третьего третьему третьего третьим третьем"),
    ],
)
def test_a_russian_place_is_declined_as_an_adjective(number: str, gender: str, forms: str) -> None:
    assert " ".join(ordinal(int(number), case, gender) for case in CASES) == forms
