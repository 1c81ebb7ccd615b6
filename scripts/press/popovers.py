"""Cards that open in place: a button in the text, and a popover of the browser's own, so that both work without a script.

Numbers, works and notes have cards. ``press-cards.js`` opens them for a resting mouse as well.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

# Builders whose pages are shown by browsers, which know popovers.
CARD_PAGES = ("html", "dirhtml")
# Where a button would stand within a link or a heading, which may hold none or are shown elsewhere too.
_WITHOUT_CARD = (nodes.reference, nodes.title)


class card_button(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """What opens the card ``target``: a button of class ``opens``, with ``label`` if its text does not say enough."""


class text_card(nodes.General, nodes.Element):  # noqa: N801
    """A card with text, for pages only; ``label`` names it, ``close`` its button."""


def setup_popovers(app: Sphinx) -> None:
    """Register the nodes, what shows them, and the script."""
    app.add_node(card_button, html=(_visit_button, _depart_button))
    app.add_node(text_card, html=(_visit_card, _depart_card))
    app.add_js_file("press-cards.js", loading_method="defer")


def may_open(node: nodes.Node | None) -> bool:
    """Whether a button may stand at ``node``."""
    while node is not None:
        if isinstance(node, _WITHOUT_CARD):
            return False
        node = node.parent
    return True


def card_start(identifier: str, label: str, close: str, classes: str = "press-card") -> str:
    """The HTML with which each card begins: its name for screen readers and the button that closes it."""
    target = escape(identifier)
    return (
        f'<div popover id="{target}" class="{classes}" role="dialog" aria-label="{escape(label)}" data-pagefind-ignore>'
        f'<button type="button" class="press-card-close" popovertarget="{target}" popovertargetaction="hide"'
        f' aria-label="{escape(close)}">×</button>'
    )


def button_start(target: str, opens: str, label: str = "", identifier: str = "") -> str:
    """The HTML with which a button that opens the card ``target`` begins."""
    named = f' aria-label="{escape(label)}"' if label else ""
    anchor = f' id="{escape(identifier)}"' if identifier else ""
    return (
        f'<button type="button"{anchor} class="{opens}" popovertarget="{escape(target)}" aria-haspopup="dialog"{named}>'
    )


def _visit_button(translator: Any, node: card_button) -> None:
    identifier = next(iter(node["ids"]), "")
    translator.body.append(button_start(node["target"], node["opens"], node.get("label", ""), identifier))


def _depart_button(translator: Any, node: card_button) -> None:
    translator.body.append("</button>")


def _visit_card(translator: Any, node: text_card) -> None:
    classes = " ".join(["press-card", *node["classes"]])
    translator.body.append(card_start(node["ids"][0], node["label"], node["close"], classes))


def _depart_card(translator: Any, node: text_card) -> None:
    translator.body.append("</div>\n")
