"""Spaces, dashes and quotation marks as each language sets them. Every rule replaces signs one for one, so that a text cut
into pieces (a sentence with links in it) can be set as a whole and cut again at the same places.

Russian as its books are usually set; Kazakh likewise, with the shorter dash, as the chapters have it.

Quotation marks of Russian and Kazakh print: «outer» and „inner“.
"""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

NO_BREAK = "\u00a0"
# Stands for what is no prose: code, formulas, words of another language.
OTHER = "\ufffc"

_CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z"
_DASHES = {"ru": "—", "kk": "–"}
_QUOTED = ("ru", "kk")
# Each pattern matches the space that must not break. These hold in every language.
_EVERYWHERE = (
    rf"(?<=\S) (?=[–—](?:\s|$|{OTHER}))",
    r"(?<=[№§]) (?=\d)",
    rf"(?<=\b[{_CAPITAL}]\.) (?=[{_CAPITAL}])",
    r"(?<=\d) (?=[%‰°₸$€£])",
)
_BY_LANGUAGE = {
    "en": (
        r"(?<=\d) (?=(?:hundred|thousand|million|billion|trillion|per cent|percent|tenge|kB|MB|GB|km|kg)\b)",
        r"(?:(?<=\bp\.)|(?<=\b(?:pp|vo|no|No|ch)\.)|(?<=\b(?:Fig|fig|vol|Vol)\.)|(?<=\b(?:Table|table)))"
        r" (?=\d)",
    ),
    "ru": (
        r"(?<=(?<![\w-])[вксиоуаяВКСИОУАЯ]) (?=\S|$)",
        r" (?=(?:же|ли|бы|ж|б|ль)(?![\w-]))",
        r"(?<=\d) (?=[а-яё])",
        r"(?:(?<=\b[стпг]\.)|(?<=\b(?:гл|ст|им|ул|см|рр)\.)|(?<=\bрис\.)|(?<=\bтабл\.)) (?=\d)",
        r"(?<=\bт\.) (?=[екндпо]\.)",
        rf"(?:(?<=(?<!\d\s)\bг\.)|(?<=\b(?:им|ул)\.)) (?=[{_CAPITAL}])",
        r"(?<=[IVXLCM]) (?=(?:в\.|вв\.|век))",
        r"(?<=\bи) (?=(?:др|пр)\.)",
    ),
    "kk": (
        r" (?=(?:да|де|та|те|ма|ме|ба|бе|па|пе)(?![\w-]))",
        r"(?<=\d) (?=[а-яёәғқңөұүһі])",
        r"(?<=\bт\.) (?=[бс]\.)",
        r"(?<=\b[қа]\.) (?=[А-ЯЁӘҒҚҢӨҰҮҺІ])",
        r"(?<=[IVXLCM]) (?=(?:ғ\.|ғғ\.|ғасыр))",
    ),
}
_OUTER, _INNER = "«»", "„“"
_OPENING, _CLOSING, _EITHER = "«„", "»”", '"“'
# What may stand before an opening mark.
_BEFORE = ' \t\n\u00a0([—–-«„“"/'


def typeset(text: str, language: str) -> str:
    """``text`` of ``language`` with its own dashes, quotation marks and no-break spaces; as long as before."""
    dash = _DASHES.get(language)
    if dash:
        text = re.sub(r"(?<=[\s\ufffc])(?:[-–—])(?=[\s\ufffc]|$)|^[-–—](?=\s)", dash, text) if _has_dash(text) else text
    if language in _QUOTED:
        text = set_quotes(text)
    return _spaces(language).sub(NO_BREAK, text)


def _has_dash(text: str) -> bool:
    return any(sign in text for sign in "-–—")


@cache
def _spaces(language: str) -> re.Pattern[str]:
    """What finds every space that must not break."""
    return re.compile("|".join((*_EVERYWHERE, _day_and_month(language), *_BY_LANGUAGE.get(language, ()))))


def _day_and_month(language: str) -> str:
    months = "|".join(map(re.escape, get_month_names("wide", locale=language).values()))
    return rf"(?:(?<=\b\d)|(?<=\b\d\d)) (?=(?:{months})\b)"


def set_quotes(text: str) -> str:
    """``text`` with every pair of quotation marks as its depth asks; unchanged where the marks make no pairs."""
    if not any(sign in text for sign in (*_OPENING, *_CLOSING, *_EITHER)):
        return text
    signs, depth = list(text), 0
    for place, sign in enumerate(text):
        if _opens(text, place):
            signs[place] = (_OUTER if depth == 0 else _INNER)[0]
            depth += 1
        elif sign in _CLOSING or sign in _EITHER:
            depth -= 1
            if depth < 0:
                return text
            signs[place] = (_OUTER if depth == 0 else _INNER)[1]
    return "".join(signs) if depth == 0 else text


def _opens(text: str, place: int) -> bool:
    """Whether the sign at ``place`` begins a quotation: “ and \" may do both, which the signs beside them tell."""
    sign = text[place]
    if sign in _OPENING:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return sign in _EITHER and (not before or before in _BEFORE) and bool(after) and not after.isspace()
