"""Render text, inline nodes, and links inside the book, out of it and to documents that the PDF leaves out; footnotes; entries of a bibliography."""

from __future__ import annotations

import re
from posixpath import normpath

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.anchors import split_uri
from press.builders.typst.escape import call, first_child, markup, optional_string, program, string
from press.builders.typst.hyphens import hyphenated_text
from press.builders.typst.translator import Handler, Translator, inline_call, inline_children, mixed, skip

#: HTML tags that Markdown parsers emit as raw nodes, as Typst.
_HTML_TAGS = {"<s>": "#strike[", "</s>": "];", "<del>": "#strike[", "</del>": "];", "<br>": "#linebreak();"}


def text(node: nodes.Text, t: Translator) -> str:
    """Render text, hyphenated where its language needs it; line ends become spaces."""
    return markup(hyphenated_text(node, t.config.language))


def literal(node: nodes.Element, t: Translator) -> str:
    """Render an inline literal, such as a file name, or a key of the keyboard."""
    text = " ".join(node.astext().splitlines())
    return call("key", markup(text)) if "kbd" in node["classes"] else program(text)


def inline(node: nodes.Element, t: Translator) -> str:
    """Render a span; its classes decide whether it has markup of its own."""
    names = set(node["classes"])
    content = t.inline(node)
    if "kbd" in names:
        return call("key", content)
    if "press-bound" in names:
        return call("box", content)
    if "std-numref" in names:
        # A non-breaking space before the number of a figure or table.
        return re.sub(r" (?=\d)", "~", content)
    if {"strike", "strikethrough", "line-through"} & names:
        return call("strike", content)
    if {"guilabel", "menuselection", "sd-badge"} & names:
        return call("strong", content)
    return call("smallcaps", content) if "smallcaps" in names else content


def abbreviation(node: nodes.Element, t: Translator) -> str:
    """Render an abbreviation, with its explanation in brackets."""
    explanation = node.get("explanation")
    return t.inline(node) + (markup(f" ({explanation})") if explanation else "")


def raw(node: nodes.raw, t: Translator) -> str:
    """Render raw Typst as it is, and of HTML the tags within words that Markdown stands for; nothing else."""
    formats, text = node.get("format", "").split(), node.astext()
    if "typst" in formats:
        return text
    if "html" not in formats or not isinstance(node.parent, nodes.TextElement):
        return ""
    if 'type="checkbox"' in text:
        return "☑ " if "checked=" in text else "☐ "
    tag = re.sub(r"\s*/?>$", ">", text.strip().lower())
    name = tag.strip("</>")
    # Unless tags of a kind balance among the siblings, a bracket would be left open.
    tags = [child.astext().strip().lower() for child in node.parent.children if isinstance(child, nodes.raw)]
    is_paired = name == "br" or tags.count(f"<{name}>") == tags.count(f"</{name}>")
    return _HTML_TAGS.get(tag, "") if is_paired else ""


_SCHEME = re.compile(r"^(https?|mailto|ftp|tel|doi):", re.IGNORECASE)


def reference(node: nodes.Element, t: Translator) -> str:
    """Render a link, or its text alone where it has no destination."""
    content = t.inline(node)
    destination = _destination(node, t)
    if node.children and all(isinstance(child, nodes.image) for child in node.children):
        # A link needs text for screen readers.
        uri = str(node.get("refuri", ""))
        below = f"\n\n#image-link({string(uri)}, {string(uri.removeprefix('mailto:'))})" if _SCHEME.match(uri) else ""
        return content + below
    if not destination or not content.strip() or t.is_repeated:
        return content
    return call("number-link" if "press-number" in node["classes"] else "link", content, destination)


def _destination(node: nodes.Element, t: Translator) -> str | None:
    uri = node.get("refuri", "")
    if "refid" not in node and not uri.startswith("%"):
        if _SCHEME.match(uri):
            return string(uri)
        return None if not uri or uri.startswith("#") else optional_string(t.builder.site_url(uri, t.docname))
    docname, fragment = (t.docname, node["refid"]) if "refid" in node else split_uri(uri)
    if label := t.anchors.require(docname, fragment):
        return f"label({string(label)})"
    if "refid" in node:
        return None
    return optional_string(t.builder.site_url(f"{t.builder.site_uri(docname)}{'#' if fragment else ''}{fragment}"))


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
    nodes.Text: text,
    **dict.fromkeys((nodes.emphasis, nodes.title_reference, addnodes.manpage), inline_call("emph")),
    nodes.strong: inline_call("strong"),
    nodes.subscript: inline_call("sub"),
    nodes.superscript: inline_call("super"),
    nodes.inline: inline,
    **dict.fromkeys((nodes.abbreviation, nodes.acronym), abbreviation),
    **dict.fromkeys((nodes.literal, addnodes.literal_emphasis), literal),
    **dict.fromkeys((addnodes.literal_strong, addnodes.desc_signature), literal),
    nodes.raw: raw,
    **dict.fromkeys((nodes.caption, nodes.legend, nodes.label, nodes.classifier, nodes.definition), mixed),
    **dict.fromkeys((nodes.list_item, nodes.field_body, nodes.tgroup, nodes.colspec, nodes.thead), mixed),
    **dict.fromkeys((nodes.tbody, nodes.row, nodes.entry, addnodes.pending_xref_condition), mixed),
    **dict.fromkeys((nodes.reference, nodes.citation_reference, addnodes.number_reference), reference),
    addnodes.download_reference: download,
    # The anchor of a target is printed by ``Translator.render``.
    **dict.fromkeys((addnodes.pending_xref, nodes.target, nodes.generated), inline_children),
    **dict.fromkeys((nodes.problematic, nodes.substitution_reference), inline_children),
    **dict.fromkeys((nodes.comment, nodes.substitution_definition, addnodes.index), skip),
    nodes.footnote_reference: footnote_reference,
    nodes.footnote: footnote,
    nodes.citation: citation,
}
