"""Check numbers: digits that are typed instead of coming from data, those of which nothing says what they are, and those that a sentence has as a table would.

Free to be typed are quotations, names, the numbers of lists and the ordinals of headings. Which numbers a sentence has in words only their values
tell; a book that minds says so by a rule of style of the kind `small-number` or `bare-date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import category

from docutils import nodes

from press.checks.check import Fault, place_of
from press.checks.prose import IN_HEADING, Passage, outermost, passages
from press.checks.style import BARE_DATE, NUMBERED, own_passages, readable_rules
from press.core.errors import PressError
from press.data.claims import CLAIMS
from press.data.vocabulary import VOCABULARY_FOLDER
from press.directives.number import find_quantity, parse_number, quantity
from press.edition.chapters import edition_of
from press.edition.context import EditionContext, get_context
from press.language.dates import DATED, RANGE_SEPARATOR
from press.language.number_phrases import IN_WORDS, can_be_in_words, named_phrase
from press.language.quantities import COUNTED, Quantity
from press.notebooks.results import NUMBER

# 1,113.6 and 42 500 are one number each, with any of the spaces that divide thousands.
_NUMBER = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
# The sign or word that a printed number ends with.
_UNIT = re.compile(r"%$|[^\W\d_]+\.?$")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|-(?:й|ый|ой|я|ая|е|ое|го|му|м|х|ші|шы))(?!\w)")
_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")
# What is measured stays in figures, and so do places in a ranking; words for those are for the writer to choose.
_IN_WORDS = ("count", "persons", "respondents", "grades")
_SIGN = f"{{{NUMBER.name}}}"


def numbers(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find numbers of which the vocabulary does not say what they are, and a unit that is typed behind a number which prints it."""
    context = get_context(document.settings.env.app)
    for node in document.findall(quantity):
        origin, _, key = node["name"].partition("/")
        code = f"claim.{key}" if origin == CLAIMS else f"number.{origin}.{key}"
        if not context.vocabulary.has(code):
            message = f"nothing says what the number {node['name']} is; add a row '{code}' with its words to {VOCABULARY_FOLDER}"
            yield Fault(*place_of(node, document), message)
        unit, after = _UNIT.search(node.astext()), node.next_node(descend=False, siblings=True)
        if unit and after and re.match(rf"\s*{re.escape(unit[0])}(?!\w)", after.astext()):
            message = f"{node['name']} is printed as '{node.astext()}', and '{unit[0]}' is typed behind it; remove what is typed, or write form=plain"
            yield Fault(*place_of(node, document), message)


def typed_digits(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find digits that are typed into a chapter instead of coming from data."""
    settings = get_context(document.settings.env.app).settings
    if not edition_of(docname, settings):
        return
    for passage in passages(document):
        for place, digits in digits_in(passage, settings.names):
            message = f"the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
            yield Fault(passage.file, passage.line_at(place), message)


def digits_in(passage: Passage, names: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield place and text of each number that a ``passage`` types, where ``names`` may hold digits."""
    words = passage.whole if passage.scope else ""
    if passage.scope == IN_HEADING:
        words = _ORDINAL.sub(_blank, _SECTION.sub(_blank, words))
    for begin, end in outermost(words):
        words = words[:begin] + " " * (end - begin) + words[end:]
    # Digits of other scripts, superscripts, fractions and numbers in circles count as well.
    words = "".join("0" if not sign.isascii() and category(sign) in ("Nd", "No") else sign for sign in words)
    for name in sorted(names, key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, name.split()))
        ending = r"(?!\d|[.,]\d)" if name[-1:].isdigit() else r"(?!\w)"
        words = re.sub(rf"(?<!\w){pattern}{ending}", _blank, words)
    for match in _NUMBER.finditer(words):
        yield match.start(), passage.whole[match.start() : match.end()]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


class _Number(NamedTuple):
    """A number in a passage: where it stands, how it is printed, its value, the options of its role."""

    place: int
    printed: str
    quantity: Quantity
    options: Mapping[str, Any]


def numbers_in_sentences(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find numbers from one to nine that a sentence counts in figures, and dates in a sentence without a case, in languages whose rules of style have one of the kind `small-number` or `bare-date`; no number that is compared with ten or more in its sentence or has a typed ending, and no date in brackets."""
    context = get_context(document.settings.env.app)
    if not edition_of(docname, context.settings):
        return
    rules = [rule for rule in readable_rules(context.settings, context.language) if rule.kind in NUMBERED]
    for passage in own_passages(document, docname) if rules else ():
        found = list(_numbers(passage, context)) if passage.numbers else []
        for begin, end in passage.sentences(context.language) if found else ():
            in_sentence = [number for number in found if begin <= number.place < end]
            for rule in rules:
                if rule.applies_to(passage.scope):
                    wrong = _bare_dates if rule.kind == BARE_DATE else _small_figures
                    for number in wrong(in_sentence, passage, begin):
                        yield Fault(passage.file, passage.line_at(number.place), rule.message_on(number.printed))


def _bare_dates(numbers: Sequence[_Number], passage: Passage, begin: int) -> Iterator[_Number]:
    """Yield the whole dates of a sentence that have no case and stand in no brackets."""
    for number in numbers:
        before = passage.words[begin : number.place]
        is_whole = not (number.options.get("case") or number.options.get("part"))
        is_date = number.quantity.unit in DATED and RANGE_SEPARATOR not in number.quantity.value
        if is_date and is_whole and before.count("(") <= before.count(")"):
            yield number


def _small_figures(numbers: Sequence[_Number], passage: Passage, begin: int) -> Iterator[_Number]:
    """Yield the figures of a sentence that can be words, unless it counts or measures more than that, which is compared with them."""
    if all(n.quantity.unit not in COUNTED or can_be_in_words(n.quantity, n.options.get("digits")) for n in numbers):
        for number in numbers:
            # Of one with an ending, such as 6-орын, the figure is right.
            after = passage.words[number.place + len(_SIGN) :][:1]
            is_figure = number.options.get("form") != IN_WORDS and not number.options.get("digits")
            is_small = number.quantity.unit in _IN_WORDS and can_be_in_words(number.quantity)
            if is_figure and is_small and after != "-" and not after.isalpha():
                yield number


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
            printed = named_phrase(name, quantity, context.language, context.sources.nouns, **options)
            yield _Number(place, printed, quantity, options)
        except PressError:
            continue
