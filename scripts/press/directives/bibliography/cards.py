"""Show the whole reference of a cited work in a card."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from press.directives.bibliography.entry_foot import record_words
from press.directives.links import address_from, has_ancestor, may_open, page_card, page_link
from press.edition.context import format_of
from press.language.catalogues import get_translation


def setup_work_cards(app: Sphinx) -> None:
    """Register the post-transform that makes the cards."""
    app.add_post_transform(OpenWorks)


class OpenWorks(SphinxPostTransform):
    """Turn each citation into a link that opens the card of the work; each card is written once in a page."""

    # After citations are resolved to links (10).
    default_priority = 30

    def run(self, **kwargs: Any) -> None:
        """Replace the links and append the cards."""
        domain: Any = self.env.domains.get("cite")
        if domain is None or not format_of(self.app.builder).is_site:
            return
        works = {self._address(work): work for work in domain.citations}
        opened = {}
        for link in list(self.document.findall(nodes.reference)):
            href = link.get("refuri") or f"#{link.get('refid', '')}"
            if href in works and may_open(link) and not has_ancestor(link, page_card):
                opened[href] = works[href]
                link.replace_self(page_link("", "", *link.children, href=href, classes=["press-citation"]))
        for work in opened.values():
            self.document += self._card(work, domain)

    def _address(self, work: Any) -> str:
        """Return the relative address of the entry of ``work`` from this page."""
        return address_from(self.app.builder, self.env.docname, work.bibliography_key.docname, work.citation_id)

    def _card(self, work: Any, domain: Any) -> page_card:
        translate = get_translation(self.config.language)
        text = nodes.Text(translate("In the list of references"))
        docname = work.bibliography_key.docname
        link = make_refnode(self.app.builder, self.env.docname, docname, work.citation_id, text)
        record = record_words(work.entry, translate)
        foot = nodes.paragraph(
            "", "", *([nodes.Text(f"{record} ")] if record else []), link, classes=["press-card-foot"]
        )
        reference = domain.backend.paragraph(work.formatted_entry)
        return page_card("", reference, foot, key=work.citation_id, label=work.formatted_entry.label)
