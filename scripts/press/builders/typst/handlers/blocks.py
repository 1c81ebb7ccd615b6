"""Render paragraphs, quotations, admonitions and other blocks of text, lists of all kinds, documents with their sections and headings."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.assemble import Part
from press.builders.typst.escape import arguments, call, elements, markup, string
from press.builders.typst.handlers.figures import sphinx_number
from press.builders.typst.translator import Handler, Translator, block_children, inline_call, inline_children, skip

#: The title of each kind of admonition.
ADMONITIONS: dict[type[nodes.Element], str] = {
    **{kind: kind.__name__.title() for kind in (nodes.attention, nodes.caution, nodes.danger, nodes.error, nodes.hint)},
    **{kind: kind.__name__.title() for kind in (nodes.important, nodes.note, nodes.tip, nodes.warning)},
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
    # The legend of a figure or a table is small already.
    is_source = any(name.endswith("-source") for name in node["classes"])
    if is_source and not isinstance(node.parent, (nodes.legend, nodes.table)):
        return call("small-print", content)
    siblings = node.parent.children
    at = siblings.index(node)
    is_block = isinstance(node.parent, (nodes.section, nodes.container, addnodes.start_of_file))
    introduces = at + 1 < len(siblings) and isinstance(siblings[at + 1], _INTRODUCED)
    if not (is_block and introduces and len(node.astext()) <= _SHORT):
        return content
    # It must not be separated from the page of what it introduces. Inside ``lead-in`` Typst does not see the paragraph before it,
    # after which it is indented.
    is_indented = at > 0 and isinstance(siblings[at - 1], nodes.paragraph)
    return call("lead-in", content, indented="true" if is_indented else None)


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


_NUMBERING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def bullet_list(node: nodes.Element, t: Translator) -> str:
    """Render a bullet list."""
    return f"#list({_items(node, t)})"


def enumerated_list(node: nodes.Element, t: Translator) -> str:
    """Render an enumerated list with the numbers of the source."""
    pattern = node.get("prefix", "") + _NUMBERING.get(node.get("enumtype", "arabic"), "1") + node.get("suffix", ".")
    return f"#enum({_items(node, t)}, start: {node.get('start', 1)}, numbering: {string(pattern)})"


def _items(node: nodes.Element, t: Translator) -> str:
    """Return the items, and whether each is one block, besides nested lists: such items are set close together."""
    kinds = (nodes.list_item, nodes.citation, nodes.definition_list_item)
    items = [item for item in node.children if isinstance(item, kinds)]
    lists = (nodes.bullet_list, nodes.enumerated_list)
    is_tight = all(sum(not isinstance(block, lists) for block in item.children) <= 1 for item in elements(node))
    made = "".join(f"[{t.anchor(item)}{t.blocks(item)}],\n" for item in items)
    return f"{made}tight: {'true' if is_tight else 'false'}"


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
    **dict.fromkeys((nodes.paragraph, addnodes.compact_paragraph, nodes.attribution), paragraph),
    **dict.fromkeys((nodes.compound, nodes.document, addnodes.only, addnodes.acks), block_children),
    **dict.fromkeys((addnodes.desc_content, addnodes.glossary), block_children),
    nodes.block_quote: block_quote,
    **dict.fromkeys((*ADMONITIONS, nodes.admonition, nodes.Admonition), admonition),
    nodes.topic: topic,
    nodes.sidebar: titled_box,
    nodes.rubric: inline_call("rubric"),
    addnodes.centered: inline_call("rubric"),
    nodes.transition: transition,
    addnodes.versionmodified: lambda node, t: call("aside", t.blocks(node)),
    **dict.fromkeys((nodes.system_message, nodes.meta, nodes.pending), skip),
    **dict.fromkeys((nodes.decoration, nodes.header, nodes.footer), skip),
    **dict.fromkeys((addnodes.toctree, addnodes.tabular_col_spec, addnodes.highlightlang), skip),
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    **dict.fromkeys((nodes.definition_list, nodes.field_list), list_of_terms),
    nodes.definition_list_item: definition_list_item,
    **dict.fromkeys((nodes.term, nodes.field_name, nodes.line), inline_children),
    nodes.field: field,
    nodes.line_block: line_block,
    addnodes.start_of_file: start_of_file,
    nodes.section: section,
    nodes.title: title,
    nodes.subtitle: inline_call("subtitle"),
    Part: part,
}
