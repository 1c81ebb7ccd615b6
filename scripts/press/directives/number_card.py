"""Link numbers in sentences to their entries in the list of numbers; on pages a card shows the entry in place.

A book without a list of numbers shows them as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from press.core.errors import PressError
from press.directives.components import Visitor, closing
from press.directives.links import address_from, begin_card, end_card, may_open, page_card, page_link, pending_link
from press.directives.number import find_quantity, quantity
from press.directives.provenance import Fact, Origin, origin_of
from press.edition.context import EditionContext, format_of, get_context
from press.notebooks.results import NUMBER

_LOGGER = logging.getLogger(__name__)
# Key in Sphinx's metadata: the document lists all numbers.
LISTS_NUMBERS = "press-lists-numbers"
# The class of a number that looks like the words around it until it is pointed at: a year, a date, one that its block has told before.
_QUIET = "press-quiet"


class bare_words(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Inline content of a card, rendered without an element of its own."""


class number_card(page_card):  # noqa: N801  docutils' nodes are written small
    """The card of the number ``name``; the links in ``foot`` stand before the one to the list of numbers."""


def setup_number_cards(app: Sphinx) -> None:
    """Register the nodes of cards and the transforms that make them."""
    # A number that is no link has a tag of its own.
    app.add_node(
        quantity, override=True, html=(_unless_linked('<span class="press-number">'), _unless_linked("</span>"))
    )
    app.add_node(bare_words, html=(closing(""), closing("")))
    app.add_node(number_card, html=(begin_card, end_card))
    app.add_transform(AddCards)
    app.add_post_transform(LeadToList)


def anchor(name: str) -> str:
    """Return the id of the entry of the number ``name`` in the list of numbers."""
    return f"number-{name.replace('/', '-')}"


class AddCards(SphinxTransform):
    """Append a card for each number to the document that shows it."""

    default_priority = 850

    def apply(self, **kwargs: Any) -> None:
        """Append the cards."""
        names = dict.fromkeys(node["name"] for node in self.document.findall(quantity) if may_open(node))
        context = get_context(self.app)
        for name in names:
            try:
                self.document += card(context, origin_of(context, name))
            except PressError as error:
                _LOGGER.warning(str(error), location=self.env.docname, type="press", subtype=NUMBER.name)


def card(context: EditionContext, origin: Origin) -> number_card:
    """Return the card of a number: its value, its meaning, and its provenance."""
    value = f'<data value="{escape(origin.raw)}">{escape(origin.spelled)}</data>'
    return number_card(
        "",
        nodes.raw("", f'<p class="press-card-value">{value}</p>', format="html"),
        nodes.paragraph(origin.title, origin.title, classes=["press-card-title"]),
        facts_list(origin.facts),
        key=anchor(origin.name),
        name=origin.name,
        foot=[],
        label=context.translate("{number}: its source").format(number=origin.spelled),
    )


def told_elsewhere(told: nodes.Element, docname: str) -> nodes.Element:
    """Return a copy of what another document tells for a card in ``docname``, with numbers as plain text."""
    copy = told.deepcopy()
    for number in list(copy.findall(quantity)):
        number.parent.replace(number, nodes.Text(number.astext()))
    for node in copy.findall(nodes.Element):
        # Ids must stay unique: the targets of links are where it is told.
        node["ids"] = []
        if isinstance(node, addnodes.pending_xref):
            node["refdoc"] = docname
    return copy


def facts_list(facts: Iterable[Fact]) -> nodes.definition_list:
    """Return ``facts`` as a definition list with as few HTML elements as possible."""
    items = nodes.definition_list()
    for fact in facts:
        term = nodes.term(fact.label, fact.label)
        items += nodes.definition_list_item("", term, nodes.definition("", bare_words("", "", *fact.content)))
    for code in list(items.findall(nodes.literal)):
        code.replace_self(nodes.raw("", f"<code>{escape(code.astext())}</code>", format="html"))
    return items


class LeadToList(SphinxPostTransform):
    """Make each number a link to its entry; keep the cards only on the site, and only where there is a list of numbers."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace the numbers; remove the cards, or add the link to the list to each."""
        context, opens = get_context(self.app), format_of(self.app.builder).is_site
        target = next((name for name, data in self.env.metadata.items() if LISTS_NUMBERS in data), None)
        for shown in list(self.document.findall(number_card)):
            if target is None or not opens:
                shown.parent.remove(shown)
                continue
            text = nodes.Text(context.translate("In the list of numbers"))
            link = pending_link("", "", text, docname=target, fragment=shown["key"])
            shown.append(nodes.paragraph("", "", *shown["foot"], link, classes=["press-card-foot"]))
        told = set[tuple[nodes.Node, str]]()
        for number in list(self.document.findall(quantity)):
            if target is None or not may_open(number):
                continue
            name = number["name"]
            if not opens:
                plain = pending_link("", "", *number.children, docname=target, fragment=anchor(name))
                plain["classes"] = number["classes"]
                number.replace_self(plain)
                continue
            block: nodes.Element = number.parent
            while isinstance(block, nodes.Inline):
                block = block.parent
            if (block, name) in told or find_quantity(context, name).is_dated:
                number["classes"].append(_QUIET)
            told.add((block, name))
            href = address_from(self.app.builder, self.env.docname, target, anchor(name))
            number.replace_self(page_link("", "", number.deepcopy(), href=href, classes=number["classes"]))


def _unless_linked(tag: str) -> Visitor:
    def append(translator: Any, node: quantity) -> None:
        if not isinstance(node.parent, page_link):
            translator.body.append(tag)

    return append
