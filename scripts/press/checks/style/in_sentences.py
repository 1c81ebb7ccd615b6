"""Find numbers and dates that a sentence has as a table would: figures of one to nine, dates without a case.

Which they are, only their values tell; a book that minds says so by a rule of style of the kind `small-number` or `bare-date`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docutils import nodes

from press.checks.collect import Mark
from press.checks.style.rules import BARE_DATE, NUMBERED, Rule, readable_rules
from press.checks.style.style import own_passages
from press.checks.typed import Passage
from press.core.errors import PressError
from press.directives.number import find_quantity, parse_number
from press.edition.chapters import edition_of
from press.edition.context import EditionContext, get_context
from press.language.dates import DATED, RANGE_SEPARATOR
from press.language.number_phrases import IN_WORDS, can_be_in_words, named_phrase
from press.language.quantities import COUNTED, Quantity
from press.notebooks.kinds import NUMBER

# What is measured stays in figures, and so do places in a ranking; words for those are for the writer to choose.
_IN_WORDS = ("count", "persons", "respondents", "grades")
_SIGN = f"{{{NUMBER.name}}}"


class _Number(NamedTuple):
    """A number in a passage: where it stands, how it is printed, its value, the options of its role."""

    place: int
    printed: str
    quantity: Quantity
    options: Mapping[str, Any]


def numbers_in_sentences(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find numbers from one to nine that a sentence counts in figures, and dates in a sentence without a case, in languages whose rules of style have one of the kind `small-number` or `bare-date`; no number that is compared with ten or more in its sentence or has a typed ending, and no date in brackets."""
    context = get_context(document.settings.env.app)
    if not edition_of(docname, context.settings):
        return
    for rule in readable_rules(context.settings, context.language):
        for passage in own_passages(document, docname) if rule.kind in NUMBERED else ():
            if passage.numbers and rule.applies_to(passage.scope):
                for number in _wrong(rule, passage, context):
                    message = rule.message_on(number.printed)
                    yield Mark("numbers-in-sentences", passage.file, passage.line_at(number.place), message)


def _wrong(rule: Rule, passage: Passage, context: EditionContext) -> Iterator[_Number]:
    """Yield the numbers of a ``passage`` that break the ``rule``, sentence by sentence."""
    found = list(_numbers(passage, context))
    for begin, end in passage.sentences(context.language):
        numbers = [number for number in found if begin <= number.place < end]
        if rule.kind == BARE_DATE:
            meant = (number for number in numbers if _is_bare_date(number.quantity, number.options))
            yield from (number for number in meant if not _is_in_brackets(passage.words[begin : number.place]))
        # What counts or measures more than can be said in words is compared with the others.
        elif all(
            n.quantity.unit not in COUNTED or can_be_in_words(n.quantity, n.options.get("digits")) for n in numbers
        ):
            meant = (number for number in numbers if _is_small(number.quantity, number.options))
            yield from (number for number in meant if not _has_ending(passage.words, number.place + len(_SIGN)))


def _is_bare_date(quantity: Quantity, options: Mapping[str, Any]) -> bool:
    """Return whether it is a date or month as a table has it."""
    is_whole = not (options.get("case") or options.get("part"))
    return quantity.unit in DATED and is_whole and RANGE_SEPARATOR not in quantity.value


def _is_small(quantity: Quantity, options: Mapping[str, Any]) -> bool:
    """Return whether it is a figure that can be a word."""
    is_figure = options.get("form") != IN_WORDS and not options.get("digits")
    return is_figure and quantity.unit in _IN_WORDS and can_be_in_words(quantity)


def _numbers(passage: Passage, context: EditionContext) -> Iterator[_Number]:
    """Yield the numbers that are not within a quotation; of one that cannot be printed its role tells."""
    place = -1
    for typed in passage.numbers:
        place = passage.whole.index(_SIGN, place + 1)
        if passage.words[place] != _SIGN[0]:
            continue
        try:
            name, options = parse_number(typed)
            quantity = find_quantity(context, name)
            printed = named_phrase(name, quantity, context.language, context.nouns, **options)
            yield _Number(place, printed, quantity, options)
        except PressError:
            continue


def _is_in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _has_ending(words: str, place: int) -> bool:
    """Return whether a letter or a hyphen follows at ``place``: 6-орын."""
    return words[place : place + 1] == "-" or words[place : place + 1].isalpha()
