"""Allow one fault at one place, for a reason: a comment ``% press: allow NAME, because REASON`` on the line before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from press.checks.check import Check, Fault, fault_at
from press.checks.myst.block import COMMENT, Block
from press.checks.myst.chapter import Chapter
from press.core.text import lines_of

_FORM = "% press: allow NAME, because REASON"
_PRESS = re.compile(r"\s*press:\s*(?P<rest>.*)")
_BECAUSE = re.compile(r"\bbecause\b\W*")
# Possessive, as else a long comment would be read once for each of its words.
_ALLOW = re.compile(r"allow\s+(?P<name>\w[\w-]*+(?: \w[\w-]*+)*+)\W*+")


@dataclass(frozen=True)
class Suppression:
    """A comment at ``place`` that allows what the check ``name`` finds at ``places``: on the lines up to the next empty one.

    Without a name it is no such comment, although it begins as one.
    """

    place: tuple[str, int]
    name: str
    reason: str
    places: frozenset[str]

    def allows(self, check: Check, fault: Fault) -> bool:
        """Return whether it allows the ``fault`` that ``check``, or one that finds less of the same, has found."""
        is_meant = self.reason and self.name in (check.name, check.covered_by)
        return bool(is_meant) and not self.places.isdisjoint(fault.places)


def suppressions_in(chapters: Iterable[Chapter]) -> Iterator[Suppression]:
    """Yield the suppressions of chapters in their order."""
    for chapter in chapters:
        lines = lines_of(chapter.source)
        for block in chapter.blocks:
            for line, words in _comments_to_press(block):
                end = next((end for end in range(line, len(lines)) if not lines[end].strip()), len(lines))
                places = frozenset(f"{chapter.path}:{number}" for number in range(line, end + 1))
                yield Suppression((str(chapter.path), line), *_allowed(words.strip()), places)


def _comments_to_press(block: Block) -> Iterator[tuple[int, str]]:
    """Yield line and words of each comment that is meant for press."""
    for line, words in enumerate(block.source.split("\n") if block.kind == COMMENT else (), start=block.line):
        if match := _PRESS.match(words):
            yield line, match["rest"]


def _allowed(words: str) -> tuple[str, str]:
    """Return the name of the check that ``words`` allow, and the reason; the name is empty where they have no such form."""
    because = _BECAUSE.search(words)
    allowed = _ALLOW.fullmatch(words, 0, because.start() if because else len(words))
    # The name of a check may be several words, which without a reason may as well be a sentence.
    if not allowed or (not because and " " in allowed["name"]):
        return "", ""
    return allowed["name"], words[because.end() :].strip() if because else ""


def suppression_faults(
    suppressions: Iterable[Suppression],
    found: Sequence[tuple[Check, Fault]],
    ran: Collection[str],
    known: Sequence[str],
) -> Iterator[Fault]:
    """Yield a fault for each of ``suppressions`` that has no reason, names none of the ``known`` checks, or allows nothing.

    The latter can be said of the checks that ``ran`` alone, of which all faults were ``found``.
    """
    for suppression in suppressions:
        wrong = _wrong_form(suppression, known)
        if not wrong and suppression.name in ran and not any(suppression.allows(*pair) for pair in found):
            wrong = f"the check '{suppression.name}' finds nothing here that has to be allowed; remove this line"
        if wrong:
            yield fault_at(*suppression.place, wrong)


def _wrong_form(suppression: Suppression, known: Sequence[str]) -> str:
    if not suppression.name:
        return f"this is no word to press that it knows; write {_FORM}"
    if suppression.name not in known:
        near = get_close_matches(suppression.name, known, n=3, cutoff=0.5) or known
        return f"there is no check '{suppression.name}' to allow; name one such as {', '.join(near)}"
    return "" if suppression.reason else f"nothing says why this is allowed; write {_FORM}"
