"""Russian, typeset as is usual in books: its record, and the cases of its numerals and dates (``трём``, ``в мае 2021 года``)."""

from __future__ import annotations

import datetime as dt

from press.core.reading import load_yaml
from press.core.resources import press_path
from press.language.profile import DATE, DAY_MONTH, LOCALE_DIR, MONTH, YEAR, Case, Gender, Language

CASES = (Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
GENDERS = (Gender.MASCULINE, Gender.ANIMATE, Gender.FEMININE, Gender.NEUTER)
_WORDS = load_yaml(press_path("language/profiles/ru.yml"))


def cardinal(number: int, case: str, gender: str) -> str:
    """Return the numeral for ``number``, from 1 to 9: ``три``, ``трём``, ``одну``."""
    forms = _WORDS["numerals"][number - 1]
    return _form(forms if isinstance(forms, str) else forms[gender], case)


def ordinal(number: int, case: str, gender: str) -> str:
    """Return the ordinal for ``number``, from 1 to 9: ``третий``, ``третьего``."""
    nominative, stem, endings = _WORDS["ordinals"][number - 1]
    ending = _form(endings[gender], case)
    return str(nominative if ending == "-" else stem + ending)


def date_in_case(date: dt.date, part: str, case: str) -> str:
    """Return a date within a sentence in ``case``: ``11 января 2022 года``, ``мае 2021 года``, ``2021 году``."""
    if part == YEAR:
        return f"{date.year}\u00a0{_form(_WORDS['year'], case)}"
    # The case of a day is that of its number, which figures do not show.
    is_day = part in (DATE, DAY_MONTH)
    month = _form(_WORDS["months"][date.month - 1], Case.GENITIVE if is_day else case)
    day = f"{date.day}\u00a0" if is_day else ""
    year = f" {date.year}\u00a0года" if part in (DATE, MONTH) else ""
    return f"{day}{month}{year}"


def years_in_case(years: str, case: str) -> str:
    """Return a span of years within a sentence in ``case``: ``2018–2022 годах``."""
    return f"{years}\u00a0{_form(_WORDS['years'], case)}"


def _form(forms: str, case: str) -> str:
    return forms.split(" ")[CASES.index(case)]


RUSSIAN = Language(
    **_WORDS["record"],
    stems=LOCALE_DIR / "ru" / "stems.js",
    cases=CASES,
    genders=GENDERS,
    date_cases=CASES,
    cardinal=cardinal,
    ordinal=ordinal,
    date_in_case=date_in_case,
    years_in_case=years_in_case,
)
