"""Find digits that are typed into a chapter instead of coming from data, in whatever script they are written.

Free are quotations, code, comments, names, the targets of roles, directives and links, the numbers of lists, the ordinals of
headings and the labels of footnotes. Each of these is blanked in place; a digit that is left was typed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from press.checks.check import NUMBERS, Fault, Material, check, fault_at
from press.checks.markup import (
    DIRECTIVE,
    LABEL,
    OPTION,
    PRINTED_OPTIONS,
    ROLE,
    TARGET_DIRECTIVES,
    blank,
    is_target_role,
    outside_code,
)
from press.checks.mentions import chapters
from press.core.caches import stamped

# 1,113.6 and 42 500 are one number each, with any of the spaces that divide thousands.
_NUMBER = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th|-(?:й|ый|ой|я|ая|е|ое|го|му|м|х|ші|шы))(?!\w)")
_SECTION = re.compile(r"(?<=# )\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")
_LIST_NUMBER = re.compile(r"^(?P<indent>\s*)(?P<number>\d{1,9})[.)](?=\s)")
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HTML_TEXT = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
# Stretches without words: addresses, targets of links, attributes, labels of footnotes.
_TARGETS = re.compile(
    r"<(?:https?|mailto):[^>\s]*>|(?:https?|mailto):[^\s)>\]]+|^\[[^\]^]+\]:\s*\S+"
    r"|^\s*\{[#.][^}\n]*\}|(?<=[\])`])\{[^}\n]*\}|\[\^[^\]\s]+\]:?",
    re.MULTILINE,
)
_LINK = re.compile(
    r"(?<=\])\(<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+[\"'](?P<title>[^\"']*)[\"'])?\)(?:\{[^}\n]*\})?"
)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---(?=\n)", re.DOTALL)
_BLOCK_QUOTE = re.compile(r"^ {0,3}>.*$", re.MULTILINE)
# „ is closed by “ in German and Russian, by ” in Polish and Kazakh print; “ opens in English.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"'}
_CLOSING = set("".join(_CLOSERS.values()))
# Where a paragraph ends for a quotation: an empty line, or a line that begins a block of its own.
_BREAK = re.compile(r"^[ \t]*$|^[ \t]*(?:#+ |[-*+] |\d{1,9}[.)] |\[\^[^\]]+\]:|[:`~]{3,}|:[a-z-]+:)", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)


@check("typed-digits", NUMBERS, passed=lambda _: "every digit in prose comes from a role")
def typed_digits(material: Material) -> Iterator[Fault]:
    """Digits that are typed into a chapter instead of coming from data."""
    for _, path, text in chapters(material.settings):
        for line, digits in digits_in(text, material.settings.names):
            told = f"the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
            yield fault_at(path, line, told)


def digits_in(text: str, names: Sequence[str] = ()) -> list[tuple[int, str]]:
    """Return line and text of each number that the chapter ``text`` types, where ``names`` may hold digits."""
    return list(_typed(text, tuple(names)))


@stamped
def _typed(text: str, names: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple(_found(text, names))


def _found(text: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    words = _without_names(_words(text), names)
    digits = "".join("0" if _is_digit(sign) else sign for sign in words)
    for match in _NUMBER.finditer(digits):
        yield text.count("\n", 0, match.start()) + 1, text[match.start() : match.end()]


def _is_digit(sign: str) -> bool:
    """A digit of any script, a superscript, a fraction or a number in a circle."""
    return not sign.isascii() and unicodedata.category(sign) in ("Nd", "No")


def _words(text: str) -> str:
    """``text`` with all that is no word of the chapter itself blanked; line by line, then stretch by stretch."""
    bare = _FRONT_MATTER.sub(_all, text)
    bare = outside_code(bare)
    bare = ROLE.sub(_role_text, bare)
    bare = "\n".join(_without_markup(bare.split("\n")))
    bare = "\n".join(_without_ordinals(bare.split("\n")))
    bare = _TARGETS.sub(_all, _LINK.sub(_link_title, _HTML_TAG.sub(_tag_text, bare)))
    bare = _BLOCK_QUOTE.sub(_all, _ENTITY.sub(_entity, bare))
    for begin, end in list(quotations(bare)):
        bare = bare[:begin] + blank(bare[begin:end]) + bare[end:]
    return bare


def _all(match: re.Match[str]) -> str:
    return blank(match[0])


def _only(match: re.Match[str], begin: int, end: int) -> str:
    """The match with all blanked but the characters from ``begin`` to ``end`` of the whole text."""
    first, last = begin - match.start(), end - match.start()
    return blank(match[0][:first]) + match[0][first:last] + blank(match[0][last:])


def _role_text(match: re.Match[str]) -> str:
    """The words of a role: all of a printed one, what stands before ``<target>`` of another."""
    target = re.search(r"<[^<>]*>\s*$", match["text"])
    if target:
        return _only(match, match.start("text"), match.start("text") + target.start())
    return blank(match[0]) if is_target_role(match["role"]) else _only(match, match.start("text"), match.end("text"))


def _link_title(match: re.Match[str]) -> str:
    return _only(match, *match.span("title")) if match["title"] else blank(match[0])


def _tag_text(match: re.Match[str]) -> str:
    """The words in the attributes of an HTML tag."""
    kept = set()
    for words in _HTML_TEXT.finditer(match[0]):
        group = 1 if words[1] is not None else 2
        kept |= set(range(words.start(group), words.end(group)))
    return "".join(sign if place in kept or sign == "\n" else " " for place, sign in enumerate(match[0]))


def _entity(match: re.Match[str]) -> str:
    """An entity such as ``&frac12;`` that stands for a digit stays; what it is written with is no digit."""
    meant = html.unescape(match[0])
    is_digit = any(sign.isdecimal() or unicodedata.category(sign) == "No" for sign in meant)
    return "0" * len(match[0]) if is_digit else blank(match[0])


def _without_markup(lines: list[str]) -> Iterator[str]:
    """Labels, heads of directives and their options blanked, save for titles, captions and the like."""
    in_head = False
    for line in lines:
        directive, option = DIRECTIVE.match(line), OPTION.match(line)
        if directive:
            in_head = True
            is_target = directive["name"] in TARGET_DIRECTIVES
            yield blank(line) if is_target else _only(directive, directive.start("argument"), len(line))
        elif in_head and option:
            is_printed = option["key"] in PRINTED_OPTIONS
            yield _only(option, option.start("value"), len(line)) if is_printed else blank(line)
        else:
            in_head = False
            yield blank(line) if LABEL.match(line) else line


def _without_ordinals(lines: list[str]) -> Iterator[str]:
    """The numbers of list items and the ordinals of headings blanked."""
    follows: dict[int, int] = {}
    previous = ""
    for line in lines:
        item = _LIST_NUMBER.match(line)
        if re.match(r"\s*#+ ", line):
            yield _ORDINAL.sub(_all, _SECTION.sub(_all, line))
        elif item and _counts(item, follows, previous):
            follows[len(item["indent"])] = int(item["number"])
            yield blank(item[0]) + line[item.end() :]
        else:
            yield line
        previous = line


def _counts(item: re.Match[str], follows: dict[int, int], previous: str) -> bool:
    """Whether the number is one that a list has there: the first, or the one after the item before it."""
    number, last = int(item["number"]), follows.get(len(item["indent"]))
    if last is not None and number in (last, last + 1):
        return True
    return number == 1 or (number == 0 and not previous.strip())


def _without_names(words: str, names: Sequence[str]) -> str:
    """``words`` with each of ``names`` blanked where it stands whole, over a line end or with any space in it."""
    for name in sorted(names, key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, name.split()))
        ending = r"(?!\d|[.,]\d)" if name[-1:].isdigit() else r"(?!\w)"
        words = re.sub(rf"(?<!\w){pattern}{ending}", _all, words)
    return words


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
