"""Prevent line breaks after the hyphen of a number with its case ending (3-орында, 2-е, 62%-дан) and of words such as e-mail.

Browsers and Typst may break a line behind any hyphen.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.directives.links import page_link
from press.directives.number import quantity
from press.directives.typography import pieces, prose
from press.edition.context import format_of

BOUND = "press-bound"
_NUMBER, _REFERENCE = "press-number", "std-numref"
# A suffix after a number, and a number or word with its suffix within a number or reference.
_ENDING = re.compile(r"-\w+")
_WITH_ENDING = re.compile(r"(?<![\w%])(?:\d[\d.,]*%?|\w+)-[^\W\d_]+")
# A word that begins with a single letter and a hyphen.
_LETTERED = re.compile(r"(?<![\w-])[^\W\d_]-[^\W\d_]+")


def setup_endings(app: Sphinx) -> None:
    """Register the post-transform."""
    app.add_post_transform(KeepEndings)


class KeepEndings(SphinxPostTransform):
    """Wrap each number and numbered reference together with its case ending, and each word with its first letter and hyphen."""

    # After typography (600).
    default_priority = 700

    def run(self, **kwargs: Any) -> None:
        """Wrap them; in HTML the style sheet itself prevents breaks within a number or a reference."""
        assert self.app.builder is not None
        is_for_browsers = format_of(self.app.builder).is_for_browsers
        if not is_for_browsers:
            bind_within(self.document)
        bind_hung(self.document)
        bind_lettered(self.document, titles=is_for_browsers)


def bind_hung(document: nodes.Element) -> None:
    """Wrap each number of ``document`` together with the ending at the start of the text after it."""
    for number in [node for node in document.findall(nodes.TextElement) if _is_number(node)]:
        following = number.next_node(descend=False, siblings=True)
        if isinstance(following, nodes.Text) and (ending := _ENDING.match(following)):
            number.parent.replace(following, nodes.Text(following[ending.end() :]))
            bound = nodes.inline("", "", number.deepcopy(), nodes.Text(ending[0]), classes=[BOUND])
            number.parent.replace(number, bound)


def bind_within(document: nodes.Element) -> None:
    """Wrap each word with an ending within the numbers and numbered references of ``document``."""
    for named in [node for node in document.findall(nodes.TextElement) if _is_named(node)]:
        for text in [text for text in named.findall(nodes.Text) if _WITH_ENDING.search(text)]:
            text.parent.replace(text, _parts(text, _WITH_ENDING))


def bind_lettered(document: nodes.Element, *, titles: bool = True) -> None:
    """Wrap each word of prose that begins with a letter and a hyphen; not in ``titles`` in print, where outlines lose boxed text."""
    for block in list(prose(document)):
        if titles or not isinstance(block, nodes.title):
            for text in [text for _, texts in pieces(block, "") for text in texts if _LETTERED.search(text)]:
                if not _is_bound(text.parent):
                    text.parent.replace(text, _parts(text, _LETTERED))


def _is_bound(node: nodes.Element) -> bool:
    return isinstance(node, nodes.inline) and BOUND in node["classes"]


def _parts(text: str, bound: re.Pattern[str]) -> list[nodes.Node]:
    parts: list[nodes.Node] = []
    start = 0
    for match in bound.finditer(text):
        parts += [nodes.Text(text[start : match.start()])] if match.start() > start else []
        parts.append(nodes.inline("", match[0], classes=[BOUND]))
        start = match.end()
    return [*parts, nodes.Text(text[start:])] if start < len(text) else parts


def _is_number(node: nodes.Node) -> bool:
    """Return whether ``node`` is a number, including the link around it if it has one."""
    return isinstance(node, page_link) or (_is_marked(node) and not _is_marked(node.parent))


def _is_named(node: nodes.Node) -> bool:
    return _is_marked(node) or (isinstance(node, nodes.inline) and _REFERENCE in node["classes"])


def _is_marked(node: nodes.Node) -> bool:
    return isinstance(node, quantity | nodes.reference | page_link) and _NUMBER in node["classes"]
