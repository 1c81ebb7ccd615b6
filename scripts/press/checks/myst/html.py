"""Find the words in a piece of HTML that are shown or spoken.

It is divided as the HTML standard does it, in one pass: Python's own parser takes time by the square of what stands open, and gives up at some of it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

# Attributes that are shown or spoken.
_SPOKEN = ("alt", "title", "aria-label")
# Whatever stands open reaches to the end, so that no part is looked at twice.
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=][^\s<>/=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>"'][^\s>]*+)))?+"""
)
_PART = re.compile(
    r"""
    (?P<hidden> <!--(?:.*?-->|.*+) | <[!?][^>]*+>? | </[a-z][^>]*+>? )
    | <(?P<tag>[a-z][^\s/>]*+) (?P<attributes>(?: =\s*+(?:"[^"]*+"?|'[^']*+'?) | [^>=] | = )*+) >?
    | (?P<entity> &\#?\w++;?+ )
    | (?P<words> [^<&]++ | [<&] )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SCRIPT = {name: re.compile(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE) for name in ("script", "style")}


def entity(typed: str) -> str:
    """Return as many zeros as ``typed`` has signs, if it is an entity that stands for a digit, otherwise spaces."""
    meant = html.unescape(typed)
    is_digit = any(sign.isdecimal() or unicodedata.category(sign) == "No" for sign in meant)
    return ("0" if is_digit else " ") * len(typed)


def html_words(source: str) -> Iterator[tuple[int, str]]:
    """Yield place and text of what is shown or spoken of a piece of HTML."""
    place = 0
    while part := _PART.match(source, place):
        place = part.end()
        if part["tag"]:
            yield from _spoken(part)
            if end := _SCRIPT.get(part["tag"].lower()):
                place = end.search(source, place).start()  # type: ignore[union-attr]  # the end, at least
        elif part["entity"]:
            yield part.start(), entity(part["entity"])
        elif part["words"]:
            yield part.start(), part["words"]


def _spoken(tag: re.Match[str]) -> Iterator[tuple[int, str]]:
    for found in _ATTRIBUTE.finditer(tag.string, *tag.span("attributes")):
        quoted = next((kind for kind in ("double", "single", "bare") if found[kind]), "")
        if quoted and found["name"].lower() in _SPOKEN:
            yield found.start(quoted), found[quoted]
