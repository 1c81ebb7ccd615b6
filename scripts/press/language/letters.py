"""Define capital and small letters of several scripts, and a common order of alphabets."""

from __future__ import annotations

from collections.abc import Iterable

# Latin, Greek, Cyrillic and Armenian letters, for character classes of regular expressions.
_ALL = [chr(code) for code in range(0x590)]
CAPITALS, SMALL = "".join(filter(str.isupper, _ALL)), "".join(filter(str.islower, _ALL))


def merged(alphabets: Iterable[str]) -> str:
    """Return the letters of all ``alphabets`` in one order: each letter that only a later one has follows the letter before it there.

    >>> merged(["abc", "аб", "аәб"])
    'abcаәб'
    """
    order: list[str] = []
    for alphabet in alphabets:
        place = len(order)
        for letter in alphabet:
            if letter not in order:
                order.insert(place, letter)
            place = order.index(letter) + 1
    return "".join(order)
