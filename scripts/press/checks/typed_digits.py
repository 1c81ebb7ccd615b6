"""Find digits that are typed into a chapter instead of coming from data, in whatever script they are written.

Free are quotations, names, the numbers of lists and the ordinals of headings. What is no word to a reader (code, formulas, comments,
targets of roles, directives and links) is left out by the reader of chapters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from press.checks.check import NUMBERS, Fault, Material, check, fault_at
from press.checks.myst.block import HEADING, ITEM, Block
from press.checks.myst.inline import Text
from press.checks.quotations import outermost
from press.core.caches import cached_by_state

# 1,113.6 and 42 500 are one number each, with any of the spaces that divide thousands.
_NUMBER = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|-(?:й|ый|ой|я|ая|е|ое|го|му|м|х|ші|шы))(?!\w)")
_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")


@check("typed-digits", NUMBERS, passed=lambda _: "every digit in prose comes from a role")
def typed_digits(material: Material) -> Iterator[Fault]:
    """Find digits that are typed into a chapter instead of coming from data."""
    for chapter in material.chapters:
        for line, digits in digits_in(chapter.blocks, material.settings.names):
            message = f"the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
            yield fault_at(chapter.path, line, message)


@cached_by_state
def digits_in(blocks: tuple[Block, ...], names: tuple[str, ...] = ()) -> tuple[tuple[int, str], ...]:
    """Return line and text of each number that ``blocks`` type, where ``names`` may hold digits."""
    return tuple(_find(blocks, names))


def _find(blocks: Sequence[Block], names: Sequence[str]) -> Iterator[tuple[int, str]]:
    follows: dict[int, int] = {}
    for block in blocks:
        if block.kind == ITEM:
            counts = _counts(block, follows)
            yield from [] if counts or block.is_quoted else [(block.line, block.source)]
        elif not block.is_quoted:
            for text in block.texts:
                yield from _digits_in_text(text, block.kind == HEADING, names)


def _counts(item: Block, follows: dict[int, int]) -> bool:
    """Return whether the number is one that a list has there: a first one, or the one after the item before it."""
    number, last = int(item.source), follows.get(item.level)
    counts = number in (0, 1) or (last is not None and number in (last, last + 1))
    if counts:
        follows[item.level] = number
    return counts


def _digits_in_text(text: Text, is_heading: bool, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    words = text.words
    if not any(sign.isdecimal() or _is_digit(sign) for sign in set(words)):
        return
    if is_heading:
        words = _ORDINAL.sub(_blank, _SECTION.sub(_blank, words))
    signs = list(words)
    for begin, end in outermost(words):
        signs[begin:end] = ("\n" if sign == "\n" else " " for sign in words[begin:end])
    digits = "".join("0" if _is_digit(sign) else sign for sign in _without_names("".join(signs), names))
    for match in _NUMBER.finditer(digits):
        yield text.line_at(match.start()), text.source[match.start() : match.end()]


def _is_digit(sign: str) -> bool:
    """Return whether it is a digit of any script, a superscript, a fraction or a number in a circle."""
    return not sign.isascii() and unicodedata.category(sign) in ("Nd", "No")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _without_names(words: str, names: Sequence[str]) -> str:
    """Return ``words`` with each of ``names`` blanked where it stands whole, over a line end or with any space in it."""
    for name in sorted(names, key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, name.split()))
        ending = r"(?!\d|[.,]\d)" if name[-1:].isdigit() else r"(?!\w)"
        words = re.sub(rf"(?<!\w){pattern}{ending}", _blank, words)
    return words
