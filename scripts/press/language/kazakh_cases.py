"""Inflect Kazakh words, numbers and dates for case: ``үшке``, ``1,5 млн-нан``, ``2022 жылғы 11 қаңтарда``.

An ending depends on the last sound and the last vowel of the word as it is read aloud: "100" is "жүз" and takes -ден,
"%" is "пайыз" and takes -дан (the rules of the school grammar, «Септік жалғаулары», «Үндестік заңы»).
"""

from __future__ import annotations

import datetime as dt
import re

from press.language.profile import (
    ABLATIVE,
    ACCUSATIVE,
    ATTRIBUTIVE,
    DATIVE,
    GENITIVE,
    INSTRUMENTAL,
    LOCATIVE,
    NOMINATIVE,
    DatePart,
)

CASES = (NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, LOCATIVE, ABLATIVE, INSTRUMENTAL)
_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_HUNDRED, _THOUSAND, _MILLION = "жүз", "мың", "миллион"
# Signs and abbreviations after figures, with the words as which they are read; an ending follows with a hyphen.
_READ_AS = {"%": "пайыз", "млрд": "миллиард", "млн": "миллион"}
_MONTHS = (
    *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"),
    *("шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
)
_FRONT, _BACK = "әеөүіэи", "аоұыёя"
_VOWELS = _FRONT + _BACK
# Loanwords with back vowels that take front endings.
_SOFT = ("пункт", "факт")
_AS_VOWEL, _NASAL, _SONOROUS, _VOICED, _VOICELESS = range(5)
# Endings by the class of the last sound (in the order above), with back and front vowel.
_ENDINGS = {
    GENITIVE: ("ның нің", "ның нің", "дың дің", "дың дің", "тың тің"),
    DATIVE: ("ға ге", "ға ге", "ға ге", "ға ге", "қа ке"),
    ACCUSATIVE: ("ны ні", "ды ді", "ды ді", "ды ді", "ты ті"),
    LOCATIVE: ("да де", "да де", "да де", "да де", "та те"),
    ABLATIVE: ("дан ден", "нан нен", "дан ден", "дан ден", "тан тен"),
    INSTRUMENTAL: ("мен мен", "мен мен", "мен мен", "бен бен", "пен пен"),
}
# Endings after a third-person possessive: АҚШ доллары, Ресей рублі.
_OF_OWNED = {
    GENITIVE: "ның нің",
    DATIVE: "на не",
    ACCUSATIVE: "н н",
    LOCATIVE: "нда нде",
    ABLATIVE: "нан нен",
    INSTRUMENTAL: "мен мен",
}
_FIGURES = re.compile(r"(?P<whole>\d[\d\s]*)(?:,(?P<decimals>\d+))?$")


def cardinal(number: int, case: str, gender: str) -> str:
    """Return the numeral for ``number``, from 1 to 9, in ``case``: ``үш``, ``үшке``. Kazakh has no ``gender``."""
    return decline(_UNITS[number], case)


def ordinal(number: int, case: str, gender: str) -> str:
    """Return the ordinal for ``number``, from 1 to 9, in ``case``: ``үшінші``. Kazakh has no ``gender``."""
    word = _UNITS[number]
    joined = "" if word[-1] in _VOWELS else _harmonious(word, "ы і")
    return decline(word + joined + _harmonious(word, "ншы нші"), case)


def decline(word: str, case: str) -> str:
    """Return ``word`` in ``case``."""
    return word + _ending(word, case)


def with_case(spelled: str, case: str) -> str:
    """Return ``spelled`` (a number as Kazakh writes it, with or without a sign or word after it) in ``case``."""
    if case == NOMINATIVE:
        return spelled
    for sign, read in _READ_AS.items():
        if spelled.endswith(sign):
            return f"{spelled}-{_ending(read, case)}"
    if spelled.endswith(("ы", "і")):
        return spelled + _harmonious(spelled, _OF_OWNED[case])
    figures = _FIGURES.search(spelled)
    if figures is None:
        return spelled + _ending(re.split(r"\s", spelled)[-1], case)
    read_last = figures["decimals"] or "".join(figures["whole"].split())
    return f"{spelled}-{_ending(_last_numeral(read_last), case)}"


def date_in_case(date: dt.date, part: DatePart, case: str) -> str:
    """Return a date within a sentence in ``case``: ``2022 жылғы 11 қаңтарда``, ``2021 жылы``."""
    if part is DatePart.YEAR:
        return f"{date.year}\u00a0{_year('жыл', case)}"
    month = _dated(_MONTHS[date.month - 1], case)
    day = f"{date.day}\u00a0" if part in (DatePart.DATE, DatePart.DAY_MONTH) else ""
    year = f"{date.year}\u00a0жылғы " if part in (DatePart.DATE, DatePart.MONTH) else ""
    return f"{year}{day}{month}"


def years_in_case(years: str, case: str) -> str:
    """Return a span of years within a sentence in ``case``: ``2018–2022 жылдары``."""
    return f"{years}\u00a0{_year('жылдар', case)}"


def _year(word: str, case: str) -> str:
    """Return the word for year in ``case``; as a time adverbial it has no locative ending: 2021 жылы."""
    if case == LOCATIVE:
        return f"{word}ы"
    return f"{word}ғы" if case == ATTRIBUTIVE and word == "жыл" else _dated(word, case)


def _dated(word: str, case: str) -> str:
    return f"{decline(word, LOCATIVE)}{_harmonious(word, 'ғы гі')}" if case == ATTRIBUTIVE else decline(word, case)


def _last_numeral(figures: str) -> str:
    """Return the last word in which ``figures`` are read."""
    zeros = len(figures) - len(figures.rstrip("0"))
    if zeros == 0 or not figures.strip("0"):
        return _UNITS[int(figures[-1])]
    if zeros < 3:
        return _TENS[int(figures[-2])] if zeros == 1 else _HUNDRED
    return _THOUSAND if zeros < 6 else _MILLION


def _ending(word: str, case: str) -> str:
    return "" if case == NOMINATIVE else _harmonious(word, _ENDINGS[case][_last_sound(word)])


def _last_sound(word: str) -> int:
    last = word.rstrip("ьъ")[-1:]
    classes = ((_VOWELS, _AS_VOWEL), ("мнң", _NASAL), ("лрйую", _SONOROUS), ("жз", _VOICED))
    return next((found for letters, found in classes if last in letters), _VOICELESS)


def _harmonious(word: str, endings: str) -> str:
    """Return the one of two ``endings``, with back and front vowel, that vowel harmony requires after ``word``."""
    vowels = [letter for letter in word if letter in _VOWELS]
    is_front = word.endswith(_SOFT) or (bool(vowels) and vowels[-1] in _FRONT)
    return endings.split(" ")[is_front]
