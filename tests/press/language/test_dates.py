"""Dates as sentences have them. The endings follow the school grammars; the rules are said where they are tested."""

from __future__ import annotations

import pytest

from press.core.errors import PressError
from press.language.number_phrases import number_phrase
from press.language.profiles.kk import CASES
from press.language.quantities import Quantity

DAY, MONTH, YEAR = Quantity("2022-01-11", "date"), Quantity("2021-05", "month"), Quantity("2021", "year")
YEARS = Quantity("2018/2022", "years")


def said(quantity: Quantity, language: str, **options: str) -> str:
    return number_phrase(quantity, language, {}, **options).replace("\u00a0", " ")


# "р" is sonorous and "а" hard: -дың, -ға, -ды, -да, -дан, -мен; what stands before a noun has -ғы behind the locative.
def test_a_kazakh_day_has_the_ending_of_its_month() -> None:
    forms = "қаңтар қаңтардың қаңтарға қаңтарды қаңтарда қаңтардан қаңтармен қаңтардағы"
    found = [said(DAY, "kk", case=case) for case in (*CASES, "attributive")]
    assert found == [f"2022 жылғы 11 {form}" for form in forms.split(" ")]


# Hard and soft vowels, and last sounds of each class: н and м take -нан, к takes -ке and -те, a vowel -ға, з -дан.
@pytest.mark.parametrize(
    ("month", "forms"),
    [
        ("02", "ақпанға ақпанда ақпаннан"),
        ("06", "маусымға маусымда маусымнан"),
        ("07", "шілдеге шілдеде шілдеден"),
        ("08", "тамызға тамызда тамыздан"),
        ("09", "қыркүйекке қыркүйекте қыркүйектен"),
    ],
)
def test_a_kazakh_month_has_the_endings_of_its_sounds(month: str, forms: str) -> None:
    found = [said(Quantity(f"2021-{month}", "month"), "kk", case=case) for case in ("dative", "locative", "ablative")]
    assert found == [f"2021 жылғы {form}" for form in forms.split(" ")]


# When something was, a year has -ы and no ending of the locative: 2021 жылы; before a noun -ғы.
@pytest.mark.parametrize(
    ("case", "year", "years"),
    [
        ("nominative", "2021 жыл", "2018–2022 жылдар"),
        ("genitive", "2021 жылдың", "2018–2022 жылдардың"),
        ("dative", "2021 жылға", "2018–2022 жылдарға"),
        ("locative", "2021 жылы", "2018–2022 жылдары"),
        ("ablative", "2021 жылдан", "2018–2022 жылдардан"),
        ("attributive", "2021 жылғы", "2018–2022 жылдардағы"),
    ],
)
def test_a_kazakh_year_is_said_with_its_word(case: str, year: str, years: str) -> None:
    assert (said(YEAR, "kk", case=case), said(YEARS, "kk", case=case)) == (year, years)


# The name of a month follows a day in the genitive, whatever the case of the day, and then the year in the genitive.
@pytest.mark.parametrize("case", ["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"])
def test_a_russian_day_is_the_same_in_each_case(case: str) -> None:
    assert said(DAY, "ru", case=case) == "11 января 2022 года"
    assert said(DAY, "ru", part="day-month", case=case) == "11 января"


def test_a_russian_month_has_six_cases() -> None:
    cases = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
    forms = ["май", "мая", "маю", "май", "маем", "мае"]
    assert [said(MONTH, "ru", case=case) for case in cases] == [f"{form} 2021 года" for form in forms]


@pytest.mark.parametrize(
    ("case", "year", "years"),
    [
        ("nominative", "2021 год", "2018–2022 годы"),
        ("genitive", "2021 года", "2018–2022 годов"),
        ("dative", "2021 году", "2018–2022 годам"),
        ("instrumental", "2021 годом", "2018–2022 годами"),
        ("prepositional", "2021 году", "2018–2022 годах"),
    ],
)
def test_a_russian_year_is_said_with_its_word(case: str, year: str, years: str) -> None:
    assert (said(YEAR, "ru", case=case), said(YEARS, "ru", case=case)) == (year, years)


def test_a_part_of_a_date_can_be_said_alone() -> None:
    parts = ("year", "month", "day-month")
    assert [[said(DAY, language, part=part) for part in parts] for language in ("en", "kk", "ru")] == [
        ["2022", "January", "11 January"],
        ["2022", "қаңтар", "11 қаңтар"],
        ["2022", "январь", "11 января"],
    ]


def test_a_part_of_a_date_can_be_declined() -> None:
    assert said(DAY, "kk", part="day-month", case="dative") == "11 қаңтарға"
    assert said(DAY, "kk", part="year", case="genitive") == "2022 жылдың"
    assert said(MONTH, "kk", part="month", case="locative") == "мамырда"
    assert said(MONTH, "ru", part="month", case="prepositional") == "мае"


@pytest.mark.parametrize(
    ("quantity", "language", "options", "told"),
    [
        (DAY, "en", {"case": "dative"}, "'en' has no case 'dative' here; leave case out"),
        (DAY, "ru", {"case": "attributive"}, "'ru' has no case 'attributive' here; use one of nominative"),
        (MONTH, "kk", {"part": "day-month"}, "a month has no part=day-month; use part=year or part=month"),
        (YEAR, "kk", {"part": "year"}, "part=year is for dates and months, not for year; leave"),
        (Quantity("2021-05-17/2021-06-04", "date"), "ru", {"case": "dative"}, "case=dative fits no span of dates"),
        (Quantity("3", "count"), "kk", {"case": "attributive"}, "'kk' has no case 'attributive' here; use one of"),
    ],
)
def test_an_unknown_case_or_part_is_told(quantity: Quantity, language: str, options: dict[str, str], told: str) -> None:
    with pytest.raises(PressError) as caught:
        number_phrase(quantity, language, {}, **options)
    assert f"{caught.value.message}; {caught.value.remedy}".startswith(told)
