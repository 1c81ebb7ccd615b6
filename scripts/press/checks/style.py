"""Read the rules of style of one language from a file of the book, in some of the terms of Vale (https://vale.sh/docs/styles).

A file has rules by name. Each ``extends`` a kind: `EXISTENCE` (words that are not to be there), `SUBSTITUTION` (words with
those to write instead), `OCCURRENCE` (a sign that is there too often), or a kind of press, which looks at values:
`SMALL_NUMBER` (a figure that a sentence has in words), `BARE_DATE` (a date that it has in a case).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes

from press.checks.check import Fault
from press.checks.prose import SENTENCE, TEXT, Passage, own_passages, passages_beside
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.reading import line_in, load_yaml, schema_faults
from press.core.resources import press_path
from press.core.settings import Settings
from press.core.text import shortened
from press.data.sources import Sources
from press.directives.number import find_quantity, parse_number, phrase_of
from press.edition.chapters import edition_of
from press.edition.context import EditionContext, get_context
from press.language.number_phrases import IN_WORDS, can_be_in_words
from press.language.quantities import RANGE_SEPARATOR, Quantity
from press.language.units import Kind, unit_of_column
from press.notebooks.results import NUMBER

EXISTENCE, SUBSTITUTION, OCCURRENCE = "existence", "substitution", "occurrence"
SMALL_NUMBER, BARE_DATE = NUMBERED = "small-number", "bare-date"
# So many letters of a sentence tell which it is.
_LETTERS_SHOWN = 40
_SIGN = f"{{{NUMBER.name}}}"


@dataclass(frozen=True)
class Rule:
    """A rule of style: a ``message`` on what its patterns find in passages of its ``scopes``; the rule is told at ``link``.

    Each of the ``patterns`` has what to write instead, if anything; what is within one of the ``exceptions`` is right. A rule of the
    kind `OCCURRENCE` allows ``most`` in a passage or sentence.
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


@cached_per_build
def read_rules(settings: Settings, language: str) -> tuple[Rule, ...]:
    """Return the rules of ``language``, none where the book has no such file; raise PressError with the line of a wrong rule."""
    path = settings.style / f"{language}.yml"
    if not path.is_file():
        return ()
    return tuple(_read_rule(path, settings, str(name), rule) for name, rule in load_yaml(path).items())


def _read_rule(path: Path, settings: Settings, name: str, typed: Any) -> Rule:
    def fault(message: str, remedy: str | None, *keys: str | int) -> PressError:
        # A name such as `yes`, which YAML takes for no text, is not found.
        return PressError(message, file=path, line=line_in(path, (name, *keys)) or 1, remedy=remedy)

    def check(kind: str) -> None:
        for keys, words in schema_faults(typed, schemas[kind], name):
            raise fault(words, None, *keys)

    def compiled(key: str, token: str) -> re.Pattern[str]:
        try:
            return re.compile(token, re.IGNORECASE if typed.get("ignorecase") else re.NOFLAG)
        except re.error as error:
            message = f"'{shortened(token)}' is no regular expression: {error.msg}"
            raise fault(message, "put \\ before a sign that is meant as it stands", key) from None

    def any_of(key: str, tokens: Iterable[str]) -> re.Pattern[str]:
        """Return a pattern for whole words, or whatever else, that one of ``tokens`` finds."""
        edge = "" if typed.get("nonword") else r"\b"
        return compiled(key, f"{edge}(?:{'|'.join(tokens)}){edge}")

    schemas = load_yaml(press_path("checks/style.schema.yml"))
    check("any")
    kind = typed["extends"]
    check(kind)
    patterns = [(any_of("swap", [wrong]), right) for wrong, right in typed.get("swap", {}).items()]
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


def broken_rules(passage: Passage, rules: Iterable[Rule], language: str) -> Iterator[Fault]:
    """Yield whatever in ``passage`` breaks one of ``rules``, but those on numbers, whose values have to be known first."""
    for rule in rules:
        if rule.kind not in NUMBERED and rule.applies_to(passage.scope):
            for place, message in _broken(rule, passage, language):
                yield Fault(passage.file, passage.line_at(place), message)


