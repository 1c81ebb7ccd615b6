"""Find the sentences of a text, and set its spaces, dashes and quotation marks by the profile of its language.

Every rule replaces characters one for one, so that the text nodes of a sentence with links in it can be typeset as one text
and split again at the same positions.
"""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

from press.language.profile import Language
from press.language.registry import locale_of, profile_of

NO_BREAK = "\u00a0"
# A placeholder for inline elements that are no prose: code, formulas, words of another language.
OTHER = "\ufffc"
# Latin, Greek, Cyrillic and Armenian letters, for character classes of regular expressions.
_ALL = [chr(code) for code in range(0x590)]
_CAPITALS, _SMALL = "".join(filter(str.isupper, _ALL)), "".join(filter(str.islower, _ALL))

# Patterns for spaces to be made no-break, in every language.
_EVERYWHERE = (
    rf"(?<=\S) (?=[–—](?:\s|$|{OTHER}))",
    r"(?<=[№§]) (?=\d)",
    rf"(?<=\b[{_CAPITALS}]\.) (?=[{_CAPITALS}])",
    r"(?<=\d) (?=[%‰°₸$€£])",
)
_OPENING, _CLOSING, _EITHER = "«„", "»”", '"“'
# Characters that may precede an opening mark.
_BEFORE = ' \t\n\u00a0([—–-«„“"/'


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of ``text``, which has no line breaks, in order."""
    parts = (text[begin:end].strip() for begin, end in sentence_spans(text, language))
    return [part for part in parts if part]


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of ``text``, which has no line breaks, in order."""
    ends = [match.end() for match in _end_of_sentence(profile_of(language)).finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


@cache
def _end_of_sentence(profile: Language) -> re.Pattern[str]:
    """Return a pattern for the end of a sentence: a full stop or other mark before a capital, a quotation mark or a digit.

    A full stop after an initial or an abbreviation ends none: "К. Мигонь", "2016 г. Россия", "2016 ж. Қазақстан".
    """
    abbreviations = (r"\w", *map(re.escape, (*profile.abbreviations, *profile.referring)))
    short = "".join(rf"(?<!\b{abbreviation})" for abbreviation in abbreviations)
    return re.compile(rf"(?:{short}\.|(?<![!?…])[!?…]++)[»”\"’)]?(?=\s+[«“„\"(]?[^\W_{_SMALL}])")


def typeset(text: str, language: str) -> str:
    """Return ``text`` with the dashes, quotation marks and no-break spaces of ``language``.

    Its length is unchanged.
    """
    profile = profile_of(language)
    if profile.dash and any(sign in text for sign in "-–—"):
        text = re.sub(r"(?<=[\s\ufffc])(?:[-–—])(?=[\s\ufffc]|$)|^[-–—](?=\s)", profile.dash, text)
    if profile.quotation_marks:
        text = _set_quotes(text, *profile.quotation_marks)
    return _spaces(profile, language).sub(NO_BREAK, text)


@cache
def _spaces(profile: Language, language: str) -> re.Pattern[str]:
    """Return a pattern for all spaces to be made no-break."""
    months = "|".join(map(re.escape, get_month_names("wide", locale=locale_of(language)).values()))
    day_and_month = rf"(?:(?<=\b\d)|(?<=\b\d\d)) (?=(?:{months})\b)"
    patterns = "|".join((*_EVERYWHERE, day_and_month, *profile.no_break))
    # At most positions there is no space, and no other pattern need be tried.
    return re.compile(f"(?= )(?:{patterns})")


def _set_quotes(text: str, outer: str, inner: str) -> str:
    """Return ``text`` with each pair of quotation marks set by its nesting.

    Unchanged where the marks are not balanced.
    """
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
    """Return whether the mark at ``place`` opens a quotation.

    For “ and straight marks the neighbouring characters decide.
    """
    sign = text[place]
    if sign in _OPENING:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return sign in _EITHER and (not before or before in _BEFORE) and bool(after) and not after.isspace()
