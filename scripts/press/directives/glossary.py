"""Link references to terms of the glossary, which are labelled terms of definition lists; on pages their entries open as cards.

The labels of the terms of a document are stored in its metadata, so that pages are written again which link to one that is gone
(`press.edition.dependencies`).
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.directives.link_nodes import address_from, may_open, page_link, pending_link
from press.edition.context import format_of

# Key in Sphinx's metadata of a document: the labels of the terms that it defines.
_TERMS = "press-terms"
_CLASS = "press-term"


def setup_terms(app: Sphinx) -> None:
    """Register the transforms that record terms and resolve references to them."""
    app.add_transform(NoteTerms)
    app.add_post_transform(OpenTerms)


class NoteTerms(SphinxTransform):
    """Record the terms that a document defines."""

    # After typography (860).
    default_priority = 875

    def apply(self, **kwargs: Any) -> None:
        """Store the terms in the metadata of the document."""
        items = self.document.findall(nodes.definition_list_item)
        named = (inline for item in items for inline in item[0].findall(nodes.inline))
        # The label of a term is also its id.
        if terms := [inline["ids"][0] for inline in named if set(inline["names"]) & set(inline["ids"])]:
            self.env.metadata[self.env.docname][_TERMS] = terms


class OpenTerms(SphinxPostTransform):
    """Make each reference to a term of another document a link; on the site, one that opens a card."""

    # Before references (10) and pending links (8) are resolved.
    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        """Replace the references."""
        homes = {label: name for name, data in self.env.metadata.items() for label in data.get(_TERMS, ())}
        is_site = format_of(self.app.builder).is_site
        for reference in list(self.document.findall(addnodes.pending_xref)):
            label = str(reference.get("reftarget"))
            home = homes.get(label) if reference.get("reftype") == "ref" and reference.get("refexplicit") else None
            if not home or home == self.env.docname or not may_open(reference):
                continue
            link: nodes.Element = pending_link(docname=home, fragment=label, classes=[_CLASS])
            if is_site:
                href = address_from(self.app.builder, self.env.docname, home, label)
                link = page_link(href=href, classes=[_CLASS])
            link += [child for wrap in reference.children for child in wrap.children]
            reference.replace_self(link)
