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

from docutils import nodes

from press.checks.check import Fault, errors_of
from press.checks.prose import SCOPES, SENTENCE, TEXT, Passage, label_passage, passages
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.files import shown_path, visible
from press.core.reading import line_in, load_yaml, schema_faults
from press.core.settings import Settings
from press.core.text import shortened
from press.data.sources import Sources
from press.data.vocabulary import VOCABULARY_FOLDER, vocabulary_rows
from press.edition.chapters import edition_of
from press.edition.context import get_context
from press.language.catalogues import book_locale, translations_in

EXISTENCE, SUBSTITUTION, OCCURRENCE = "existence", "substitution", "occurrence"
SMALL_NUMBER, BARE_DATE = NUMBERED = "small-number", "bare-date"
# Of values in a file of rules, in JSON Schema.
_TEXT = {"type": "string", "minLength": 1, "what": "no text"}
_LIST = {"type": "array", "items": _TEXT, "minItems": 1, "what": "no list of texts"}
_SCOPE = {"enum": SCOPES, "what": "no scope", "remedy": f"use {', '.join(SCOPES)}"}
_CHOICE = {"type": "boolean", "what": "no choice of true or false"}
_NO_SWAP = "no mapping of what is found to what to write"
_SWAP = {"type": "object", "minProperties": 1, "additionalProperties": _TEXT, "what": _NO_SWAP}
_MOST = {"type": "integer", "minimum": 0, "what": "no whole number"}
_WORDS = {"ignorecase": _CHOICE, "nonword": _CHOICE, "exceptions": _LIST}
# Of each kind the keys that it must have and those that it may have, beside those of every rule.
_KEYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    EXISTENCE: ({"tokens": _LIST}, _WORDS),
    SUBSTITUTION: ({"swap": _SWAP}, _WORDS),
    OCCURRENCE: ({"token": _TEXT, "max": _MOST}, {"ignorecase": _CHOICE}),
    SMALL_NUMBER: ({}, {}),
    BARE_DATE: ({}, {}),
}
_KIND = {"enum": list(_KEYS), "what": "no kind of rule", "remedy": f"write one of {', '.join(_KEYS)}"}
_REMEDY = "write extends, message and the like below it"
_RULE = {
    "type": "object",
    "required": ["extends"],
    "properties": {"extends": _KIND},
    "what": "no rule",
    "remedy": _REMEDY,
}
_SCOPES = {"if": {"type": "array"}, "then": {"items": _SCOPE}, "else": _SCOPE}
_OF_ALL = {"extends": _KIND, "message": _TEXT, "link": _TEXT, "scope": _SCOPES}
# So many letters of a sentence tell which it is.
_SHOWN = 40
# Of a translation, which is Markdown of a notebook: code, and roles that are no words.
_MARKUP = re.compile(r"(?:\{[\w:.+-]+\})?`[^`]*`")


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
    return tuple(_read_rule(path, settings, str(name), rule) for name, rule in load_yaml(path).items())


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


def _read_rule(path: Path, settings: Settings, name: str, typed: Any) -> Rule:
    def fault(message: str, remedy: str | None, *keys: str | int) -> PressError:
        # A name such as `yes`, which YAML takes for no text, is not found.
        return PressError(message, file=path, line=line_in(path, (name, *keys)) or 1, remedy=remedy)

    def check(schema: dict[str, Any]) -> None:
        for keys, words in schema_faults(typed, schema, name):
            raise fault(words, None, *keys)

    def compiled(key: str, token: str, *place: str | int) -> re.Pattern[str]:
        try:
            return re.compile(token, re.IGNORECASE if typed.get("ignorecase") else re.NOFLAG)
        except re.error as error:
            message = f"'{shortened(token)}' is no regular expression: {error.msg}"
            raise fault(message, "put \\ before a sign that is meant as it stands", key, *place) from None

    def any_of(key: str, tokens: Iterable[str]) -> re.Pattern[str]:
        """Return a pattern for whole words, or whatever else, that one of ``tokens`` finds."""
        found = list(tokens)
        for number, token in enumerate(found):
            compiled(key, token, token if key == "swap" else number)
        edge = "" if typed.get("nonword") else r"\b"
        return compiled(key, f"{edge}(?:{'|'.join(found)}){edge}")

    check(_RULE)
    kind = typed["extends"]
    needed, optional = _KEYS[kind]
    properties = {**_OF_ALL, **needed, **optional}
    required = ["message", *needed]
    check({"type": "object", "required": required, "properties": properties, "additionalProperties": False})
    places, most = typed["message"].count("%s"), 2 if kind == SUBSTITUTION else 1
    if places > most:
        message = f"the message has {places} places for words (%s)"
        raise fault(message, f"a rule of the kind {kind} has at most {most}", "message")
    patterns = [(any_of("swap", [found]), word) for found, word in typed.get("swap", {}).items()]
    patterns += [(any_of("tokens", typed["tokens"]), "")] if "tokens" in typed else []
    patterns += [(compiled("token", typed["token"]), "")] if "token" in typed else []
    scope = typed.get("scope", TEXT)
    return Rule(
        name=name,
        kind=kind,
        message=typed["message"],
        link=typed.get("link") or path.relative_to(settings.root).as_posix(),
        scopes=frozenset([scope] if isinstance(scope, str) else scope),
        patterns=tuple(patterns),
        exceptions=any_of("exceptions", typed["exceptions"]) if "exceptions" in typed else None,
        most=typed.get("max", 0),
    )


