"""Split captions: the first sentence is the message of a figure or table, the rest explains it and is set lighter."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.edition.context import format_of
from press.language.sentences import sentences

REST = "caption-rest"


class SplitCaptions(SphinxPostTransform):
    """Mark all but the first sentence of each caption, in HTML."""

    # After numbers and references in captions are resolved to text.
    default_priority = 950

    def run(self, **kwargs: Any) -> None:
        """Split the captions of all figures and tables."""
        if not format_of(self.app.builder).is_for_browsers:
            return
        for caption in self.document.findall(lambda node: isinstance(node, nodes.caption | nodes.title)):
            assert isinstance(caption, nodes.TextElement)
            if isinstance(caption.parent, nodes.figure | nodes.table):
                split_caption(caption, self.config.language)


def split_caption(caption: nodes.TextElement, language: str) -> None:
    """Wrap all but the first sentence of ``caption`` in an inline node; leave it whole where that sentence ends within an element."""
    text = caption.astext().replace("\n", " ")
    first, *others = sentences(text, language) or [""]
    if not others:
        return
    left = text.index(first) + len(first)
    before: list[nodes.Node] = []
    rest = nodes.inline(classes=[REST])
    for child in list(caption.children):
        words = child.astext()
        if left >= len(words):
            before.append(child)
        elif left <= 0:
            rest += child
        elif isinstance(child, nodes.Text):
            before.append(nodes.Text(words[:left]))
            rest += nodes.Text(words[left:])
        else:
            return
        left -= len(words)
    caption.children = []
    caption += [*before, rest]
