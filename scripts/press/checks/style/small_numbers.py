"""Find figures in sentences that are written in words: one to nine, where something is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from press.checks.check import NUMBERS, Fault, Material, Stage, check, fault_at
from press.checks.myst.chapter import Chapter
from press.checks.myst.inline import Text
from press.checks.style.prose import Passage, passage_of, scope_of
from press.checks.style.rules import SMALL_NUMBER, Rule, read_rules
from press.core.errors import PressError
from press.data.claims import CLAIMS
from press.directives.number import parse_number
from press.language.number_words import IN_WORDS, can_be_in_words
from press.language.phrases import Nouns, phrase
from press.language.quantities import COUNTED, Quantity
from press.notebooks.kinds import NUMBER

# What is measured stays in figures, and so do places in a ranking; words for those are for the writer to choose.
_IN_WORDS = ("count", "persons", "respondents", "grades")
_SIGN = f"{{{NUMBER.name}}}"


@check("small-numbers", NUMBERS, Stage.RESULTS)
def small_numbers(material: Material) -> Iterator[Fault]:
    """Find numbers from one to nine that a sentence counts in figures, in languages whose rules of style have one of the kind
    `small-number`; not those of a sentence that compares them with ten or more, nor those with a typed ending.
    """
    sources = material.sources
    values = {f"{CLAIMS}/{key}": quantity for key, quantity in sources.claims.items()}
    values |= {result.name: result.quantity for result in material.results if result.quantity}
    for language in material.settings.languages:
        for rule in read_rules(material.settings, language):
            if rule.kind == SMALL_NUMBER:
                finder = _Finder(rule, language, values, sources.nouns)
                for chapter in material.chapters:
                    yield from finder.faults(chapter) if chapter.language == language else ()


@dataclass(frozen=True)
class _Finder:
    """Finds what breaks ``rule``, where numbers have ``values``."""

    rule: Rule
    language: str
    values: Mapping[str, Quantity]
    nouns: Nouns

    def faults(self, chapter: Chapter) -> Iterator[Fault]:
        """Yield a fault for each number of ``chapter`` that is to be a word."""
        for block in chapter.blocks:
            scope = scope_of(block)
            if scope and self.rule.applies_to(scope):
                for text in block.texts:
                    for line, printed in self._in_text(text, scope):
                        yield fault_at(chapter.path, line, self.rule.said(printed))

    def _in_text(self, text: Text, scope: str) -> Iterator[tuple[int, str]]:
        # Where no number is small, nothing has to be read.
        if not any(role.name == NUMBER.name and self._printed(role.text) for role in text.roles):
            return
        passage = passage_of(text, scope)
        for begin, end in passage.sentences(self.language):
            numbers = list(_numbers(passage, begin, end))
            if any(self._is_large(typed) for _, typed in numbers):
                continue
            for place, typed in numbers:
                printed = self._printed(typed)
                if printed and not _has_ending(passage.words, place + len(_SIGN)):
                    yield passage.line_at(place), printed

    def _printed(self, typed: str) -> str:
        """Return a number as it is printed, if it is a figure that can be a word; nothing of others, or of what cannot be read."""
        try:
            name, options = parse_number(typed)
            quantity = self.values.get(name)
            is_figure = options.get("form") != IN_WORDS and not options.get("digits")
            if quantity is None or not is_figure or quantity.unit not in _IN_WORDS or not can_be_in_words(quantity):
                return ""
            return phrase(quantity, self.language, self.nouns, **options)
        except PressError:
            # Told by the check of names.
            return ""

    def _is_large(self, typed: str) -> bool:
        """Tell whether what is counted or measured is more than can be said in words, so that others are compared with it."""
        try:
            name, options = parse_number(typed)
            quantity = self.values.get(name)
            if quantity is None or quantity.unit not in COUNTED:
                return False
            return not can_be_in_words(quantity, options.get("digits"))
        except PressError:
            return False


def _numbers(passage: Passage, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield place and text of each number between ``begin`` and ``end`` that is not within a quotation."""
    place = -1
    for typed in passage.numbers:
        place = passage.whole.index(_SIGN, place + 1)
        if begin <= place < end and passage.words[place] == _SIGN[0]:
            yield place, typed


def _has_ending(words: str, place: int) -> bool:
    """Tell whether a letter or a hyphen follows at ``place``: 6-орын."""
    return words[place : place + 1] == "-" or words[place : place + 1].isalpha()
