"""Split captions: the first sentence is the message of a figure or table, the rest explains it."""

from __future__ import annotations

from docutils import nodes

from press.language.typography import sentences


def split_caption(caption: nodes.Element, language: str) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return the children of ``caption`` up to the end of its first sentence, and the others.

    There are no others where that sentence ends within an element.
    """
    text = caption.astext().replace("\n", " ")
    first = next(iter(sentences(text, language)), "")
    left = text.index(first) + len(first)
    for at, child in enumerate(caption.children):
        before, after = caption.children[:at], caption.children[at:]
        text_of_child = child.astext()
        if left == 0 and text_of_child:
            return before, after
        if left < len(text_of_child):
            if not isinstance(child, nodes.Text):
                break
            parts = nodes.Text(text_of_child[:left]), nodes.Text(text_of_child[left:])
            for part in parts:
                # By their parents the language of texts is found.
                part.parent = caption
            return [*before, parts[0]], [parts[1], *after[1:]]
        left -= len(text_of_child)
    return list(caption.children), []
