"""Kazakh, typeset like Russian but with an en dash: its record, its endings of words, numbers and dates, and its hyphenation.

An ending depends on the last sound and the last vowel of the word as it is read aloud: "100" is "жүз" and takes -ден,
"%" is "пайыз" and takes -дан (the rules of the school grammar, «Септік жалғаулары», «Үндестік заңы»).

Words are divided by the Kazakh orthography as teachers restate it («Сөздердің тасымалдануы», tarbie.kz/20404; «Тасымал»,
ent-2014.kz/tutorials/tasymal-perenos.html):

- a word is divided between syllables, and a syllable begins with at most one consonant: ор-на-лас-ты-ру; of three consonants
  two stay above: құмырс-қа, күңгірт-теу;
- й and у between vowels begin the next syllable: да-йындық, да-уыс;
- и and у after a consonant are vowels (they stand for ый, ій, ұу, үу), and a vowel after them begins the next one: қи-ын, су-ық;
- one letter is never alone: ала-қан, not а-лақан; ар-мия, not арми-я;
- ь and ъ stay with the consonant before them: факуль-тет.

Second parts of compounds that begin with a vowel are listed here (халық-аралық); other compounds are divided by syllables.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from press.core.reading import load_yaml
from press.core.resources import press_path
from press.language.profile import DATE, DAY_MONTH, LOCALE_DIR, MONTH, YEAR, Case, Language

CASES = (Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.LOCATIVE, Case.ABLATIVE, Case.INSTRUMENTAL)
_WORDS = load_yaml(press_path("language/profiles/kk.yml"))
_UNITS: list[str] = _WORDS["units"]
_HUNDRED, _THOUSAND, _MILLION = "жүз", "мың", "миллион"
_READ_AS = {sign: str(word) for word, signs in _WORDS["read_as"].items() for sign in signs.split()}
_SIGN = re.compile(r"[^\d\s,.–]+$")
_FRONT, _BACK = "әеөүіэи", "аоұыёя"
_VOWELS = _FRONT + _BACK
# Loanwords with back vowels that take front endings.
_SOFT = ("пункт", "факт")
# Last sounds by class: vowels, nasals, sonorous and voiced ones; all others are voiceless.
_SOUNDS = (_VOWELS, "мнң", "лрйую", "жз")
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
    if case == Case.NOMINATIVE:
        return spelled
    if (sign := _SIGN.search(spelled)) and sign[0] in _READ_AS:
        return f"{spelled}-{_ending(_READ_AS[sign[0]], case)}"
    if spelled.endswith(("ы", "і")):
        return spelled + _harmonious(spelled, _WORDS["endings_of_owned"][case])
    figures = _FIGURES.search(spelled)
    if figures is None:
        return spelled + _ending(re.split(r"\s", spelled)[-1], case)
    read_last = figures["decimals"] or "".join(figures["whole"].split())
    return f"{spelled}-{_ending(_last_numeral(read_last), case)}"


def date_in_case(date: dt.date, part: str, case: str) -> str:
    """Return a date within a sentence in ``case``: ``2022 жылғы 11 қаңтарда``, ``2021 жылы``."""
    if part == YEAR:
        return f"{date.year}\u00a0{_year('жыл', case)}"
    month = _dated(_WORDS["months"][date.month - 1], case)
    day = f"{date.day}\u00a0" if part in (DATE, DAY_MONTH) else ""
    year = f"{date.year}\u00a0жылғы " if part in (DATE, MONTH) else ""
    return f"{year}{day}{month}"


def years_in_case(years: str, case: str) -> str:
    """Return a span of years within a sentence in ``case``: ``2018–2022 жылдары``."""
    return f"{years}\u00a0{_year('жылдар', case)}"


def _year(word: str, case: str) -> str:
    """Return the word for year in ``case``; as a time adverbial it has no locative ending: 2021 жылы."""
    if case == Case.LOCATIVE:
        return f"{word}ы"
    return f"{word}ғы" if case == Case.ATTRIBUTIVE and word == "жыл" else _dated(word, case)


def _dated(word: str, case: str) -> str:
    if case == Case.ATTRIBUTIVE:
        return decline(word, Case.LOCATIVE) + _harmonious(word, "ғы гі")
    return decline(word, case)


def _last_numeral(figures: str) -> str:
    """Return the last word in which ``figures`` are read."""
    zeros = len(figures) - len(figures.rstrip("0"))
    if zeros == 0 or not figures.strip("0"):
        return _UNITS[int(figures[-1])]
    if zeros < 3:
        return str(_WORDS["tens"][int(figures[-2])]) if zeros == 1 else _HUNDRED
    return _THOUSAND if zeros < 6 else _MILLION


def _ending(word: str, case: str) -> str:
    if case == Case.NOMINATIVE:
        return ""
    last = word.rstrip("ьъ")[-1:]
    sound = next((number for number, letters in enumerate(_SOUNDS) if last in letters), len(_SOUNDS))
    return _harmonious(word, _WORDS["endings"][case][sound])


def _harmonious(word: str, endings: str) -> str:
    """Return the one of two ``endings``, with back and front vowel, that vowel harmony requires after ``word``."""
    vowels = [letter for letter in word if letter in _VOWELS]
    is_front = word.endswith(_SOFT) or (bool(vowels) and vowels[-1] in _FRONT)
    return endings.split(" ")[is_front]


SOFT_HYPHEN = "\u00ad"
_NUCLEI = "аәеёиоөуұүыіэюя"
_LETTERS = "а-яёәғқңөұүһі"
# The fewest letters before and after a hyphen; the rule asks for two, three look better.
_LEAST = 3
_SECOND_PARTS = re.compile("(?:аралық|ішілік)")
# An ending after a number is not divided: 7-кестеде.
_WORD = re.compile(f"(?<![{_LETTERS}])(?<![0-9]-)[{_LETTERS}]+", re.IGNORECASE)


def hyphenate(text: str, shortest: int) -> str:
    """Return ``text`` with soft hyphens in its words of ``shortest`` letters or more.

    Words in capitals are abbreviations and are not divided.
    """
    return _WORD.sub(lambda match: _divided(match[0], shortest), text)


@cache
def _divided(word: str, shortest: int) -> str:
    return word if len(word) < shortest or word.isupper() else SOFT_HYPHEN.join(syllables(word))


def syllables(word: str, least: int = _LEAST) -> list[str]:
    """Return the parts of ``word`` between which it may be hyphenated.

    The first and the last have ``least`` letters or more.
    """
    letters, is_vowel = word.lower(), list[bool]()
    for letter in letters:
        # у is a vowel, unless it follows another.
        is_vowel.append(not (is_vowel and is_vowel[-1]) if letter == "у" else letter in _NUCLEI)
    second = {match.start() for match in _SECOND_PARTS.finditer(letters)}
    first = next((place for place, letter in enumerate(letters) if letter in _NUCLEI), len(letters))
    places = [0]
    for place in range(least, len(word) - least + 1):
        if is_vowel[place]:
            begins = letters[place - 1] in "иу" and is_vowel[place - 1]
        else:
            begins = letters[place] not in "ьъ" and place + 1 < len(word) and is_vowel[place + 1]
        if place in second or (begins and place > first and second.isdisjoint((place - 1, place + 1))):
            places.append(place)
    return [word[start:end] for start, end in zip(places, [*places[1:], len(word)], strict=True)]


KAZAKH = Language(
    **_WORDS["record"],
    stems=LOCALE_DIR / "kk" / "stems.js",
    hyphenate=hyphenate,
    cases=CASES,
    date_cases=(*CASES, Case.ATTRIBUTIVE),
    decline_number=with_case,
    decline_noun=decline,
    cardinal=cardinal,
    ordinal=ordinal,
    date_in_case=date_in_case,
    years_in_case=years_in_case,
)
