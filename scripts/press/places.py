"""Links from what press adds to a chapter: to a place in another document, and to a work of the bibliography.

Press writes them when a chapter is read and resolves them when it is written, as only then all documents are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


class place(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """A link to ``docname``, to the part with id ``fragment`` if that is not empty.

    Without children it shows the title of the document, followed by ``after``.
    """


class cited_work(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to the entry of the work ``key`` in the list of references, with its author and year."""


def setup_places(app: Sphinx) -> None:
    """Register the nodes and what resolves them."""
    app.add_node(place)
    app.add_node(cited_work)
    app.add_post_transform(ResolvePlaces)


class ResolvePlaces(SphinxPostTransform):
    """Turn both kinds of node into ordinary references, or into plain text where there is nothing to lead to."""

    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes."""
        for link in list(self.document.findall(place)):
            link.replace_self(self._place(link))
        for citation in list(self.document.findall(cited_work)):
            citation.replace_self(self._work(citation))

    def _place(self, node: place) -> nodes.Node:
        docname, fragment = node["docname"], node["fragment"]
        title = self.env.titles.get(docname)
        children = node.children or [nodes.Text((title.astext() if title else docname) + node.get("after", ""))]
        if docname not in self.env.all_docs:
            return nodes.inline("", "", *children)
        return self._reference(docname, fragment, children, node["classes"])

    def _work(self, node: cited_work) -> nodes.Node:
        works: Any = self.env.domains.get("cite")
        for citation in works.citations if works else ():
            if citation.key == node["key"]:
                label = citation.formatted_entry.label
                docname = citation.bibliography_key.docname
                return self._reference(docname, citation.citation_id, [nodes.Text(label)])
        return nodes.inline("", node["key"])

    def _reference(
        self, docname: str, fragment: str, children: list[nodes.Node], classes: Sequence[str] = ()
    ) -> nodes.reference:
        assert self.app.builder is not None
        uri = self.app.builder.get_relative_uri(self.env.docname, docname)
        is_here = docname == self.env.docname and self.app.builder.format == "html"
        address = f"#{fragment}" if is_here else f"{uri}#{fragment}" if fragment else uri
        return nodes.reference("", "", *children, internal=True, refuri=address, classes=list(classes))
