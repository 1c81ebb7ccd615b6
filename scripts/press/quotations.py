"""Finds what stands in quotation marks, nested or over several lines, in the manner of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

# „ is closed by “ in German and Russian, by ” in Polish and Kazakh print; “ opens in English.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"'}
_CLOSING = set("".join(_CLOSERS.values()))
# Where a paragraph ends for a quotation: an empty line, or a line that begins a block of its own.
_BREAK = re.compile(r"^[ \t]*$|^[ \t]*(?:#+ |[-*+] |\d{1,9}[.)] |\[\^[^\]]+\]:|[:`~]{3,}|:[a-z-]+:)", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each quotation of ``text``, marks included. A mark that is never closed begins none."""
    for start, end in _paragraphs(text):
        yield from ((start + begin, start + close) for begin, close in _quoted(text[start:end]))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    cuts = {0, len(text), *(match.start() for match in _BREAK.finditer(text))}
    for row in _ROW.finditer(text):
        cuts |= {row.start(), row.end()} | {row.start() + place for place, sign in enumerate(row[0]) if sign == "|"}
    ordered = sorted(cuts)
    yield from pairwise(ordered)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        closed = _closed_by(sign, text, place, opened)
        if closed is not None:
            yield opened[closed][1], place + 1
            del opened[closed:]
        elif sign in _CLOSERS and not (sign == "‘" and _letter(text, place - 1)):
            opened.append((sign, place))


def _closed_by(sign: str, text: str, place: int, opened: list[tuple[str, int]]) -> int | None:
    """Which of the ``opened`` marks the sign closes: the innermost that it fits; what was left open within goes with it."""
    is_apostrophe = sign == "’" and _letter(text, place - 1) and _letter(text, place + 1)
    begins = sign in '“"' and (place == 0 or text[place - 1].isspace() or text[place - 1] in "([")
    if sign not in _CLOSING or is_apostrophe or (begins and sign in _CLOSERS):
        return None
    fitting = (number for number in reversed(range(len(opened))) if sign in _CLOSERS[opened[number][0]])
    return next(fitting, None)


def _letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalpha()
