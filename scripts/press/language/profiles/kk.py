"""Kazakh, typeset like Russian but with an en dash. See `press.language.kazakh` for hyphenation, `press.language.kazakh_cases` for inflection."""

from __future__ import annotations

from press.language.kazakh import hyphenate
from press.language.kazakh_cases import (
    CASES,
    cardinal,
    date_in_case,
    decline,
    ordinal,
    with_case,
    years_in_case,
)
from press.language.profile import ABLATIVE, ATTRIBUTIVE, DATIVE, LOCALE_DIR, Language

_CAPITALS = "А-ЯЁӘҒҚҢӨҰҮҺІ"

KAZAKH = Language(
    tag="kk",
    langid="kazakh",
    stems=LOCALE_DIR / "kk" / "stems.js",
    alphabet="аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    quotation_marks=("«»", "„“"),
    dash="–",
    no_break=(
        r" (?=(?:да|де|та|те|ма|ме|ба|бе|па|пе)(?![\w-]))",
        r"(?<=\d) (?=[а-яёәғқңөұүһі])",
        r"(?<=\bт\.) (?=[бс]\.)",
        rf"(?<=\b[қа]\.) (?=[{_CAPITALS}])",
        r"(?<=[IVXLCM]) (?=(?:ғ\.|ғғ\.|ғасыр))",
    ),
    abbreviations=("жж", "др"),
    hyphenate=hyphenate,
    currency_names={"KZT": "теңге"},
    hedge_cases={"more-than": ABLATIVE, "less-than": ABLATIVE, "almost": DATIVE},
    cases=CASES,
    date_cases=(*CASES, ATTRIBUTIVE),
    decline_number=with_case,
    decline_noun=decline,
    cardinal=cardinal,
    ordinal=ordinal,
    date_in_case=date_in_case,
    years_in_case=years_in_case,
)
