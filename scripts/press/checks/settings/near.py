"""Give faults of settings their words: what an unknown key may have been meant to be, what a type is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
# Types of Python, and of JSON Schema, in plain words.
TYPES = {
    **dict.fromkeys(("str", "string"), "text"),
    **dict.fromkeys(("bool", "boolean"), "'true' or 'false'"),
    **dict.fromkeys(("float", "number"), "number"),
    **dict.fromkeys(("list", "tuple", "set", "frozenset", "array"), "list"),
    **dict.fromkeys(("dict", "object"), "section with settings of its own"),
    "int": "whole number",
}


def suggestion(key: str, known: Iterable[str], otherwise: str = "correct its name or remove it") -> str:
    """Return "did you mean" with the nearest of the ``known`` keys; what to do ``otherwise``, where none is near."""
    names = sorted(known)
    near = get_close_matches(key, names, n=2, cutoff=0.75)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"write one of {', '.join(names)}" if 0 < len(names) <= _FEW else otherwise


def first_faults(faults: Iterable[T]) -> Iterator[T]:
    """Yield the first faults of one file: to look for what each of thousands may have meant takes minutes, and nobody reads it."""
    return islice(faults, _MOST)


# More than one person corrects at once.
_MOST = 100
# So many names can be listed in a message.
_FEW = 12
