"""Find digits that are typed into a chapter instead of coming from data, in whatever script they are written.

Free are quotations, names, the numbers of lists and the ordinals of headings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from docutils import nodes

from press.checks.collect import Mark
from press.checks.quotations import outermost
from press.checks.typed import IN_HEADING, Passage, blocks, passages, place_in
from press.edition.chapters import edition_of
from press.edition.context import get_context

# 1,113.6 and 42 500 are one number each, with any of the spaces that divide thousands.
_NUMBER = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|-(?:й|ый|ой|я|ая|е|ое|го|му|м|х|ші|шы))(?!\w)")
_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")


def typed_digits(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find digits that are typed into a chapter instead of coming from data."""
    settings = get_context(document.settings.env.app).settings
    if not edition_of(docname, settings):
        return
    found = [
        (passage.file, passage.line_at(place), digits)
        for passage in passages(document)
        for place, digits in digits_in(passage, settings.names)
    ]
    for file, line, digits in [*found, *_list_numbers(document)]:
        message = f"the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
        yield Mark("typed-digits", file, line, message)


def digits_in(passage: Passage, names: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield place and text of each number that a ``passage`` types, where ``names`` may hold digits."""
    words = passage.whole if passage.scope else ""
    if passage.scope == IN_HEADING:
        words = _ORDINAL.sub(_blank, _SECTION.sub(_blank, words))
    for begin, end in outermost(words):
        words = words[:begin] + " " * (end - begin) + words[end:]
    words = "".join("0" if _is_digit(sign) else sign for sign in words)
    for name in sorted(names, key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, name.split()))
        ending = r"(?!\d|[.,]\d)" if name[-1:].isdigit() else r"(?!\w)"
        words = re.sub(rf"(?<!\w){pattern}{ending}", _blank, words)
    for match in _NUMBER.finditer(words):
        yield match.start(), passage.whole[match.start() : match.end()]


def _list_numbers(document: nodes.document) -> Iterator[tuple[str, int, str]]:
    """Yield the numbers with which lists begin, but those that a list has there: a first one, or the one after the list before it."""
    last = 0
    for node in blocks(document):
        if isinstance(node, nodes.enumerated_list):
            first = int(node.get("start", 1))
            if first not in (0, 1, last, last + 1):
                yield *place_in(node, document), str(first)
            last = first + len(node) - 1


def _is_digit(sign: str) -> bool:
    """Return whether it is a digit of another script, a superscript, a fraction or a number in a circle."""
    return not sign.isascii() and unicodedata.category(sign) in ("Nd", "No")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
