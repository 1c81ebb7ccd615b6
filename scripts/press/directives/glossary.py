"""Link references to terms of the glossary, which are labelled terms of definition lists; on pages they open a card.

The terms of a document and their definitions are stored in its metadata, so that pages which show them are rebuilt with them
(`press.edition.dependencies`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.directives.link_nodes import address_from, may_open, page_card, page_link, pending_link
from press.directives.number import told_elsewhere
from press.edition.context import document_as_read, format_of

# Key in Sphinx's metadata of a document: the text of each term with its definition, by label.
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
        terms = {label: item.astext() for label, item in _terms(self.document)}
        if terms:
            self.env.metadata[self.env.docname][_TERMS] = terms


class OpenTerms(SphinxPostTransform):
    """Make each reference to a term of another document a link; on the site, one that opens a card."""

    # Before references (10) and pending links (8) are resolved.
    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        """Replace the references and append the cards."""
        homes = {label: name for name, data in self.env.metadata.items() for label in data.get(_TERMS, ())}
        opened, is_site = {}, format_of(self.app.builder).is_site
        for reference in list(self.document.findall(addnodes.pending_xref)):
            label = str(reference.get("reftarget"))
            home = homes.get(label) if reference.get("reftype") == "ref" and reference["refexplicit"] else None
            if not home or home == self.env.docname or not may_open(reference):
                continue
            opened[label] = home
            link: nodes.Element = pending_link(docname=home, fragment=label, classes=[_CLASS])
            if is_site:
                href = address_from(self.app.builder, self.env.docname, home, label)
                link = page_link(href=href, classes=[_CLASS])
            link += [child for wrap in reference.children for child in wrap.children]
            reference.replace_self(link)
        for label, home in opened.items() if is_site else ():
            # The definition, with numbers as plain text, and a link to the glossary.
            told = next(item for name, item in _terms(document_as_read(self.env, home)) if name == label)
            item = told_elsewhere(told, self.env.docname)
            name, link = item[0].astext(), pending_link("", "", docname=home, fragment=label)
            title = nodes.paragraph(name, "", nodes.strong(name, name), classes=["press-card-title"])
            blocks = [block for part in item.findall(nodes.definition) for block in part.children]
            foot = nodes.paragraph("", "", link, classes=["press-card-foot"])
            self.document += page_card("", title, *blocks, foot, key=label, label=name)


def _terms(document: nodes.document) -> Iterator[tuple[str, nodes.definition_list_item]]:
    """Yield the id (which is the label) and the item of each labelled term of ``document``."""
    for item in document.findall(nodes.definition_list_item):
        for named in item[0].findall(nodes.inline):
            if set(named["names"]) & set(named["ids"]):
                yield named["ids"][0], item
