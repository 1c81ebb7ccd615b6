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
    addnodes.start_of_file: start_of_file,
    nodes.section: section,
    nodes.title: title,
    nodes.subtitle: inline_call("subtitle"),
    Part: part,
}
