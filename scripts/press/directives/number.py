"""Define the role ``{number}``, a number in a sentence that links to its card (`press.directives.provenance`).

A number is that of a claim or a result of a notebook. In a PDF and an EPUB it links to its page on the site, and is
plain text where the address of the site is unknown.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

from press.core.errors import PressError
from press.core.text import near_names
from press.data.claims import CLAIMS
from press.directives.components import TYPED
from press.directives.link_nodes import may_open, page_link
from press.edition.context import EditionContext, format_of, get_context, warn
from press.edition.numbering import begins_sentence
from press.language.number_phrases import number_phrase
from press.language.quantities import Quantity
from press.language.registry import profile_of
from press.notebooks.results import NUMBER

_DIGITS = re.compile("[0-9]{1,2}")
# The options that follow the name in the role.
OPTIONS = ("part", "form", "digits", "approx", "noun", "case", "gender")
# Node attribute: the number is in running text and may begin a sentence.
IN_SENTENCE = "in_sentence"


def setup_numbers(app: Sphinx) -> None:
    """Register the role, its node and what sets and links it."""
    app.add_role(NUMBER.name, NumberRole())
    app.add_transform(BeginSentences)
    app.add_node(quantity)
    app.add_post_transform(LinkNumbers)


class quantity(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A number in a sentence; ``name`` is that of its claim or result.

    ``spoken`` is the accessible name of its link, if the number is not enough.
    """


class NumberRole(SphinxRole):
    """Print a number in a sentence as the language of the edition writes it, with a link to where it is from.

    The text is ``claims/<id>`` or ``<notebook>/<key>``, then options such as ``approx=about``.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number in the language of the edition; nothing, after a warning, if there is no such number."""
        context = get_context(self.env.app)
        try:
            name, options = parse_number(self.text)
            text = phrase_of(context, name, **options)
            attributes = {IN_SENTENCE: True, TYPED: f"{self.name} {self.text}"}
            return [quantity(text, text, name=name, classes=["press-number"], **attributes)], []
        except PressError as error:
            warn(error, self.get_location(), NUMBER.name)
            return [], []


class BeginSentences(SphinxTransform):
    """Capitalise numbers in words at the beginning of a sentence: Three, Более 60 %."""

    # Before typography (860).
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


def phrase_of(context: EditionContext, name: str, **options: Any) -> str:
    """Return the number called ``name`` spelled for a sentence; ``options`` are those of `number_phrase`.

    A PressError names the number.
    """
    number = find_quantity(context, name)
    try:
        return number_phrase(number, context.language, context.sources.nouns, **options)
    except PressError as error:
        error.message = f"{name}: {error.message}"
        raise


def parse_number(text: str) -> tuple[str, dict[str, Any]]:
    """Parse ``"claims/x part=year digits=1"`` into a name and keyword arguments of `number_phrase`."""
    name, *words = text.split() or [""]
    options: dict[str, Any] = {}
    for word in words:
        key, _, value = word.partition("=")
        if key not in OPTIONS or not value or (key == "digits" and not _DIGITS.fullmatch(value)):
            message = f"'{word}' is no option of a number"
            known = "part=year, form=plain, form=words, digits=N, approx=about, noun=CODE, case=NAME or gender=NAME"
            raise PressError(message, remedy=f"use {known}")
        options[key] = int(value) if key == "digits" else value
    return name, options


def find_quantity(context: EditionContext, name: str) -> Quantity:
    """Return the quantity of the claim or published number called ``name``; PressError where there is none."""
    origin, _, key = name.partition("/")
    if origin != CLAIMS:
        published = context.results.find(name, NUMBER).quantity
        assert published is not None, "a number always has a quantity"
        return published
    if key not in context.claims:
        near = near_names(key, context.claims)
        remedy = f"use an id of the claims table, such as {near}" if near else "the book has no table of claims"
        raise PressError(f"there is no claim '{key}'", remedy=remedy)
    return context.claims[key].quantity


def spelled_number(context: EditionContext, name: str) -> str:
    """Return the number called ``name`` with its unit and the hedge of the source: ``more than 1.5 million``."""
    origin, _, key = name.partition("/")
    claim = context.claims.get(key) if origin == CLAIMS else None
    return phrase_of(context, name, approx=claim.hedge if claim else "")


def code_of(name: str) -> str:
    """Return the code under which the vocabulary says what the number called ``name`` is."""
    origin, _, key = name.partition("/")
    return f"claim.{key}" if origin == CLAIMS else f"number.{origin}.{key}"


def card_page(name: str) -> str:
    """Return the name of the page of a number: ``figure/<id>`` for a claim, ``number/<notebook>.<key>`` for a result."""
    origin, _, key = name.partition("/")
    return f"figure/{key}" if origin == CLAIMS else f"number/{origin}.{key}"


def has_card(context: EditionContext, name: str) -> bool:
    """Return whether the number called ``name`` has a page that says where it is from."""
    return name.startswith(f"{CLAIMS}/") or context.results.find(name, NUMBER).has_card


class LinkNumbers(SphinxPostTransform):
    """Make each number that has a page a link to it, elsewhere than on the site if the address of the site is known."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace the numbers."""
        context, builder, link = get_context(self.app), self.app.builder, nodes.Element()
        base, is_site = context.settings.base_url.rstrip("/"), format_of(builder).is_site
        for number in [number for number in self.document.findall(quantity) if may_open(number) and (is_site or base)]:
            if not has_card(context, number["name"]):
                continue
            page = card_page(number["name"])
            if is_site:
                href = builder.get_relative_uri(self.env.docname, page)
                link = page_link("", "", *number.children, href=href, label=number.get("spoken", ""))
            else:
                address = f"{base}/{context.language}/{page}.html"
                link = nodes.reference("", "", *number.children, refuri=address, internal=False)
            # ``replace_self`` copies the classes of the number.
            number.replace_self(link)
