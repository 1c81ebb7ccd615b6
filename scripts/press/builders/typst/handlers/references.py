"""Render links inside the book, out of it and to documents that the PDF leaves out, footnotes, and entries of a bibliography."""

from __future__ import annotations

import re
from posixpath import normpath

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.anchors import split_uri
from press.builders.typst.escape import call, first_child, optional_string, string
from press.builders.typst.translator import Handler, Translator, inline_children, skip

_SCHEME = re.compile(r"^(https?|mailto|ftp|tel|doi):", re.IGNORECASE)


def reference(node: nodes.Element, t: Translator) -> str:
    """Render a link, or its text alone where it has no destination."""
    content = t.inline(node)
    destination = _destination(node, t)
    if node.children and all(isinstance(child, nodes.image) for child in node.children):
        return _linked_image(content, str(node.get("refuri", "")))
    if not destination or not content.strip() or t.is_repeated:
        return content
    return call("number-link" if "press-number" in node["classes"] else "link", content, destination)


def _linked_image(content: str, uri: str) -> str:
    """Return an image with its URL under it, as a link needs text for screen readers."""
    if not _SCHEME.match(uri):
        return content
    return f"{content}\n\n#image-link({string(uri)}, {string(uri.removeprefix('mailto:'))})"


def _destination(node: nodes.Element, t: Translator) -> str | None:
    if "refid" in node:
        return _inside(t, t.docname, node["refid"])
    uri = node.get("refuri", "")
    if uri.startswith("%"):
        docname, fragment = split_uri(uri)
        return _inside(t, docname, fragment) or _on_site(t, docname, fragment)
    return _outside(t, uri)


def _inside(t: Translator, docname: str, fragment: str) -> str | None:
    label = t.anchors.require(docname, fragment)
    return f"label({string(label)})" if label else None


def _on_site(t: Translator, docname: str, fragment: str) -> str | None:
    return optional_string(t.builder.site_url(f"{t.builder.site_uri(docname)}{'#' if fragment else ''}{fragment}"))


def _outside(t: Translator, uri: str) -> str | None:
    if _SCHEME.match(uri):
        return string(uri)
    return None if not uri or uri.startswith("#") else optional_string(t.builder.site_url(uri, t.docname))


def download(node: nodes.Element, t: Translator) -> str:
    """Render a file to download as a link to the copy on the site, if the site's URL is known."""
    if "refuri" in node:
        return reference(node, t)
    name = node.get("filename")
    url = t.builder.site_url(normpath(f"_downloads/{name}")) if name and not t.is_repeated else None
    return call("link", t.inline(node), string(url)) if url else t.inline(node)


def footnote_reference(node: nodes.Element, t: Translator) -> str:
    """Render the footnote itself at its first reference, its number at later ones."""
    footnote = t.anchors.footnotes.get((t.docname, node.get("refid", "")))
    if footnote is None:
        return call("super", t.inline(node))
    name = string(f"{t.docname}:{footnote['ids'][0]}:note")
    if t.is_repeated:
        return f"#mark-of({name});"
    if not t.first_use(name):
        return f"#again({name});"
    function = "note-in-heading" if t.is_listed else "note"
    return call(function, t.blocks(_content(footnote)), name=name)


def footnote(node: nodes.Element, t: Translator) -> str:
    """Render a footnote that has no reference; all others are printed at their references."""
    if not isinstance(node.parent, nodes.Element) or node.get("backrefs"):
        return ""
    return call("loose-note", t.blocks(_content(node)), mark=f"[{_label(node, t)}]")


def citation(node: nodes.Element, t: Translator) -> str:
    """Render an entry of a bibliography, with its label unless the text cites by author and year."""
    content = t.blocks(_content(node))
    style = getattr(t.config, "bibtex_reference_style", "")
    is_author_year = bool(node.get("docname")) and style.startswith("author_year")
    mark = None if is_author_year else f"[{_label(node, t)}]"
    return call("citation", t.anchor(node) + content, mark=mark)


def _content(node: nodes.Element) -> list[nodes.Node]:
    return [child for child in node.children if not isinstance(child, nodes.label)]


def _label(node: nodes.Element, t: Translator) -> str:
    label = first_child(node, nodes.label)
    return t.inline(label) if label is not None else ""


HANDLERS: dict[type, Handler] = {
    nodes.reference: reference,
    nodes.citation_reference: reference,
    addnodes.download_reference: download,
    addnodes.number_reference: reference,
    addnodes.pending_xref: inline_children,
    # The anchor of a target is printed by ``Translator.render``.
    nodes.target: inline_children,
    addnodes.index: skip,
    nodes.footnote_reference: footnote_reference,
    nodes.footnote: footnote,
    nodes.citation: citation,
}
