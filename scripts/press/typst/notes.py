"""Footnotes at the foot of the page, and the entries of a bibliography."""

from __future__ import annotations

from docutils import nodes

from press.typst.escape import call, string
from press.typst.translator import Handler, Translator


def footnote_reference(node: nodes.Element, t: Translator) -> str:
    """The footnote itself where it is first referred to; after that its number again."""
    footnote = t.anchors.footnotes.get((t.docname, node.get("refid", "")))
    if footnote is None:
        return call("super", t.inline(node))
    name = string(f"{t.docname}:{footnote['ids'][0]}:note")
    if t.is_repeated:
        return f"#mark-of({name});"
    if not t.first_use(name):
        return f"#again({name});"
    function = "note-in-heading" if t.in_heading else "note"
    return call(function, t.blocks(_content(footnote)), name=name)


def footnote(node: nodes.Element, t: Translator) -> str:
    """Nothing, as it stands at its reference; one without a reference is printed here."""
    if not isinstance(node.parent, nodes.Element) or node.get("backrefs"):
        return ""
    return call("loose-note", t.blocks(_content(node)), mark=f"[{_label(node, t)}]")


def citation(node: nodes.Element, t: Translator) -> str:
    """An entry of a bibliography, its label before it unless the text cites by author and year."""
    content = t.blocks(_content(node))
    style = getattr(t.config, "bibtex_reference_style", "")
    is_author_year = bool(node.get("docname")) and style.startswith("author_year")
    mark = None if is_author_year else f"[{_label(node, t)}]"
    return call("citation", t.anchor(node) + content, mark=mark)


def _content(node: nodes.Element) -> list[nodes.Node]:
    return [child for child in node.children if not isinstance(child, nodes.label)]


def _label(node: nodes.Element, t: Translator) -> str:
    return next((t.inline(child) for child in node.children if isinstance(child, nodes.label)), "")


HANDLERS: dict[type, Handler] = {
    nodes.footnote_reference: footnote_reference,
    nodes.footnote: footnote,
    nodes.citation: citation,
}
