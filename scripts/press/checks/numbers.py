"""Find numbers of which nothing says what they are, and a unit that is typed behind a number which prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.units import format_unit
from docutils import nodes

from press.checks.collect import Mark, place_of
from press.data.claims import CLAIMS
from press.data.vocabulary import VOCABULARY_FOLDER
from press.directives.number import quantity
from press.edition.context import get_context
from press.language.registry import locale_of

# The sign or word that a printed number ends with.
_UNIT = re.compile(r"%$|[^\W\d_]+\.?$")


def numbers(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find numbers of which the vocabulary does not say what they are, and a unit that is typed behind a number which prints it."""
    context = get_context(document.settings.env.app)
    for node in document.findall(quantity):
        origin, _, key = node["name"].partition("/")
        code = f"claim.{key}" if origin == CLAIMS else f"number.{origin}.{key}"
        if not context.vocabulary.has(code):
            message = f"nothing says what the number {node['name']} is; add a row '{code}' with its words to {VOCABULARY_FOLDER}"
            yield Mark("numbers", *place_of(node, document), message)
        after = node.next_node(descend=False, siblings=True)
        unit = _UNIT.search(node.astext())
        if unit and isinstance(after, nodes.Text) and (again := unit_again(unit[0], str(after), context.language)):
            message = f"{node['name']} is printed as '{node.astext()}', and '{again}' is typed behind it; remove what is typed, or write form=plain"
            yield Mark("numbers", *place_of(node, document), message)


def unit_again(unit: str, after: str, language: str) -> str:
    """Return the word or sign with which ``after`` begins, where it is the ``unit`` that was printed before it."""
    units = [re.escape(unit)]
    if unit == "%":
        # Its word in the forms that follow one, two and five.
        words = (
            format_unit(number, "percent", locale=locale_of(language)).split(maxsplit=1)[1] for number in (1, 2, 5)
        )
        units += [rf"{word.replace(' ', ' ?')}\w*" for word in words]
    found = re.match(rf"\s*(?P<typed>{'|'.join(units)})(?!\w)", after)
    return found["typed"] if found else ""