def broken_rules(passage: Passage, rules: Iterable[Rule], language: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of whatever in ``passage`` breaks one of ``rules``, but those on numbers, whose values have to be known first."""
    for rule in rules:
        if rule.kind not in NUMBERED and rule.applies_to(passage.scope):
            yield from ((passage.line_at(place), message) for place, message in _broken(rule, passage, language))


def _broken(rule: Rule, passage: Passage, language: str) -> Iterator[tuple[int, str]]:
    right = [match.span() for match in rule.exceptions.finditer(passage.words)] if rule.exceptions else []
    for pattern, instead in rule.patterns:
        found = list(pattern.finditer(passage.words))
        if rule.kind == OCCURRENCE:
            # Of each sentence, or of all of the passage, the first sign beyond the most.
            spans = passage.sentences(language) if SENTENCE in rule.scopes else [(0, len(passage.words))]
            for begin, end in spans if len(found) > rule.most else ():
                inside = [match.start() for match in found if begin <= match.start() < end]
                if len(inside) > rule.most:
                    yield inside[rule.most], rule.message_on(passage.whole[begin:end].strip()[:_SHOWN])
            continue
        for match in found:
            if not any(begin <= match.start() and match.end() <= end for begin, end in right):
                words = passage.whole[match.start() : match.end()]
                yield match.start(), rule.message_on(*((instead, words) if rule.kind == SUBSTITUTION else (words,)))


def style(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find words that break a rule of the book's style (`book/style/<language>.yml`)."""
    context = get_context(document.settings.env.app)
    rules = readable_rules(context.settings, context.language)
    for passage in own_passages(document, docname):
        for line, message in broken_rules(passage, rules, context.language):
            yield Fault(passage.file, line, message)


def style_of_labels(sources: Sources) -> Iterator[Fault]:
    """Find words that break a rule of the book's style in labels and catalogues."""
    for language in sources.settings.languages:
        rules = readable_rules(sources.settings, language)
        for passage in passages_beside(sources.settings, language):
            for line, message in broken_rules(passage, rules, language):
                yield Fault(passage.file, line, message)


def own_passages(document: nodes.document, docname: str) -> list[Passage]:
    """Return the prose that stands in the file of ``document``, but what is quoted: of notebooks only in the first language, as others translate them."""
    context = get_context(document.settings.env.app)
    is_first = context.language == context.settings.languages[0]
    is_own = is_first or edition_of(docname, context.settings)
    return [passage for passage in passages(document) if passage.scope and is_own]


def passages_beside(settings: Settings, language: str) -> Iterator[Passage]:
    """Yield the labels and translations of ``language``."""
    for path in visible((settings.root / VOCABULARY_FOLDER).glob("*.csv")):
        for line, row in vocabulary_rows(path, settings.languages):
            yield label_passage(row[language], line, shown_path(path, settings.root))
    for path in visible((book_locale(settings) / language).rglob("*.po")):
        for line, text in translations_in(path):
            yield label_passage(_MARKUP.sub(" ", text), line, shown_path(path, settings.root))
