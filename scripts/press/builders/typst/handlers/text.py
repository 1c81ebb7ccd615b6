"""Render text and inline nodes: emphasis, literals and the like, and those that have no markup of their own."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import call, markup, program
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
        return unbroken(content)
    if {"strike", "strikethrough", "line-through"} & names:
        return call("strike", content)
    if {"guilabel", "menuselection", "sd-badge"} & names:
        return call("strong", content)
    return call("smallcaps", content) if "smallcaps" in names else content


def unbroken(name: str) -> str:
    """Return the name of a figure or table with a non-breaking space before its number."""
    return re.sub(r" (?=\d)", "~", name)


def abbreviation(node: nodes.Element, t: Translator) -> str:
    """Render an abbreviation, with its explanation in brackets."""
    explanation = node.get("explanation")
    return t.inline(node) + (markup(f" ({explanation})") if explanation else "")


def raw(node: nodes.raw, t: Translator) -> str:
    """Render raw Typst as it is, and of HTML the tags within words that Markdown stands for; nothing else."""
    formats = node.get("format", "").split()
    if "typst" in formats:
        return node.astext()
    if "html" not in formats or not isinstance(node.parent, nodes.TextElement):
        return ""
    if 'type="checkbox"' in node.astext():
        return "☑ " if "checked=" in node.astext() else "☐ "
    tag = re.sub(r"\s*/?>$", ">", node.astext().strip().lower())
    return _HTML_TAGS[tag] if tag in _HTML_TAGS and _is_paired(node, tag) else ""


def _is_paired(node: nodes.raw, tag: str) -> bool:
    """Return whether tags of this kind balance among the siblings; otherwise a bracket would be left open."""
    if tag == "<br>":
        return True
    name = tag.strip("</>")
    found = "".join(child.astext().strip().lower() for child in node.parent.children if isinstance(child, nodes.raw))
    return found.count(f"<{name}>") == found.count(f"</{name}>")


HANDLERS: dict[type, Handler] = {
    nodes.Text: text,
    nodes.emphasis: inline_call("emph"),
    nodes.strong: inline_call("strong"),
    nodes.literal: literal,
    nodes.subscript: inline_call("sub"),
    nodes.superscript: inline_call("super"),
    nodes.inline: inline,
    nodes.title_reference: inline_call("emph"),
    nodes.abbreviation: abbreviation,
    nodes.acronym: abbreviation,
    nodes.generated: inline_children,
    nodes.problematic: inline_children,
    nodes.substitution_reference: inline_children,
    nodes.raw: raw,
    addnodes.literal_emphasis: literal,
    addnodes.literal_strong: literal,
    addnodes.desc_signature: literal,
    addnodes.manpage: inline_call("emph"),
    nodes.comment: skip,
    nodes.substitution_definition: skip,
    **dict.fromkeys(
        (
            *(nodes.caption, nodes.legend, nodes.label, nodes.classifier, nodes.definition, nodes.list_item),
            *(nodes.field_body, nodes.tgroup, nodes.colspec, nodes.thead, nodes.tbody, nodes.row, nodes.entry),
            addnodes.pending_xref_condition,
        ),
        mixed,
    ),
}
