"""Define the role ``{number}``: a number in a sentence, taken from a claim or from the result of a notebook."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from press.core.errors import PressError
from press.core.text import near_names
from press.data.claims import CLAIMS
from press.directives.typed import TYPED
from press.edition.context import EditionContext, get_context
from press.edition.numbering import begins_sentence
from press.language.number_phrases import named_phrase, number_phrase
from press.language.quantities import Quantity
from press.language.registry import profile_of
from press.notebooks.results import NUMBER

_LOGGER = logging.getLogger(__name__)
_DIGITS = re.compile("[0-9]{1,2}")
# The options that follow the name in the role.
OPTIONS = ("part", "form", "digits", "approx", "noun", "case", "gender")
# Node attribute: the number stands in running text and may begin a sentence.
IN_SENTENCE = "in_sentence"


class quantity(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A number in a sentence; ``name`` is that of its claim or result."""


def setup_numbers(app: Sphinx) -> None:
    """Register the role and its transform."""
    app.add_role(NUMBER.name, NumberRole())
    app.add_transform(BeginSentences)


class NumberRole(SphinxRole):
    """Print a number in a sentence as the language of the edition writes it, with a link to where it is from.

    The text is ``claims/<id>`` or ``<notebook>/<key>``, then options such as ``approx=about``.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number in the language of the edition; nothing, after a warning, where there is no such number."""
        context = get_context(self.env.app)
        try:
            name, options = parse_number(self.text)
            node = number_node(context, name, **options)
            node[IN_SENTENCE], node[TYPED] = True, f"{self.name} {self.text}"
            return [node], []
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=NUMBER.name)
            return [], []


class BeginSentences(SphinxTransform):
    """Capitalise numbers in words at the beginning of a sentence: Three, Более 60 %."""

    # Before the cards of numbers are made (850).
    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Write each such number of the document with a capital."""
        begin_sentences(self.document, get_context(self.app).language)


def begin_sentences(document: nodes.Element, language: str) -> None:
    """Write each number of the role that begins a sentence of ``document`` with a word with a capital letter."""
    for node in document.findall(quantity):
        text = node.astext()
        if node.get(IN_SENTENCE) and text[:1].islower() and begins_sentence(node, profile_of(language).referring):
            node[:] = [nodes.Text(text[:1].upper() + text[1:])]


def number_node(context: EditionContext, name: str, **options: Any) -> quantity:
    """Return the number called ``name`` as a node that links to its provenance; ``options`` are those of `number_phrase`."""
    text = named_phrase(name, find_quantity(context, name), context.language, context.sources.nouns, **options)
    return quantity(text, text, name=name, classes=["press-number"])


def parse_number(text: str) -> tuple[str, dict[str, Any]]:
    """Parse ``"claims/x part=year digits=1"`` into a name and keyword arguments of `number_phrase`."""
    name, *words = text.split() or [""]
    options: dict[str, Any] = {}
    for word in words:
        key, _, value = word.partition("=")
        if key not in OPTIONS or not value or (key == "digits" and not _DIGITS.fullmatch(value)):
            remedy = (
                "use part=year, form=plain, form=words, digits=N, approx=about, noun=CODE, case=NAME or gender=NAME"
            )
            raise PressError(f"'{word}' is no option of a number", remedy=remedy)
        options[key] = int(value) if key == "digits" else value
    return name, options


def find_quantity(context: EditionContext, name: str) -> Quantity:
    """Return the quantity of the claim or published number called ``name``; PressError where there is none."""
    origin, _, key = name.partition("/")
    if origin != CLAIMS:
        found = context.results.find(name, NUMBER).quantity
        assert found is not None, "a number always has a quantity"
        return found
    if key not in context.claims:
        near = near_names(key, context.claims)
        remedy = f"use an id of the claims table, such as {near}" if near else "the book has no table of claims"
        raise PressError(f"there is no claim '{key}'", remedy=remedy)
    return context.claims[key]


def hedge_of(context: EditionContext, name: str) -> str:
    """Return the hedge ("more than") with which the source states the claim called ``name``; empty where there is none."""
    origin, _, key = name.partition("/")
    return context.statements[key].hedge if origin == CLAIMS and key in context.statements else ""


def spelled_number(context: EditionContext, name: str) -> str:
    """Return the number called ``name`` with hedge and unit, as in a table: ``more than 1.5 million``."""
    return number_phrase(
        find_quantity(context, name), context.language, context.sources.nouns, approx=hedge_of(context, name)
    )
