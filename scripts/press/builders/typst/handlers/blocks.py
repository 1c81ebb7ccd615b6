"""Render paragraphs, quotations, admonitions and other blocks of text."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import call, elements, markup
from press.builders.typst.handlers.captions import sphinx_number
from press.builders.typst.translator import Handler, Translator, block_children, inline_call, skip

#: The title of each kind of admonition.
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
#: Blocks that a short paragraph may introduce, and the most letters of such a paragraph: three lines.
_INTRODUCED = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
    nodes.table,
    nodes.literal_block,
)
_SHORT = 240
_URGENT = ("attention", "caution", "danger", "error", "warning")


def paragraph(node: nodes.Element, t: Translator) -> str:
    """Render a paragraph: small if a class ends with ``-source``, as a heading outside the contents if one ends with ``-headline``."""
    content = t.inline(node).strip(" ")
    if any(name.endswith("-headline") for name in node["classes"]):
        return call("rubric", content)
    is_source = any(name.endswith("-source") for name in node["classes"])
    # The legend of a figure or a table is small already.
    is_legend = isinstance(node.parent, (nodes.legend, nodes.table))
    if is_source and not is_legend:
        return call("small-print", content)
    return call("lead-in", content, indented=_indented(node)) if _leads_in(node) else content


def _leads_in(node: nodes.Element) -> bool:
    """Return whether the paragraph is short and introduces a list, a table or the like, from whose page it must not be separated."""
    at = node.parent.index(node)
    following = node.parent.children[at + 1] if at + 1 < len(node.parent.children) else None
    is_block = isinstance(node.parent, (nodes.section, nodes.container, addnodes.start_of_file))
    return is_block and isinstance(following, _INTRODUCED) and len(node.astext()) <= _SHORT


def _indented(node: nodes.Element) -> str | None:
    """Return ``true`` for a paragraph after another one, which is indented: inside ``lead-in`` Typst does not see the one before."""
    at = node.parent.index(node)
    return "true" if at and isinstance(node.parent.children[at - 1], nodes.paragraph) else None


def block_quote(node: nodes.Element, t: Translator) -> str:
    """Render a quotation with its attribution; also an epigraph, pull-quote or highlights."""
    sources = [child for child in node.children if isinstance(child, nodes.attribution)]
    content = t.blocks(child for child in node.children if child not in sources)
    attribution = f"[{t.inline(sources[0])}]" if sources else None
    return call("quotation", content, attribution=attribution)


def admonition(node: nodes.Element, t: Translator) -> str:
    """Render an admonition as a box; its title is the author's, or the word for its kind in the book's language."""
    word = next((ADMONITIONS[cls] for cls in type(node).__mro__ if cls in ADMONITIONS), None)
    children = elements(node)
    heading = t.words(word) if word else ""
    if children and isinstance(children[0], nodes.title):
        heading = t.inline(children.pop(0))
    heading = _numbered(node, heading, t)
    if not heading.strip():
        return t.blocks(children)
    kind = type(node).__name__ if word else next((c for c in node["classes"] if c in _URGENT), "note")
    tone = '"urgent"' if kind in _URGENT else None
    return call("admonition", t.blocks(children), title=f"[{heading}]", tone=tone)


def _numbered(node: nodes.Element, heading: str, t: Translator) -> str:
    """Return the heading of a theorem or an exercise with the kind and number that its extension gave it."""
    kind = str(node.get("realtype") or node.get("type") or "")
    if not kind or not node.get("label"):
        return heading
    number = sphinx_number(node, str(node.get("countertype") or kind), t)
    word = markup(t.words(kind.title()))
    return heading if heading.startswith(word) else " ".join(filter(None, (word, number, heading.strip())))


def titled_box(node: nodes.Element, t: Translator) -> str:
    """Render a topic or sidebar as a box."""
    heads = [child for child in elements(node) if isinstance(child, (nodes.title, nodes.subtitle))]
    content = t.blocks(child for child in node.children if child not in heads)
    return call("admonition", content, title=f"[{'. '.join(t.inline(head) for head in heads)}]")


def topic(node: nodes.Element, t: Translator) -> str:
    """Render a topic; the contents of a single document are left out, as the book has its own."""
    return "" if "contents" in node["classes"] else titled_box(node, t)


def transition(node: nodes.Element, t: Translator) -> str:
    """Render a transition; none at the end or before footnotes, which are printed at the foot of the page."""
    following = node.parent.children[node.parent.index(node) + 1 :]
    return "" if all(isinstance(child, nodes.footnote) for child in following) else "#transition()"


def version_modified(node: nodes.Element, t: Translator) -> str:
    """Render ``versionadded``, ``versionchanged`` or ``deprecated``."""
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
    nodes.rubric: inline_call("rubric"),
    addnodes.centered: inline_call("rubric"),
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
    addnodes.desc_content: block_children,
}
