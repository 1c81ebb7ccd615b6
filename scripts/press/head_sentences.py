"""The first sentence of a page, which stands for the page where there is room for one."""

from __future__ import annotations

import re

from docutils import nodes

from press.citing_titles import plain_text

# A full stop ends a sentence before a capital, a quotation mark or a digit, unless an initial or an abbreviation is before
# it: "К. Мигонь", "2016 г. Россия", "2016 ж. Қазақстан".
_SHORT = "".join(rf"(?<!\b{word})" for word in (r"\w", "гг", "жж", "др", "см", "ст", "Mr", "Dr", "St", "no", "vs"))
_END = re.compile(rf"(?:{_SHORT}\.|[!?…]+)[»”\"’)]?(?=\s+[«“„\"(]?[^\W_a-zа-яёәғқңөұүһі])")
_PLACES = (nodes.document, nodes.section)
_LEFT_OUT = (nodes.footnote_reference,)


def first_sentence(doctree: nodes.document) -> str:
    """The first sentence of the first paragraph of running text, without the marks of footnotes; empty where there is none."""
    paragraphs = (node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, _PLACES))
    paragraph = next((node for node in paragraphs if plain_text(node)), None)
    if paragraph is None:
        return ""
    read = paragraph.deepcopy()
    for mark in [node for node in read.findall() if isinstance(node, _LEFT_OUT) or "press-note" in _classes(node)]:
        mark.parent.remove(mark)
    text = plain_text(read)
    end = _END.search(text)
    return text[: end.end()] if end else text


def _classes(node: nodes.Node) -> list[str]:
    return list(node["classes"]) if isinstance(node, nodes.Element) else []
