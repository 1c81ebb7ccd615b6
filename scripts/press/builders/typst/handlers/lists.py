"""Render lists of all kinds."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.escape import call, elements, string
from press.builders.typst.translator import Handler, Translator, block_children, inline_children

_NUMBERING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def bullet_list(node: nodes.Element, t: Translator) -> str:
    """Render a bullet list."""
    return f"#list({_items(node, t)}tight: {_tight(node)})"


def enumerated_list(node: nodes.Element, t: Translator) -> str:
    """Render an enumerated list with the numbers of the source."""
    pattern = node.get("prefix", "") + _NUMBERING.get(node.get("enumtype", "arabic"), "1") + node.get("suffix", ".")
    start = node.get("start", 1)
    return f"#enum({_items(node, t)}start: {start}, numbering: {string(pattern)}, tight: {_tight(node)})"


def _items(node: nodes.Element, t: Translator) -> str:
    return "".join(f"[{t.anchor(item)}{t.blocks(item)}],\n" for item in elements(node) if _is_item(item))


def _is_item(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.list_item, nodes.citation, nodes.definition_list_item))


def _tight(node: nodes.Element) -> str:
    """Return ``true`` if each item is one block, besides nested lists: such items are set close together."""
    single = all(
        sum(not isinstance(block, (nodes.bullet_list, nodes.enumerated_list)) for block in item.children) <= 1
        for item in node.children
        if isinstance(item, nodes.Element)
    )
    return "true" if single else "false"


def list_of_terms(node: nodes.Element, t: Translator) -> str:
    """Render terms with their definitions, or fields."""
    return "\n".join(t.render(item) for item in node.children)


def definition_list_item(node: nodes.Element, t: Translator) -> str:
    """Render one or more terms, their classifiers and the definition."""
    heads: list[str] = []
    for child in node.children:
        if isinstance(child, nodes.term):
            heads.append(t.render(child))
        elif isinstance(child, nodes.classifier):
            heads[-1:] = [(heads or [""])[-1] + call("classifier", t.inline(child))]
    bodies = [child for child in node.children if isinstance(child, nodes.definition)]
    return call("definition", "\n\n".join(t.blocks(body) for body in bodies), term=f"[{'#linebreak();'.join(heads)}]")


def field(node: nodes.Element, t: Translator) -> str:
    """Render a field: its name and its body."""
    name, body = node.children[0], node.children[1:]
    content = "\n\n".join(t.blocks(part) for part in body if isinstance(part, nodes.Element))
    return call("field", content, name=f"[{t.render(name)}]")


def line_block(node: nodes.Element, t: Translator) -> str:
    """Render lines as they stand; nested line blocks are indented."""
    return call("verse", "#linebreak();\n".join(_lines(node, t, 0)))


def _lines(node: nodes.Element, t: Translator, depth: int) -> list[str]:
    lines: list[str] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            lines.extend(_lines(child, t, depth + 1))
        elif isinstance(child, nodes.Element):
            lines.append(f"#h({depth * 1.5}em);" * bool(depth) + t.render(child))
    return lines


HANDLERS: dict[type, Handler] = {
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.definition_list: list_of_terms,
    nodes.definition_list_item: definition_list_item,
    nodes.term: inline_children,
    nodes.field_list: list_of_terms,
    nodes.field: field,
    nodes.field_name: inline_children,
    nodes.line_block: line_block,
    nodes.line: inline_children,
    addnodes.glossary: block_children,
}
