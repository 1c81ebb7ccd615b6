"""Read the rules of style of one language from a file of the book, in the terms of Vale (https://vale.sh/docs/styles), of which it knows some.

A file holds rules by name. Each ``extends`` a kind: `EXISTENCE` (words that are not to be there), `SUBSTITUTION` (words with those to write
instead), `OCCURRENCE` (a sign that is there too often), or one of press's own, for what only values tell: `SMALL_NUMBER` (a figure that a sentence has in words)
and `BARE_DATE` (one that it has in a case).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.checks.check import errors_of
from press.checks.typed import SCOPES, SENTENCE, TEXT
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.reading.yaml_file import line_in, load_yaml
from press.core.settings import Settings
from press.core.text import shortened

EXISTENCE, SUBSTITUTION, OCCURRENCE = "existence", "substitution", "occurrence"
SMALL_NUMBER, BARE_DATE = NUMBERED = "small-number", "bare-date"
# Keys of every rule, and of each kind those that it must have and those that it may have.
_HEAD = ("extends", "message", "link", "scope")
_NEEDED: dict[str, tuple[str, ...]] = {
    EXISTENCE: ("tokens",),
    SUBSTITUTION: ("swap",),
    OCCURRENCE: ("token", "max"),
    **dict.fromkeys(NUMBERED, ()),
}
_WORDS = ("ignorecase", "nonword", "exceptions")
_OPTIONAL = {EXISTENCE: _WORDS, SUBSTITUTION: _WORDS, OCCURRENCE: ("ignorecase",)}
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
        if not isinstance(self.typed, Mapping):
            raise self.fault(f"the rule '{self.name}' has no keys", "write extends, message and the like below it")
        kind = self._one_of("extends", _NEEDED)
        self._check_keys(kind)
        self._check_types()
        message = str(self.typed["message"])
        if message.count("%s") > _PLACES.get(kind, 1):
            places = f"the message has {message.count('%s')} places for words (%s)"
            raise self.fault(places, f"a rule of the kind {kind} has at most {_PLACES.get(kind, 1)}", "message")
        exceptions = self.typed.get("exceptions") or ()
        return Rule(
            name=self.name,
            kind=kind,
            message=message,
            link=str(self.typed.get("link") or here),
            scopes=frozenset(self._scopes()),
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

    def _scopes(self) -> list[str]:
        typed = self.typed.get("scope", TEXT)
        scopes = typed if isinstance(typed, list) else [typed]
        for scope in scopes:
            if scope not in SCOPES:
                raise self.fault(f"there is no scope '{scope}'", f"use {', '.join(SCOPES)}", "scope")
        return scopes

    def _one_of(self, key: str, known: Iterable[str]) -> str:
        value = self.typed.get(key)
        if not isinstance(value, str) or value not in known:
            message = f"the rule '{self.name}' {f'{key} {value!r}' if value else f'has no {key}'}"
            raise self.fault(message, f"write {key}: with one of {', '.join(known)}", key)
        return value

    def _check_keys(self, kind: str) -> None:
        known = (*_HEAD, *_NEEDED[kind], *_OPTIONAL.get(kind, ()))
        for key in self.typed:
            if key not in known:
                near = get_close_matches(str(key), known, n=1) or known
                message = f"a rule of the kind {kind} has no key '{key}' here"
                raise self.fault(message, f"write one such as {', '.join(near)}, or remove it", key)
        for key in ("message", *_NEEDED[kind]):
            if key not in self.typed:
                raise self.fault(f"the rule '{self.name}' has no {key}", f"write {key}: below it")

    def _check_types(self) -> None:
        for key, value in self.typed.items():
            is_fit, meant = _MEANT[key]
            if not is_fit(value):
                raise self.fault(
                    f"{key} is '{value}', which is no {meant}", f"write a {meant} behind {key}:, a text in quotes", key
                )

    def fault(self, message: str, remedy: str, *keys: str | int) -> PressError:
        """Return the error at the value that ``keys`` lead to within the rule."""
        # A name such as `yes`, which YAML takes for no text, is not found.
        line = line_in(self.path, (self.name, *keys)) or 1
        return PressError(message, file=self.path, line=line, remedy=remedy)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_swap(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(map(_is_text, (*value, *value.values())))


_MEANT = {
    **dict.fromkeys(("extends", "message", "link", "token"), (_is_text, "text")),
    **dict.fromkeys(("tokens", "exceptions"), (_is_list, "list of texts")),
    **dict.fromkeys(("ignorecase", "nonword"), (lambda value: isinstance(value, bool), "choice of true or false")),
    "scope": (lambda value: _is_text(value) or _is_list(value), "name of a scope, or list of such"),
    "swap": (_is_swap, "mapping of what is found to what to write"),
    "max": (lambda value: type(value) is int and value >= 0, "whole number"),
}
