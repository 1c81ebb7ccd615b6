"""Check what the editors say in the chapters that restate another's argument: few remarks, none folded away, each marked as one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from docutils import nodes

from press.checks.collect import Mark, place_of
from press.checks.typed import front_matter
from press.directives.components import EDITORS, remark
from press.directives.links import has_ancestor

# A page with more says them side by side with an argument that it no longer restates.
_MOST = 3
# Classes of blocks that are unfolded on demand.
_FOLDS = {"dropdown", "toggle"}
_FOLDED = "a remark of the editors is folded away, where what it says of a sentence goes unread; let it stand open"
_MORE = (
    f"this chapter restates, and has more than {_MOST} remarks of the editors; move the paragraph to the chapter of what the editors "
    f"found, or, if all of the chapter is theirs, say 'voice: {EDITORS}' in its front matter"
)


def remarks(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find more than three remarks of the editors in a chapter that restates (whose front matter says neither `voice: editors` nor `parity: section`), remarks that are folded away, and those that are not marked as such because of a slip."""
    found = [
        node
        for node in document.findall(nodes.Element)
        if isinstance(node, remark) or (isinstance(node, nodes.inline) and EDITORS in node["classes"])
        if not has_ancestor(node, remark)
    ]
    for node in found:
        if any(not _FOLDS.isdisjoint([*block["classes"], block.get("design_component")]) for block in _around(node)):
            yield Mark("remarks", *place_of(node, document), _FOLDED)
    front = front_matter(document)
    if front.get("voice") != EDITORS and front.get("parity") != "section":
        yield from (Mark("remarks", *place_of(node, document), _MORE) for node in found[_MOST:])
    for span in document.findall(nodes.inline):
        near = [name for name in span["classes"] if name != EDITORS and get_close_matches(name, [EDITORS], cutoff=0.75)]
        if near:
            message = f"'.{near[0]}' is no class of a remark; write [...]{{.{EDITORS}}}"
            yield Mark("remarks", *place_of(span, document), message)


def _around(node: nodes.Node) -> Iterator[nodes.Element]:
    while isinstance(node.parent, nodes.Element):
        node = node.parent
        yield node
