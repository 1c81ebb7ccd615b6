"""Define links from generated content: to another document, to a work of the bibliography, to a card.

They are created when a document is read and resolved when it is written, as only then all documents are known.

In the page they are plain links and need no script: a work and a term lead to their entries, a number and a verdict to a page of
their own (``press.builders.html.card_pages``). ``press-cards.js`` opens what they lead to as a card in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from press.core.formats import ONLY_HTML
from press.edition.chapters import path_up

# That of links, or of words in them, which say only that there is more elsewhere: on paper ``press.typst`` prints its page, or its address.
PAGE_REFERENCE = "page-reference"
# Event: all documents are read, and handlers append the cards to write to a document, of which each becomes a page.
CARDS = "press-cards"


class pending_link(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """A link to ``docname``, and to the id ``fragment`` in it if that is not empty.

    Without children its text is the title of the document, followed by ``after``.
    """


class pending_citation(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to the entry of the work ``key`` in the reference list; its text is author and year."""


def setup_cards(app: Sphinx) -> None:
    """Register the nodes of links and cards, and the post-transform that resolves what is pending."""
    app.add_node(pending_link)
    app.add_node(pending_citation)
    app.add_post_transform(ResolvePendingLinks)
    depart = lambda translator, node: translator.body.append("</a>")  # noqa: E731
    app.add_node(page_link, html=(_visit_link, depart))
    app.add_node(download_link, html=(_visit_download, depart))
    app.add_node(page_card, html=(_begin_card, _end_card))


class ResolvePendingLinks(SphinxPostTransform):
    """Resolve both nodes to references, or to plain text where the target does not exist."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes."""
        works: Any = self.env.domains.get("cite")
        citations = {work.key: work for work in reversed(list(works.citations))} if works else {}
        for link in list(self.document.findall(pending_link)):
            docname, title = link["docname"], self.env.titles.get(link["docname"])
            words = [nodes.Text((title.astext() if title else docname) + link.get("after", ""))]
            children: list[nodes.Node] = link.children or [*words]
            if docname in self.env.all_docs:
                # ``replace_self`` copies the classes of the link.
                link.replace_self(self._reference(docname, link["fragment"], children))
            else:
                link.replace_self(nodes.inline("", "", *children))
        for cited in list(self.document.findall(pending_citation)):
            if work := citations.get(cited["key"]):
                label, home = nodes.Text(work.formatted_entry.label), work.bibliography_key.docname
                cited.replace_self(self._reference(home, work.citation_id, [label]))
            else:
                cited.replace_self(nodes.inline("", cited["key"]))

    def _reference(self, docname: str, fragment: str, children: list[nodes.Node]) -> nodes.reference:
        return make_refnode(self.app.builder, self.env.docname, docname, fragment, children)


class page_link(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """A link to ``href``, with the accessible name ``label`` if its text is not enough, and a ``role`` if it is a special one.

    Its class names the kind of card it opens.
    """


class download_link(nodes.inline):  # noqa: N801
    """A link to the file ``path`` of the edition, for pages only."""


def file_line(words: str, name: str, path: str, size: str = "") -> nodes.paragraph:
    """Return a line for pages alone: ``words``, a link to the file ``path`` of the edition by its ``name``, and its ``size``."""
    after = [nodes.Text(f" ({size})")] if size else []
    link = download_link("", name, path=path)
    return nodes.paragraph("", "", nodes.Text(f"{words}: "), link, *after, classes=[ONLY_HTML])


class page_card(nodes.General, nodes.Element):  # noqa: N801
    """A card, for the site only: ``key`` is the name of its page, ``label`` the title of that and ``heading`` the HTML of its heading.

    ``places`` are the documents and ids to lead back to; ``is_found`` says that search engines may show the page.
    """


def may_open(node: nodes.Node) -> bool:
    """Return whether a link may replace ``node``: not within a link, nor in a heading, which is in the contents as well."""
    return not has_ancestor(node, nodes.reference, nodes.title)


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what is around ``node``, from the innermost to the document."""
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def has_ancestor(node: nodes.Node, *kinds: type[nodes.Node]) -> bool:
    """Return whether ``node`` is within a node of one of the ``kinds``."""
    return any(isinstance(around, kinds) for around in ancestors(node))


def address_from(builder: Builder, docname: str, target: str, fragment: str) -> str:
    """Return the relative address of the id ``fragment`` in ``target`` from the page of ``docname``."""
    page = "" if target == docname else builder.get_relative_uri(docname, target)
    return f"{page}#{fragment}"


def _visit_link(translator: Any, node: page_link) -> None:
    named = {"aria-label": node.get("label"), "role": node.get("role")}
    attributes = {name: value for name, value in named.items() if value}
    translator.body.append(translator.starttag(node, "a", "", href=node["href"], **attributes))


def way_up(builder: Builder, pagename: str) -> str:
    """Return the relative path from a page to the folder of the edition."""
    return path_up(builder.get_target_uri(pagename))


def _visit_download(translator: Any, node: download_link) -> None:
    href = escape(way_up(translator.builder, translator.builder.current_docname) + node["path"], quote=True)
    translator.body.append(f'<a href="{href}" download="">')


def _begin_card(translator: Any, node: page_card) -> None:
    """Record the position in the body at which the card begins."""
    node["begins"] = len(translator.body)


def _end_card(translator: Any, node: page_card) -> None:
    """Remove the card from the body, and store its HTML in ``html``."""
    node["html"] = "".join(translator.body[node["begins"] :]).strip()
    del translator.body[node["begins"] :]
