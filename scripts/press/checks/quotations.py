"""Find what stands in quotation marks, whatever the language."""

from __future__ import annotations

from collections.abc import Iterator

# „ is closed by “ in German and Russian, by ” in Polish and Kazakh print; “ opens in English.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"'}
# Nobody quotes within a quotation more often; a mark that stands open longer is a slip.
_DEEPEST = 20
_CLOSING = set("".join(_CLOSERS.values()))


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each quotation of ``text`` begins and ends, its marks included; one within another comes before it."""
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        closed = _closed_by(sign, text, place, opened)
        if closed is not None:
            yield opened[closed][1], place + 1
            del opened[closed:]
        elif sign in _CLOSERS and not (sign == "‘" and _letter(text, place - 1)):
            opened.append((sign, place))


def outermost(text: str) -> Iterator[tuple[int, int]]:
    """Yield the quotations of ``text`` that stand in no other, from the last to the first."""
    begun = len(text)
    for begin, end in reversed(list(quotations(text))):
        if end <= begun:
            yield begin, end
            begun = begin


def _closed_by(sign: str, text: str, place: int, opened: list[tuple[str, int]]) -> int | None:
    """Return which of the ``opened`` marks the sign closes: the innermost that it fits; what was left open within goes with it."""
    is_apostrophe = sign == "’" and _letter(text, place - 1) and _letter(text, place + 1)
    begins = sign in '“"' and (place == 0 or text[place - 1].isspace() or text[place - 1] in "([")
    if sign not in _CLOSING or is_apostrophe or (begins and sign in _CLOSERS):
        return None
    innermost = reversed(range(max(0, len(opened) - _DEEPEST), len(opened)))
    fitting = (number for number in innermost if sign in _CLOSERS[opened[number][0]])
    return next(fitting, None)


def _letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalpha()
