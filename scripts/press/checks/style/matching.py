"""Find what breaks a rule of style in a passage of prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.checks.style.rules import NUMBERED, OCCURRENCE, SUBSTITUTION, Rule
from press.checks.typed import SENTENCE, Passage

# The line, and what is wrong on it.
Broken = tuple[int, str]
# So many letters of a sentence tell which it is.
_SHOWN = 40


def broken_rules(passages: Iterable[Passage], rules: Iterable[Rule], language: str) -> list[Broken]:
    """Return what in ``passages`` breaks which of ``rules``, but those on numbers, whose values have to be known first."""
    applicable = [rule for rule in rules if rule.kind not in NUMBERED]
    return [
        (passage.line_at(place), message)
        for passage in passages
        for rule in applicable
        if rule.applies_to(passage.scope)
        for place, message in _broken(rule, passage, language)
    ]


def _broken(rule: Rule, passage: Passage, language: str) -> Iterator[tuple[int, str]]:
    if rule.kind == OCCURRENCE:
        yield from _too_many(rule, passage, language)
        return
    right = [match.span() for match in rule.exceptions.finditer(passage.words)] if rule.exceptions else []
    for pattern, instead in rule.patterns:
        for match in pattern.finditer(passage.words):
            if not any(begin <= match.start() and match.end() <= end for begin, end in right):
                found = passage.whole[match.start() : match.end()]
                yield match.start(), rule.message_on(*((instead, found) if rule.kind == SUBSTITUTION else (found,)))


def _too_many(rule: Rule, passage: Passage, language: str) -> Iterator[tuple[int, str]]:
    """Yield the place of the first sign beyond the most that a sentence, or else all of the passage, may have."""
    ((pattern, _),) = rule.patterns
    found = [match.start() for match in pattern.finditer(passage.words)]
    if len(found) <= rule.most:
        return
    spans = passage.sentences(language) if SENTENCE in rule.scopes else [(0, len(passage.words))]
    for begin, end in spans:
        inside = [place for place in found if begin <= place < end]
        if len(inside) > rule.most:
            yield inside[rule.most], rule.message_on(passage.whole[begin:end].strip()[:_SHOWN])
