"""Russian, typeset as is usual in books: its record, and the cases of its numerals and dates (``трём``, ``в мае 2021 года``)."""

from __future__ import annotations

import datetime as dt

from press.language.profile import DATE, DAY_MONTH, LOCALE_DIR, MONTH, YEAR, Case, Gender, Language

CASES = (Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
GENDERS = (Gender.MASCULINE, Gender.ANIMATE, Gender.FEMININE, Gender.NEUTER)
# Forms in the order of CASES. From 1 to 4, the accusative of an animate noun is the genitive.
_ONE: dict[str, str] = {
    Gender.MASCULINE: "один одного одному один одним одном",
    Gender.FEMININE: "одна одной одной одну одной одной",
    Gender.NEUTER: "одно одного одному одно одним одном",
}
_TWO: dict[str, str] = {
    Gender.MASCULINE: "два двух двум два двумя двух",
    Gender.FEMININE: "две двух двум две двумя двух",
    Gender.NEUTER: "два двух двум два двумя двух",
}
_MORE = (
    "три трёх трём три тремя трёх",
    "четыре четырёх четырём четыре четырьмя четырёх",
    "пять пяти пяти пять пятью пяти",
    "шесть шести шести шесть шестью шести",
    "семь семи семи семь семью семи",
    "восемь восьми восьми восемь восемью восьми",
    "девять девяти девяти девять девятью девяти",
)
_MOST_ANIMATE = 4
# The nominative, and the stem of all other forms.
_ORDINALS = (
    *(("первый", "перв"), ("второй", "втор"), ("третий", "треть"), ("четвёртый", "четвёрт"), ("пятый", "пят")),
    *(("шестой", "шест"), ("седьмой", "седьм"), ("восьмой", "восьм"), ("девятый", "девят")),
)
_THIRD = 3
_ADJECTIVE: dict[str, str] = {
    Gender.MASCULINE: "- ого ому - ым ом",
    Gender.FEMININE: "ая ой ой ую ой ой",
    Gender.NEUTER: "ое ого ому ое ым ом",
}
_OF_THIRD: dict[str, str] = {
    Gender.MASCULINE: "- его ему - им ем",
    Gender.FEMININE: "я ей ей ю ей ей",
    Gender.NEUTER: "е его ему е им ем",
}
_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
# Months with stress on the ending: январём.
_STRESSED = ("январь", "февраль", "сентябрь", "октябрь", "ноябрь", "декабрь")
_YEAR = "год года году год годом году"
_YEARS = "годы годов годам годы годами годах"


def cardinal(number: int, case: str, gender: str) -> str:
    """Return the numeral for ``number``, from 1 to 9: ``три``, ``трём``, ``одну``."""
    grammatical = Gender.MASCULINE if gender == Gender.ANIMATE else gender
    forms = {1: _ONE, 2: _TWO}.get(number)
    case = Case.GENITIVE if gender == Gender.ANIMATE and case == Case.ACCUSATIVE and number <= _MOST_ANIMATE else case
    return _form(forms[grammatical] if forms else _MORE[number - 3], case)


def ordinal(number: int, case: str, gender: str) -> str:
    """Return the ordinal for ``number``, from 1 to 9: ``третий``, ``третьего``."""
    nominative, stem = _ORDINALS[number - 1]
    case = Case.GENITIVE if gender == Gender.ANIMATE and case == Case.ACCUSATIVE else case
    endings = _OF_THIRD if number == _THIRD else _ADJECTIVE
    ending = _form(endings[Gender.MASCULINE if gender == Gender.ANIMATE else gender], case)
    return nominative if ending == "-" else stem + ending


def date_in_case(date: dt.date, part: str, case: str) -> str:
    """Return a date within a sentence in ``case``: ``11 января 2022 года``, ``мае 2021 года``, ``2021 году``."""
    if part == YEAR:
        return f"{date.year}\u00a0{_form(_YEAR, case)}"
    # The case of a day is that of its number, which figures do not show.
    is_day = part in (DATE, DAY_MONTH)
    month = _month(_MONTHS[date.month - 1], Case.GENITIVE if is_day else case)
    day = f"{date.day}\u00a0" if is_day else ""
    year = f" {date.year}\u00a0года" if part in (DATE, MONTH) else ""
    return f"{day}{month}{year}"


def years_in_case(years: str, case: str) -> str:
    """Return a span of years within a sentence in ``case``: ``2018–2022 годах``."""
    return f"{years}\u00a0{_form(_YEARS, case)}"


def _form(forms: str, case: str) -> str:
    return forms.split(" ")[CASES.index(case)]


def _month(name: str, case: str) -> str:
    if case in (Case.NOMINATIVE, Case.ACCUSATIVE):
        return name
    if name[-1] in "ьй":
        instrumental = "ём" if name in _STRESSED else "ем"
        return name[:-1] + _form(f"- я ю - {instrumental} е", case)
    return name + _form("- а у - ом е", case)


RUSSIAN = Language(
    tag="ru",
    langid="russian",
    stems=LOCALE_DIR / "ru" / "stems.js",
    alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    quotation_marks=("«»", "„“"),
    dash="—",
    no_break=(
        r"(?<=(?<![\w-])[вксиоуаяВКСИОУАЯ]) (?=\S|$)",
        r" (?=(?:же|ли|бы|ж|б|ль)(?![\w-]))",
        r"(?<=\d) (?=[а-яё])",
        r"(?:(?<=\b[стпг]\.)|(?<=\b(?:гл|ст|им|ул|см|рр)\.)|(?<=\bрис\.)|(?<=\bтабл\.)) (?=\d)",
        r"(?:(?<=\bрисунок)|(?<=\bрисунк[аеу])|(?<=\bрисунком)|(?<=\bтаблиц[аеуы])|(?<=\bтаблицей)) (?=\d)",
        r"(?<=\bт\.) (?=[екндпо]\.)",
        r"(?:(?<=(?<!\d\s)\bг\.)|(?<=\b(?:им|ул)\.)) (?=[A-ZА-ЯЁ])",
        r"(?<=[IVXLCM]) (?=(?:в\.|вв\.|век))",
        r"(?<=\bи) (?=(?:др|пр)\.)",
    ),
    abbreviations=("гг", "др", "ст"),
    referring=("см", "ср", "напр"),
    # "рисунок 1" is a common noun; English writes it with a capital, and Kazakh begins with the number: "1-сурет".
    lowercase_numref=True,
    currency_names={"KZT": "тенге"},
    # As GOST 8.417-2002 has them; CLDR joins these with a sign that few fonts have.
    unit_symbols={"kWh": "кВт·ч", "MWh": "МВт·ч", "GWh": "ГВт·ч", "TWh": "ТВт·ч"},
    noun_of_year="год",
    hedge_cases={"about": Case.GENITIVE, "more-than": Case.GENITIVE, "less-than": Case.GENITIVE},
    cases=CASES,
    genders=GENDERS,
    date_cases=CASES,
    cardinal=cardinal,
    ordinal=ordinal,
    date_in_case=date_in_case,
    years_in_case=years_in_case,
)
