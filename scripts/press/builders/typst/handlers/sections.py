"""Render documents, sections, headings and parts."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import arguments, call, markup, string
from press.builders.typst.matter import Part
from press.builders.typst.translator import Handler, Translator, inline_call


def start_of_file(node: nodes.Element, t: Translator) -> str:
    """Render one document of the book. Links to parts of it that are not printed lead to its beginning."""
    with t.at(docname=node["docname"], level=node["base"]):
        content = t.blocks(node)
        rest = "".join(f"#anchor({string(label)});" for label in t.anchors.unplaced(node["docname"]))
    begin = "#begin-document();" if node["base"] == 1 else ""
    return f"// {node['docname']}\n{begin}{rest}\n{content}"


def section(node: nodes.Element, t: Translator) -> str:
    """Render a section, one level below the one around it."""
    with t.at(level=t.level + 1):
        return t.blocks(node)


def title(node: nodes.Element, t: Translator) -> str:
    """Render the heading of a section; a title elsewhere is a bold line."""
    with t.at(is_listed=True):
        content = t.inline(node)
    if not isinstance(node.parent, (nodes.section, nodes.document)):
        return call("rubric", content)
    label = t.anchors.claim(node.parent, t.docname)
    number = _number(node, t)
    options = {
        "level": str(max(1, t.level - 1)),
        "numbering": f"(..) => {string(number)}" if number else None,
    }
    after = f"#label({string(label)})" if label else ""
    return f"#heading({arguments(options)})[{content}]{after}"


def _number(node: nodes.Element, t: Translator) -> str:
    """Return Sphinx's section number, as on the site, or that of the chapter in this book; empty for none."""
    numbers = t.env.toc_secnumbers.get(t.docname, {})
    found = next((numbers[f"#{name}"] for name in node.parent["ids"] if f"#{name}" in numbers), None)
    is_top = isinstance(node.parent.parent, addnodes.start_of_file)
    found = found or (numbers.get("") if is_top else None)
    own = node.parent.parent.get("number", "") if is_top else ""
    return ".".join(map(str, found or ())) or str(own)


def part(node: nodes.Element, t: Translator) -> str:
    """Render the heading of a part of the book."""
    return call("part", markup(node.astext()))


HANDLERS: dict[type, Handler] = {
    addnodes.start_of_file: start_of_file,
    nodes.section: section,
    nodes.title: title,
    nodes.subtitle: inline_call("subtitle"),
    Part: part,
}
