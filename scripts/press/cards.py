"""Links that open cards: a number, a citation, the mark of a note.

In the page they are plain links, which lead to an entry of a list or to a note and need no script. ``press-cards.js`` opens what
stands there as a card in place. The cards are written with the page, by the same translator, but into a file of their own
(``press.card_files``), which a page loads once a reader means to open one.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

# Builders whose pages are shown by browsers, which open cards.
CARD_PAGES = ("html", "dirhtml")
# Within a link or a heading no link may stand, or it is shown elsewhere too.
_WITHOUT_CARD = (nodes.reference, nodes.title)


class page_link(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """A link to ``href``, with ``label`` if its text does not say enough. A class says what kind of card it opens, if any."""


class page_card(nodes.General, nodes.Element):  # noqa: N801
    """A card, for pages only: ``key`` is the part of the address that its links lead to, ``label`` names it."""


def setup_cards(app: Sphinx) -> None:
    """Register the nodes, what shows them, and the script."""
    setup_links(app)
    app.add_node(page_card, html=(begin_card, end_card))
    app.add_js_file("press-cards.js", loading_method="defer")


def setup_links(app: Sphinx) -> None:
    """Register the links, for what has them without cards."""
    app.add_node(page_link, override=True, html=(_visit_link, _depart_link))


def may_open(node: nodes.Node | None) -> bool:
    """Whether a link may stand at ``node``."""
    while node is not None:
        if isinstance(node, _WITHOUT_CARD):
            return False
        node = node.parent
    return True


def address_from(builder: Builder, docname: str, target: str, fragment: str) -> str:
    """How a link on the page of ``docname`` leads to the part ``fragment`` of the page of ``target``."""
    return f"{'' if target == docname else builder.get_relative_uri(docname, target)}#{fragment}"


def _visit_link(translator: Any, node: page_link) -> None:
    named = {"id": next(iter(node["ids"]), ""), "class": " ".join(node["classes"]), "href": node["href"]}
    named["aria-label"] = node.get("label", "")
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in named.items() if value)
    translator.body.append(f"<a{attributes}>")


def _depart_link(translator: Any, node: page_link) -> None:
    translator.body.append("</a>")


def begin_card(translator: Any, node: page_card) -> None:
    """Remember where in the page the card begins."""
    node["begins"] = len(translator.body)


def end_card(translator: Any, node: page_card) -> None:
    """Take the card out of the page; ``html`` is what was written."""
    node["html"] = "".join(translator.body[node["begins"] :]).strip()
    del translator.body[node["begins"] :]
