"""Find numbers and dates that a sentence has as a table would: figures of one to nine, dates without a case.

Which they are, only their values tell; a book that minds says so by a rule of style of the kind `small-number` or `bare-date`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from press.checks.check import NUMBERS, Fault, Material, Stage, check, fault_at
from press.checks.myst.chapter import Chapter
from press.checks.myst.inline import Text
from press.checks.style.prose import Passage, passage_of, scope_of
from press.checks.style.rules import BARE_DATE, NUMBERED, Rule, read_rules
from press.core.errors import PressError
from press.data.claims import CLAIMS
from press.directives.number import parse_number
from press.language.dates import DATED, RANGE_SEPARATOR
from press.language.number_phrases import Nouns, number_phrase
from press.language.number_words import IN_WORDS, can_be_in_words
from press.language.quantities import COUNTED, Quantity
from press.notebooks.kinds import NUMBER

# What is measured stays in figures, and so do places in a ranking; words for those are for the writer to choose.
_IN_WORDS = ("count", "persons", "respondents", "grades")
_SIGN = f"{{{NUMBER.name}}}"


@check("numbers-in-sentences", NUMBERS, Stage.RESULTS)
def numbers_in_sentences(material: Material) -> Iterator[Fault]:
    """Find numbers from one to nine that a sentence counts in figures, and dates in a sentence without a case, in languages whose rules of style have one of the kind `small-number` or `bare-date`; no number that is compared with ten or more in its sentence or has a typed ending, and no date in brackets."""
    sources = material.sources
    values = {f"{CLAIMS}/{key}": quantity for key, quantity in sources.claims.items()}
    values |= {result.name: result.quantity for result in material.results if result.quantity}
    for language in material.settings.languages:
        for rule in read_rules(material.settings, language):
            if rule.kind in NUMBERED:
                finder = _Finder(rule, language, values, sources.nouns)
                for chapter in material.chapters:
                    yield from finder.faults(chapter) if chapter.language == language else ()


@dataclass(frozen=True)
class _Number:
    """A number in a passage: where it stands, its value, the options of its role."""

    place: int
    quantity: Quantity
    options: Mapping[str, Any]

    @property
    def is_bare_date(self) -> bool:
        """Return whether it is a date or month as a table has it."""
        is_whole = not (self.options.get("case") or self.options.get("part"))
        return self.quantity.unit in DATED and is_whole and RANGE_SEPARATOR not in self.quantity.value

    @property
    def is_small(self) -> bool:
        """Return whether it is a figure that can be a word."""
        is_figure = self.options.get("form") != IN_WORDS and not self.options.get("digits")
        return is_figure and self.quantity.unit in _IN_WORDS and can_be_in_words(self.quantity)

    @property
    def is_large(self) -> bool:
        """Return whether it counts or measures more than can be said in words, so that others are compared with it."""
        return self.quantity.unit in COUNTED and not can_be_in_words(self.quantity, self.options.get("digits"))


@dataclass(frozen=True)
class _Finder:
    """Finds what breaks ``rule``, where numbers have ``values``."""

    rule: Rule
    language: str
    values: Mapping[str, Quantity]
    nouns: Nouns

    def faults(self, chapter: Chapter) -> Iterator[Fault]:
        """Yield a fault for each number of ``chapter`` that is to be said in another way."""
        for block in chapter.blocks:
            scope = scope_of(block)
            if scope and self.rule.applies_to(scope):
                for text in block.texts:
                    for line, printed in self._in_text(text, scope):
                        yield fault_at(chapter.path, line, self.rule.message_on(printed))

    def _in_text(self, text: Text, scope: str) -> Iterator[tuple[int, str]]:
        typed = (role.text for role in text.roles if role.name == NUMBER.name)
        # Where none is looked for, nothing has to be read.
        if not any(self._is_meant(number) for number in self._numbers(enumerate(typed))):
            return
        passage = passage_of(text, scope)
        numbers = list(self._numbers(_places(passage)))
        for begin, end in passage.sentences(self.language):
            for number in self._wrong([number for number in numbers if begin <= number.place < end], passage, begin):
                printed = number_phrase(number.quantity, self.language, self.nouns, **number.options)
                yield passage.line_at(number.place), printed

    def _is_meant(self, number: _Number) -> bool:
        return number.is_bare_date if self.rule.kind == BARE_DATE else number.is_small

    def _wrong(self, numbers: list[_Number], passage: Passage, begin: int) -> Iterator[_Number]:
        """Yield those ``numbers`` of the sentence that begins at ``begin`` that break the rule."""
        meant = [number for number in numbers if self._is_meant(number)]
        if self.rule.kind == BARE_DATE:
            yield from (number for number in meant if not _is_in_brackets(passage.words[begin : number.place]))
        elif not any(number.is_large for number in numbers):
            yield from (number for number in meant if not _has_ending(passage.words, number.place + len(_SIGN)))

    def _numbers(self, typed: Iterator[tuple[int, str]]) -> Iterator[_Number]:
        """Yield the numbers that are ``typed`` at places; of one that cannot be printed the checks of names and results tell."""
        for place, text in typed:
            try:
                name, options = parse_number(text)
                if name in self.values:
                    number_phrase(self.values[name], self.language, self.nouns, **options)
                    yield _Number(place, self.values[name], options)
            except PressError:
                continue


def _places(passage: Passage) -> Iterator[tuple[int, str]]:
    """Yield place and text of each number that is not within a quotation."""
    place = -1
    for typed in passage.numbers:
        place = passage.whole.index(_SIGN, place + 1)
        if passage.words[place] == _SIGN[0]:
            yield place, typed


def _is_in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _has_ending(words: str, place: int) -> bool:
    """Return whether a letter or a hyphen follows at ``place``: 6-орын."""
    return words[place : place + 1] == "-" or words[place : place + 1].isalpha()
