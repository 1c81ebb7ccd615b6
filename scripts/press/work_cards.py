"""Works open where they are cited: a card with the whole reference. On pages only; elsewhere a citation is a link."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from press.bibliography_places import standing
from press.cards import CARD_PAGES, address_from, may_open, page_card, page_link
from press.words import words


def setup_work_cards(app: Sphinx) -> None:
    """Register what makes the cards, and the style of citations."""
    app.add_post_transform(OpenWorks)
    app.add_css_file("press-references.css")


class OpenWorks(SphinxPostTransform):
    """Make each citation a link that opens the card of the work, which is written once."""

    # After citations have become links (10).
    default_priority = 30
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the links and add the cards."""
        domain: Any = self.env.domains.get("cite")
        if self.app.builder.name not in CARD_PAGES or domain is None:
            return
        works = {self._address(work): work for work in domain.citations}
        opened = {}
        for link in list(self.document.findall(nodes.reference)):
            href = link.get("refuri") or f"#{link.get('refid', '')}"
            if href in works and may_open(link.parent) and not _is_in_card(link):
                opened[href] = works[href]
                link.replace_self(page_link("", "", *link.children, href=href, classes=["press-citation"]))
        for work in opened.values():
            self.document += self._card(work, domain)

    def _address(self, work: Any) -> str:
        """How a link on this page leads to the entry of ``work``."""
        return address_from(self.app.builder, self.env.docname, work.bibliography_key.docname, work.citation_id)

    def _card(self, work: Any, domain: Any) -> page_card:
        word = words(self.config.language)
        listed = work.bibliography_key.docname
        text = nodes.Text(word("In the list of references"))
        link = make_refnode(self.app.builder, self.env.docname, listed, work.citation_id, text)
        found = standing(work.entry, word)
        foot = nodes.paragraph("", "", *([nodes.Text(f"{found} ")] if found else []), link, classes=["press-card-foot"])
        reference = domain.backend.paragraph(work.formatted_entry)
        return page_card("", reference, foot, key=work.citation_id, label=work.formatted_entry.label)


def _is_in_card(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, page_card):
            return True
    return False
