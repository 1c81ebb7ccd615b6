"""Kazakh, set as Russian is, with the shorter dash. How its numbers decline and its words divide: `press.language.kazakh`."""

from __future__ import annotations

from press.language.kazakh import ABLATIVE, DATIVE, hyphenate, with_case
from press.language.profile import LOCALE, Language

_CAPITALS = "А-ЯЁӘҒҚҢӨҰҮҺІ"

KAZAKH = Language(
    tag="kk",
    langid="kazakh",
    stems=LOCALE / "kk" / "stems.js",
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
    decline_number=with_case,
)
