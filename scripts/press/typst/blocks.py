"""Paragraphs, quotations, admonitions and other blocks of text."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.typst.escape import call
from press.typst.lists import block_children
from press.typst.translator import Handler, Translator, skip
from press.typst.tree import classes, elements

#: Each kind of admonition with the word over it.
ADMONITIONS: dict[type[nodes.Element], str] = {
    nodes.attention: "Attention",
    nodes.caution: "Caution",
    nodes.danger: "Danger",
    nodes.error: "Error",
    nodes.hint: "Hint",
    nodes.important: "Important",
    nodes.note: "Note",
    nodes.tip: "Tip",
    nodes.warning: "Warning",
    addnodes.seealso: "See also",
}
_URGENT = ("attention", "caution", "danger", "error", "warning")


def paragraph(node: nodes.Element, t: Translator) -> str:
    """A paragraph; small where its class ends with ``-source``."""
    content = t.inline(node).strip(" ")
    is_source = any(name.endswith("-source") for name in classes(node))
    # The legend of a figure or a table is small already.
    is_legend = isinstance(node.parent, (nodes.legend, nodes.table))
    return call("small-print", content) if is_source and not is_legend else content


def block_quote(node: nodes.Element, t: Translator) -> str:
    """A quotation with its source; an epigraph, pull-quote or highlights too."""
    sources = [child for child in node.children if isinstance(child, nodes.attribution)]
    content = t.blocks(child for child in node.children if child not in sources)
    attribution = f"[{t.inline(sources[0])}]" if sources else None
    return call("quotation", content, attribution=attribution)


def admonition(node: nodes.Element, t: Translator) -> str:
    """A box with its title, which is the kind's word in the book's language or the author's."""
    word = next((ADMONITIONS[cls] for cls in type(node).__mro__ if cls in ADMONITIONS), None)
    children = elements(node)
    heading = t.words(word) if word else ""
    if children and isinstance(children[0], nodes.title):
        heading = t.inline(children.pop(0))
    kind = type(node).__name__ if word else next((c for c in classes(node) if c in _URGENT), "note")
    tone = '"urgent"' if kind in _URGENT else None
    return call("admonition", t.blocks(children), title=f"[{heading}]", tone=tone)


def titled_box(node: nodes.Element, t: Translator) -> str:
    """A topic or sidebar."""
    heads = [child for child in elements(node) if isinstance(child, (nodes.title, nodes.subtitle))]
    content = t.blocks(child for child in node.children if child not in heads)
    return call("admonition", content, title=f"[{'. '.join(t.inline(head) for head in heads)}]")


def topic(node: nodes.Element, t: Translator) -> str:
    """A topic; the contents that a document makes for itself are left out, as the book has its own."""
    return "" if "contents" in classes(node) else titled_box(node, t)


def rubric(node: nodes.Element, t: Translator) -> str:
    """A heading that is in no contents."""
    return call("rubric", t.inline(node))


def transition(node: nodes.Element, t: Translator) -> str:
    """A break between two passages; none before footnotes, which stand at the foot of the page."""
    following = node.parent.children[node.parent.index(node) + 1 :]
    return "" if all(isinstance(child, nodes.footnote) for child in following) else "#transition()"


def version_modified(node: nodes.Element, t: Translator) -> str:
    """Version added, changed, deprecated."""
    return call("aside", t.blocks(node))


HANDLERS: dict[type, Handler] = {
    nodes.paragraph: paragraph,
    addnodes.compact_paragraph: paragraph,
    nodes.compound: block_children,
    nodes.document: block_children,
    nodes.block_quote: block_quote,
    nodes.attribution: paragraph,
    **dict.fromkeys((*ADMONITIONS, nodes.admonition, nodes.Admonition), admonition),
    nodes.topic: topic,
    nodes.sidebar: titled_box,
    nodes.rubric: rubric,
    addnodes.centered: rubric,
    nodes.transition: transition,
    addnodes.versionmodified: version_modified,
    addnodes.only: block_children,
    nodes.system_message: skip,
    nodes.meta: skip,
    nodes.pending: skip,
    nodes.decoration: skip,
    nodes.header: skip,
    nodes.footer: skip,
    addnodes.toctree: skip,
    addnodes.tabular_col_spec: skip,
    addnodes.highlightlang: skip,
    addnodes.acks: block_children,
}
