"""The cards of a page: what a reader sees who points at a number in a sentence.

A number is a button, its card a popover of the browser's own, so that both work by touch and keyboard and without a script.
Where there are no popovers (PDF, EPUB), the number leads to its entry in the list of numbers instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from press.builders import makes_site
from press.context import Press, press_of
from press.errors import PressError
from press.numbers import quantity
from press.origins import Fact, Origin, checksums, origin_of
from press.places import place
from press.popovers import CARD_PAGES, button_start, card_button, card_start, may_open, setup_popovers

_LOGGER = logging.getLogger(__name__)
# Key in Sphinx's metadata of the document that lists all numbers.
LISTS_NUMBERS = "press-lists-numbers"

_BOUND = "press-bound"
# What clings to a number: the characters up to the next space at which a line may break.
_ENDS = re.compile(r"(?:\S|\u00a0){1,12}$")
_BEGINS = re.compile(r"^(?:\S|\u00a0){1,24}(?=\s|$)")


class bare_words(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words within a card that need no element of their own."""


class number_card(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A card, for pages only."""


def setup_cards(app: Sphinx) -> None:
    """Register the nodes of cards, what makes them and what shows them."""
    app.add_node(quantity, override=True, html=(visit_quantity, depart_quantity))
    app.add_node(bare_words, html=(_nothing, _nothing))
    app.add_node(number_card, html=(visit_card, depart_card))
    app.add_transform(AddCards)
    app.add_post_transform(LeadToList)
    app.add_post_transform(KeepTogether)
    setup_popovers(app)


def anchor(name: str) -> str:
    """The id of the card, or of the entry in the list, of the number ``name``."""
    return f"number-{name.replace('/', '-')}"


class AddCards(SphinxTransform):
    """Put a card for each number at the end of the document that shows it."""

    default_priority = 850

    def apply(self, **kwargs: Any) -> None:
        """Append the cards."""
        names = dict.fromkeys(node["name"] for node in self.document.findall(quantity) if may_open(node))
        press = press_of(self.app)
        for name in names:
            try:
                self.document += card(press, origin_of(press, name))
            except PressError as error:
                _LOGGER.warning(str(error), location=self.env.docname, type="press", subtype="number")


def card(press: Press, origin: Origin) -> number_card:
    """The card of a number."""
    heading = nodes.paragraph(origin.title, origin.title, classes=["press-card-title"])
    words = {
        "label": press.word("{number}: where it is from").format(number=origin.spelled),
        "close": press.word("Close"),
    }
    return number_card(
        "",
        heading,
        facts_list([*origin.facts, *checksums(origin)]),
        ids=[anchor(origin.name)],
        raw=origin.raw,
        spelled=origin.spelled,
        **words,
    )


def facts_list(facts: Iterable[Fact]) -> nodes.definition_list:
    """What is known of a number, as a list of words and what they stand for, in as few elements as can be.

    A chapter has a hundred cards, and they are most of what a browser has to read.
    """
    items = nodes.definition_list()
    for fact in facts:
        term = nodes.term(fact.label, fact.label)
        items += nodes.definition_list_item("", term, nodes.definition("", bare_words("", "", *fact.content)))
    for code in list(items.findall(nodes.literal)):
        code.replace_self(nodes.raw("", f"<code>{escape(code.astext())}</code>", format="html"))
    return items


class LeadToList(SphinxPostTransform):
    """Take the cards out where there are no popovers, and turn each number into a link to the list of numbers."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace numbers and cards."""
        assert self.app.builder is not None
        if self.app.builder.name in CARD_PAGES:
            return
        for shown in list(self.document.findall(number_card)):
            shown.parent.remove(shown)
        target = next((name for name, data in self.env.metadata.items() if LISTS_NUMBERS in data), None)
        for number in list(self.document.findall(quantity)):
            if target is not None and may_open(number):
                link = place("", "", *number.children, docname=target, fragment=anchor(number["name"]))
                link["classes"] = number["classes"]
                number.replace_self(link)


class KeepTogether(SphinxPostTransform):
    """Bind a button to the sign before and the ending after it: a line may break on either side of a button."""

    # After references have become text (10).
    default_priority = 700
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap each number, citation and mark that has letters or signs right beside it."""
        if not makes_site(self.app.builder):
            return
        for number in [*self.document.findall(quantity), *self.document.findall(card_button)]:
            parent, index = number.parent, number.parent.index(number)
            before, sign = _divide(parent, index - 1, _ENDS)
            after, ending = _divide(parent, index + 1, _BEGINS)
            if not (sign or ending):
                continue
            bound = nodes.inline("", "", *sign, number.deepcopy(), *ending, classes=[_BOUND])
            first, last = index - bool(sign), index + 1 + bool(ending)
            parent[first:last] = [*before, bound, *after]


def _divide(parent: nodes.Element, index: int, pattern: re.Pattern[str]) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """What is beside a button as what stays apart from it and what belongs to it; two empty lists if nothing does."""
    if not 0 <= index < len(parent):
        return [], []
    if _BOUND in getattr(parent[index], "attributes", {}).get("classes", []):
        return [], [parent[index]]
    if not isinstance(parent[index], nodes.Text):
        return [], []
    text = parent[index].astext()
    match = pattern.search(text)
    if match is None:
        return [], []
    rest = text[: match.start()] + text[match.end() :]
    return [nodes.Text(rest)] if rest else [], [nodes.Text(match[0])]


def visit_quantity(translator: Any, node: quantity) -> None:
    """Begin a number: a button that opens its card."""
    if not _is_button(translator, node):
        translator.body.append('<span class="press-number">')
        return
    translator.body.append(button_start(anchor(node["name"]), "press-number"))


def depart_quantity(translator: Any, node: quantity) -> None:
    """End it."""
    translator.body.append("</button>" if _is_button(translator, node) else "</span>")


def _is_button(translator: Any, node: quantity) -> bool:
    return may_open(node) and translator.builder.name in CARD_PAGES


def visit_card(translator: Any, node: number_card) -> None:
    """Begin a card, with its value as data."""
    translator.body.append(
        card_start(node["ids"][0], node["label"], node["close"])
        + f'<p class="press-card-value"><data value="{escape(node["raw"])}">{escape(node["spelled"])}</data></p>'
    )


def depart_card(translator: Any, node: number_card) -> None:
    """End a card."""
    translator.body.append("</div>\n")


def _nothing(translator: Any, node: bare_words) -> None:
    """Write no tag."""
