"""Spaces, dashes and quotation marks as each language sets them. Every rule replaces signs one for one, so that a text cut
into pieces (a sentence with links in it) can be set as a whole and cut again at the same places.

What is set is said by the profile of the language (`press.language.profile`).
"""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

from press.language.letters import CAPITALS
from press.language.profile import Language
from press.language.registry import locale_of, profile_of

NO_BREAK = "\u00a0"
# Stands for what is no prose: code, formulas, words of another language.
OTHER = "\ufffc"

# Each pattern matches the space that must not break. These hold in every language.
_EVERYWHERE = (
    rf"(?<=\S) (?=[–—](?:\s|$|{OTHER}))",
    r"(?<=[№§]) (?=\d)",
    rf"(?<=\b[{CAPITALS}]\.) (?=[{CAPITALS}])",
    r"(?<=\d) (?=[%‰°₸$€£])",
)
_OPENING, _CLOSING, _EITHER = "«„", "»”", '"“'
# What may stand before an opening mark.
_BEFORE = ' \t\n\u00a0([—–-«„“"/'


def typeset(text: str, language: str) -> str:
    """``text`` of ``language`` with its own dashes, quotation marks and no-break spaces; as long as before."""
    profile = profile_of(language)
    if profile.dash and _has_dash(text):
        text = re.sub(r"(?<=[\s\ufffc])(?:[-–—])(?=[\s\ufffc]|$)|^[-–—](?=\s)", profile.dash, text)
    if profile.quotation_marks:
        text = _set_quotes(text, *profile.quotation_marks)
    return _spaces(profile, language).sub(NO_BREAK, text)


def _has_dash(text: str) -> bool:
    return any(sign in text for sign in "-–—")


@cache
def _spaces(profile: Language, language: str) -> re.Pattern[str]:
    """What finds every space that must not break."""
    patterns = "|".join((*_EVERYWHERE, _day_and_month(language), *profile.no_break))
    # At most places there is no space, and none of the patterns need be tried.
    return re.compile(f"(?= )(?:{patterns})")


def _day_and_month(language: str) -> str:
    months = "|".join(map(re.escape, get_month_names("wide", locale=locale_of(language)).values()))
    return rf"(?:(?<=\b\d)|(?<=\b\d\d)) (?=(?:{months})\b)"


def _set_quotes(text: str, outer: str, inner: str) -> str:
    """``text`` with every pair of quotation marks as its depth asks; unchanged where the marks make no pairs."""
    if not any(sign in text for sign in (*_OPENING, *_CLOSING, *_EITHER)):
        return text
    signs, depth = list(text), 0
    for place, sign in enumerate(text):
        if _opens(text, place):
            signs[place] = (outer if depth == 0 else inner)[0]
            depth += 1
        elif sign in _CLOSING or sign in _EITHER:
            depth -= 1
            if depth < 0:
                return text
            signs[place] = (outer if depth == 0 else inner)[1]
    return "".join(signs) if depth == 0 else text


def _opens(text: str, place: int) -> bool:
    """Whether the sign at ``place`` begins a quotation: “ and \" may do both, which the signs beside them tell."""
    sign = text[place]
    if sign in _OPENING:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return sign in _EITHER and (not before or before in _BEFORE) and bool(after) and not after.isspace()
