"""Descriptions of program objects (Sphinx domains): the signature, then the text."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.typst.escape import call, program
from press.typst.lists import block_children
from press.typst.translator import Handler, Translator


def description(node: nodes.Element, t: Translator) -> str:
    """Signatures over the indented text."""
    signatures = [child for child in node.children if isinstance(child, addnodes.desc_signature)]
    content = t.blocks(child for child in node.children if child not in signatures)
    heads = "#linebreak();".join(t.render(signature) for signature in signatures)
    return call("definition", content, term=f"[{heads}]")


def signature(node: nodes.Element, t: Translator) -> str:
    """A signature, letter for letter."""
    return program(" ".join(node.astext().split()))


HANDLERS: dict[type, Handler] = {
    addnodes.desc: description,
    addnodes.desc_signature: signature,
    addnodes.desc_content: block_children,
}
