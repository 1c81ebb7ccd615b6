"""Assign each link target of the book one Typst label, which is printed only if something refers to it."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import first_child

#: Document name and id; an empty id means the document itself.
Target = tuple[str, str]


def split_uri(uri: str) -> Target:
    """Split ``%document#id``, the URI that this builder gives to its own documents, into document and id."""
    docname, _, fragment = uri.removeprefix("%").partition("#")
    return docname, fragment


class Anchors:
    """The label of each target of the assembled book, and which labels are linked to and which are printed."""

    def __init__(self, tree: nodes.Element) -> None:
        self.footnotes: dict[Target, nodes.Element] = {}
        self.referenced: set[str] = set()
        self.placed: set[str] = set()
        self._labels: dict[Target, str] = {}
        # The document of each label.
        self._homes: dict[str, str] = {}
        files = list(tree.findall(addnodes.start_of_file))
        for file in files:
            docname, first = file["docname"], first_section(file)
            own = self._labels.setdefault((docname, ""), f"{docname}:")
            self._homes.setdefault(own, docname)
            for node in own_elements(file):
                ids: list[str] = node.get("ids", [])
                for identifier in ids:
                    label = own if node is first else f"{docname}:{ids[0]}"
                    self._labels.setdefault((docname, identifier), label)
                    self._homes.setdefault(label, docname)
                    if isinstance(node, nodes.footnote):
                        self.footnotes[docname, identifier] = node
        for file in files:
            for node in own_elements(file):
                if isinstance(node, nodes.footnote_reference):
                    continue
                if "refid" in node and not isinstance(node, nodes.target):
                    self.require(file["docname"], node["refid"])
                elif str(node.get("refuri", "")).startswith("%"):
                    self.require(*split_uri(node["refuri"]))

    def label(self, docname: str, fragment: str) -> str | None:
        """Return the label of a target or, if the id is unknown, of its document; ``None`` if that is not in the book."""
        return self._labels.get((docname, fragment)) or self._labels.get((docname, ""))

    def require(self, docname: str, fragment: str) -> str | None:
        """Return the label of a target, and record it as linked to."""
        label = self.label(docname, fragment)
        if label is not None:
            self.referenced.add(label)
        return label

    def claim(self, node: nodes.Element, docname: str) -> str | None:
        """Return the label to print at ``node``, once, if something links to it."""
        for identifier in node["ids"]:
            label = self._labels.get((docname, identifier))
            if label in self.referenced and label not in self.placed:
                self.placed.add(label)
                return label
        return None

    def unplaced(self, docname: str) -> list[str]:
        """Return the labels of this document that are linked to but were not printed, as their node vanished."""
        missing = self.referenced - self.placed
        return sorted(label for label in missing if self._homes[label] == docname)


def own_elements(file: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the elements of one document of the assembled book, without those of documents nested in it."""
    for child in file.children:
        if isinstance(child, addnodes.start_of_file) or not isinstance(child, nodes.Element):
            continue
        yield child
        yield from own_elements(child)


def first_section(file: nodes.Element) -> nodes.Element | None:
    """Return the section that carries the document's title."""
    return first_child(file, nodes.section)
