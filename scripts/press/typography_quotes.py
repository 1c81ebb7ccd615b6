"""Quotation marks of Russian and Kazakh print: «outer» and „inner“."""

from __future__ import annotations

_OUTER, _INNER = "«»", "„“"
_OPENING, _CLOSING, _EITHER = "«„", "»”", '"“'
# What may stand before an opening mark.
_BEFORE = ' \t\n\u00a0([—–-«„“"/'


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