def _broken(rule: Rule, passage: Passage, language: str) -> Iterator[tuple[int, str]]:
    right = [match.span() for match in rule.exceptions.finditer(passage.words)] if rule.exceptions else []
    for pattern, instead in rule.patterns:
        matches = list(pattern.finditer(passage.words))
        if rule.kind == OCCURRENCE:
            # The first sign too many of each sentence, or of all of the passage.
            spans = passage.sentences(language) if SENTENCE in rule.scopes else [(0, len(passage.words))]
            for begin, end in spans:
                inside = [match.start() for match in matches if begin <= match.start() < end]
                if len(inside) > rule.most:
                    yield inside[rule.most], rule.message_on(passage.whole[begin:end].strip()[:_LETTERS_SHOWN])
            continue
        for match in matches:
            if not any(begin <= match.start() and match.end() <= end for begin, end in right):
                words = passage.whole[match.start() : match.end()]
                yield match.start(), rule.message_on(*((instead, words) if rule.kind == SUBSTITUTION else (words,)))


def style(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find words that break a rule of the book's style (`book/style/<language>.yml`); by rules of the kind `small-number` numbers from one to nine that a sentence counts in figures, but one that is compared with ten or more in its sentence or has a typed ending; by those of the kind `bare-date` dates in a sentence without a case, but one in brackets."""
    context = get_context(document.settings.env.app)
    rules = read_rules(context.settings, context.language)
    numbered = [rule for rule in rules if rule.kind in NUMBERED and edition_of(docname, context.settings)]
    for passage in own_passages(document, docname) if rules else ():
        yield from broken_rules(passage, rules, context.language)
        numbers = list(_numbers(passage, context)) if numbered else []
        for begin, end in passage.sentences(context.language) if numbers else ():
            inside = [number for number in numbers if begin <= number.place < end]
            # What is compared with more than nine stays in figures.
            counted = (number for number in inside if number.quantity.kind == Kind.COUNTED)
            is_compared = any(not can_be_in_words(each.quantity, each.options.get("digits")) for each in counted)
            for number in inside:
                is_small = not is_compared and number.is_small_figure(passage)
                kinds = {SMALL_NUMBER: is_small, BARE_DATE: number.is_bare_date(passage, begin)}
                for rule in numbered:
                    if kinds[rule.kind] and rule.applies_to(passage.scope):
                        yield Fault(passage.file, passage.line_at(number.place), rule.message_on(number.printed))


def style_of_labels(sources: Sources) -> Iterator[Fault]:
    """Find words that break a rule of the book's style in labels and catalogues."""
    for language in sources.settings.languages:
        rules = read_rules(sources.settings, language)
        for passage in passages_beside(sources.settings, language):
            yield from broken_rules(passage, rules, language)


class _Number(NamedTuple):
    """A number in a passage: its place, how it is printed, its value, the options of its role."""

    place: int
    printed: str
    quantity: Quantity
    options: Mapping[str, Any]

    def is_bare_date(self, passage: Passage, begin: int) -> bool:
        """Return whether it is a whole date that has no case and, in a sentence that begins at ``begin``, is in no brackets."""
        before = passage.words[begin : self.place]
        is_whole = not (self.options.get("case") or self.options.get("part"))
        is_date = self.quantity.kind == Kind.DATE and RANGE_SEPARATOR not in self.quantity.value
        return is_date and is_whole and before.count("(") <= before.count(")")

    def is_small_figure(self, passage: Passage) -> bool:
        """Return whether it could be a word; one with an ending, such as 6-орын, is right in figures."""
        after = passage.words[self.place + len(_SIGN) :][:1]
        is_figure = self.options.get("form") != IN_WORDS and not self.options.get("digits")
        is_small = unit_of_column(self.quantity.unit).is_in_words and can_be_in_words(self.quantity)
        return is_figure and is_small and after != "-" and not after.isalpha()


def _numbers(passage: Passage, context: EditionContext) -> Iterator[_Number]:
    """Yield the numbers that are not within a quotation; of one that cannot be printed its role tells."""
    place = -1
    for typed in passage.numbers:
        place = passage.whole.index(_SIGN, place + 1)
        if passage.words[place] != _SIGN[0]:
            continue
        with suppress(PressError):
            name, options = parse_number(typed)
            yield _Number(place, phrase_of(context, name, **options), find_quantity(context, name), options)
