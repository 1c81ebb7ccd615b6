"""Read the rules of style of one language from a file of the book, in the terms of Vale (https://vale.sh/docs/styles), of which it knows some.

A file holds rules by name. Each ``extends`` a kind: `EXISTENCE` (words that are not to be there), `SUBSTITUTION` (words with those to write
instead), `OCCURRENCE` (a sign that is there too often), or one of press's own, for what only values tell: `SMALL_NUMBER` (a figure that a sentence has in words)
and `BARE_DATE` (one that it has in a case).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.checks.check import errors_of
from press.checks.typed import SCOPES, SENTENCE, TEXT, Passage
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.reading import line_in, load_yaml, schema_faults
from press.core.settings import Settings
from press.core.text import shortened

EXISTENCE, SUBSTITUTION, OCCURRENCE = "existence", "substitution", "occurrence"
SMALL_NUMBER, BARE_DATE = NUMBERED = "small-number", "bare-date"
_TEXT = {"type": "string", "minLength": 1, "what": "no text"}
_LIST = {"type": "array", "items": _TEXT, "minItems": 1, "what": "no list of texts"}
_SCOPE = {"enum": SCOPES, "what": "no scope", "remedy": f"use {', '.join(SCOPES)}"}
_CHOICE = {"type": "boolean", "what": "no choice of true or false"}
_SWAP = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": _TEXT,
    "what": "no mapping of what is found to what to write",
}
_WORDS = {"ignorecase": _CHOICE, "nonword": _CHOICE, "exceptions": _LIST}
# Of each kind the keys that it must have and those that it may have, beside those of every rule.
_NEEDED: dict[str, dict[str, Any]] = {
    EXISTENCE: {"tokens": _LIST},
    SUBSTITUTION: {"swap": _SWAP},
    OCCURRENCE: {"token": _TEXT, "max": {"type": "integer", "minimum": 0, "what": "no whole number"}},
    **{kind: {} for kind in NUMBERED},
}
_OPTIONAL: dict[str, dict[str, Any]] = {EXISTENCE: _WORDS, SUBSTITUTION: _WORDS, OCCURRENCE: {"ignorecase": _CHOICE}}
_KIND = {"enum": list(_NEEDED), "what": "no kind of rule", "remedy": f"write one of {', '.join(_NEEDED)}"}
_RULE = {
    "type": "object",
    "required": ["extends"],
    "properties": {"extends": _KIND},
    "what": "no rule",
    "remedy": "write extends, message and the like below it",
}
_SCHEMAS = {
    kind: {
        "type": "object",
        "required": ["message", *needed],
        "properties": {
            **{"extends": _KIND, "message": _TEXT, "link": _TEXT, **needed, **_OPTIONAL.get(kind, {})},
            "scope": {"if": {"type": "array"}, "then": {"items": _SCOPE}, "else": _SCOPE},
        },
        "additionalProperties": False,
    }
    for kind, needed in _NEEDED.items()
}
# The line, and what is wrong on it.
Broken = tuple[int, str]
# So many letters of a sentence tell which it is.
_SHOWN = 40
# How many places for words (%s) a message may have: what was found, before it what to write instead.
_PLACES = {SUBSTITUTION: 2}


@dataclass(frozen=True)
class Rule:
    """A rule of style by its ``name``: a ``message`` on what its patterns find in passages of its ``scopes``, and ``link``, where it is told.

    ``patterns`` have each what to write instead, if anything; what lies within one of the ``exceptions`` is right. Of one of the
    kind `OCCURRENCE` no more than ``most`` are.
    """

    name: str
    kind: str
    message: str
    link: str
    scopes: frozenset[str]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    exceptions: re.Pattern[str] | None = None
    most: int = 0

    def applies_to(self, scope: str) -> bool:
        """Return whether it looks at passages of the ``scope``."""
        return not self.scopes.isdisjoint((scope, TEXT, SENTENCE))

    def message_on(self, *words: str) -> str:
        """Return the message on ``words``, with the place of the rule."""
        message = self.message
        for word in words:
            message = message.replace("%s", word, 1)
        return f"{message} (rule '{self.name}', {self.link})"


def rules_file(settings: Settings, language: str) -> Path:
    """Return where the rules of ``language`` stand, if the book has any."""
    return settings.style / f"{language}.yml"


@cached_per_build
def read_rules(settings: Settings, language: str) -> tuple[Rule, ...]:
    """Return the rules of ``language``, none where the book has no such file; raise PressError with its line where one cannot be read."""
    path = rules_file(settings, language)
    if not path.is_file():
        return ()
    rules = load_yaml(path)
    here = path.relative_to(settings.root).as_posix()
    return tuple(_Reader(path, str(name), rule).rule(here) for name, rule in rules.items())


def readable_rules(settings: Settings, language: str) -> tuple[Rule, ...]:
    """Return the rules of ``language``; of a file that cannot be read the check of sources tells."""
    try:
        return read_rules(settings, language)
    except PressError:
        return ()


def style_faults(settings: Settings) -> Iterator[PressError]:
    """Yield an error for each file of rules that cannot be read or belongs to no edition."""
    for path in sorted(settings.style.glob("*")) if settings.style.is_dir() else ():
        if path.suffix != ".yml" or path.stem not in settings.languages:
            names = ", ".join(rules_file(settings, language).name for language in settings.languages)
            yield PressError("this is no file of rules that press reads", file=path, remedy=f"name it one of {names}")
    for language in settings.languages:
        yield from errors_of(read_rules, settings, language)


@dataclass(frozen=True)
class _Reader:
    """Reads the rule ``name`` of a file."""

    path: Path
    name: str
    typed: Any

    def rule(self, here: str) -> Rule:
        """Return the rule, whose place is ``here`` where it names none."""
        self._check(_RULE)
        kind = self.typed["extends"]
        self._check(_SCHEMAS[kind])
        message = str(self.typed["message"])
        if message.count("%s") > _PLACES.get(kind, 1):
            places = f"the message has {message.count('%s')} places for words (%s)"
            raise self.fault(places, f"a rule of the kind {kind} has at most {_PLACES.get(kind, 1)}", "message")
        exceptions, scope = self.typed.get("exceptions") or (), self.typed.get("scope", TEXT)
        return Rule(
            name=self.name,
            kind=kind,
            message=message,
            link=str(self.typed.get("link") or here),
            scopes=frozenset([scope] if isinstance(scope, str) else scope),
            patterns=tuple(self._patterns(kind)),
            exceptions=self._pattern("exceptions", exceptions) if exceptions else None,
            most=int(self.typed.get("max") or 0),
        )

    def _patterns(self, kind: str) -> Iterator[tuple[re.Pattern[str], str]]:
        if kind == EXISTENCE:
            yield self._pattern("tokens", self.typed["tokens"]), ""
        elif kind == SUBSTITUTION:
            yield from ((self._pattern("swap", [found]), str(word)) for found, word in self.typed["swap"].items())
        elif kind == OCCURRENCE:
            yield self._compiled("token", self.typed["token"]), ""

    def _pattern(self, key: str, tokens: Iterable[Any]) -> re.Pattern[str]:
        """Return a pattern for whole words, or whatever else, that one of ``tokens`` finds."""
        typed = [str(token) for token in tokens]
        for number, token in enumerate(typed):
            self._compiled(key, token, token if key == "swap" else number)
        edge = "" if self.typed.get("nonword") else r"\b"
        return self._compiled(key, f"{edge}(?:{'|'.join(typed)}){edge}")

    def _compiled(self, key: str, token: str, *place: str | int) -> re.Pattern[str]:
        try:
            return re.compile(token, self._flags)
        except re.error as error:
            message = f"'{shortened(token)}' is no regular expression: {error.msg}"
            raise self.fault(message, "put \\ before a sign that is meant as it stands", key, *place) from None

    @property
    def _flags(self) -> re.RegexFlag:
        return re.IGNORECASE if self.typed.get("ignorecase") else re.NOFLAG

    def _check(self, schema: dict[str, Any]) -> None:
        for keys, words in schema_faults(self.typed, schema, self.name):
            raise self.fault(words, None, *keys)

    def fault(self, message: str, remedy: str | None, *keys: str | int) -> PressError:
        """Return the error at the value that ``keys`` lead to within the rule."""
        # A name such as `yes`, which YAML takes for no text, is not found.
        line = line_in(self.path, (self.name, *keys)) or 1
        return PressError(message, file=self.path, line=line, remedy=remedy)


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
