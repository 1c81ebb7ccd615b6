"""Apply the typography of each language to prose: spaces, dashes, quotation marks, full stops, hyphenation.

Authors end every sentence with a full stop, as they cannot know in which languages the number before it ends with an abbreviation.
Browsers and Typst may break a line behind any hyphen, also behind that of a number with its case ending (3-орында, 2-е, 62%-дан).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.core.formats import language_of
from press.directives.link_nodes import ancestors, has_ancestor, page_card, page_link
from press.directives.number import quantity
from press.edition.context import format_of
from press.language.registry import profile_of
from press.language.typography import OTHER, typeset

# Nodes that are not prose.
_NOT_PROSE = (nodes.literal, nodes.math, nodes.raw, nodes.image, nodes.problematic, nodes.system_message)
# Minimum length of words to hyphenate; in a title, of those that fill a line on a phone.
_SHORTEST, _SHORTEST_IN_TITLES = 12, 14
BOUND = "press-bound"
# A suffix after a number, and a number or word with its suffix within a number or reference.
_ENDING = re.compile(r"-\w+")
_WITH_ENDING = re.compile(r"((?<![\w%])(?:\d[\d.,]*%?|\w+)-[^\W\d_]+)")
# A word that begins with a single letter and a hyphen.
_LETTERED = re.compile(r"((?<![\w-])[^\W\d_]-[^\W\d_]+)")
# Two names joined by a hyphen, or a number and its word: Solow-Swan, 45-degree.
_JOINED = re.compile(r"((?<![\w-])\w+-\w+(?![\w-]))")


def setup_typography(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(OneFullStop)
    app.add_transform(SetRead)
    app.add_post_transform(SetResolved)
    app.add_post_transform(KeepEndings)
    app.add_post_transform(DivideWords)


class OneFullStop(SphinxTransform):
    """Remove the full stop after a number that ends with its own."""

    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Remove the second full stop after each such number."""
        join_full_stops(self.document)


def join_full_stops(document: nodes.Node) -> None:
    """Remove from ``document`` each full stop that follows a number ending with one."""
    for number in list(document.findall(quantity)):
        following = number.next_node(descend=False, siblings=True)
        if number.astext().endswith(".") and isinstance(following, nodes.Text) and following.startswith("."):
            following.parent.replace(following, nodes.Text(following[1:]))


class SetRead(SphinxTransform):
    """Set the prose of a document when it is read, as its titles are stored for the contents then."""

    # After translation (20), cards of numbers (850) and smart quotes (855).
    default_priority = 860

    def apply(self, **kwargs: Any) -> None:
        """Set all prose."""
        set_prose(self.document, self.config.language)


class SetResolved(SphinxPostTransform):
    """Set prose added since: resolved references, entries of the bibliography."""

    default_priority = 600

    def run(self, **kwargs: Any) -> None:
        """Set all prose again; the operation is idempotent."""
        set_prose(self.document, self.config.language)


def set_prose(document: nodes.Node, language: str) -> None:
    """Set every block of prose below ``document``; ``language`` applies where no class names another."""
    for block in prose(document):
        for tag, texts in pieces(block, language):
            # As one text, with placeholders for all other text between them.
            mine = {id(text) for text in texts}
            leaves = [leaf for leaf in block.findall(nodes.Text) if leaf.parent is not None]
            whole = "".join(str(leaf) if id(leaf) in mine else OTHER * len(leaf) for leaf in leaves)
            done, start = typeset(whole, tag), 0
            for leaf in leaves:
                end = start + len(leaf)
                if id(leaf) in mine and done[start:end] != leaf:
                    leaf.parent.replace(leaf, nodes.Text(done[start:end]))
                start = end


def prose(document: nodes.Node) -> Iterator[nodes.TextElement]:
    """Yield the blocks of running text: paragraphs, titles, captions, terms."""
    for block in document.findall(nodes.TextElement):
        skipped = isinstance(block, (nodes.FixedTextElement, nodes.Inline, *_NOT_PROSE))
        if not skipped and not isinstance(block.parent, nodes.TextElement):
            yield block


def pieces(block: nodes.Element, language: str) -> list[tuple[str, list[nodes.Text]]]:
    """Return the text nodes of ``block`` grouped by language, without code and formulas."""
    texts = sorted(_texts(block, block.get_language_code(language)), key=lambda pair: pair[0])
    return [(tag, [text for _, text in pairs]) for tag, pairs in groupby(texts, key=lambda pair: pair[0])]


def _texts(node: nodes.Element, language: str) -> Iterator[tuple[str, nodes.Text]]:
    language = language_of(node.get("classes", [])) or language
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield language, child
        elif isinstance(child, nodes.Element) and not isinstance(child, _NOT_PROSE):
            yield from _texts(child, language)


class KeepEndings(SphinxPostTransform):
    """Wrap each number and numbered reference together with its case ending, and each word with its first letter and hyphen."""

    # After typography (600).
    default_priority = 700

    def run(self, **kwargs: Any) -> None:
        """Wrap them; in HTML the style sheet itself prevents breaks within a number or a reference."""
        is_for_browsers = format_of(self.app.builder).is_for_browsers
        for number in list(self.document.findall(nodes.TextElement)):
            is_reference = isinstance(number, nodes.inline) and "std-numref" in number["classes"]
            if not is_for_browsers and (is_reference or _is_marked(number)):
                for text in list(number.findall(nodes.Text)):
                    _bind(text, _WITH_ENDING)
            # The number, or the link that it is, with the ending at the start of the text after it.
            is_whole = isinstance(number, page_link) or _is_marked(number)
            following = number.next_node(descend=False, siblings=True) if is_whole else None
            if isinstance(following, nodes.Text) and (ending := _ENDING.match(following)):
                number.parent.replace(following, nodes.Text(following[ending.end() :]))
                bound = nodes.inline("", "", number.deepcopy(), nodes.Text(ending[0]), classes=[BOUND])
                number.parent.replace(number, bound)
        bind_lettered(self.document, titles=is_for_browsers)
        if is_for_browsers:
            bind_names_in_titles(self.document)


def bind_lettered(document: nodes.Element, *, titles: bool = True) -> None:
    """Wrap each word of prose that begins with a letter and a hyphen; not in ``titles`` in print, where outlines lose boxed text."""
    for block in list(prose(document)):
        if titles or not isinstance(block, nodes.title):
            for text in [text for _, texts in pieces(block, "") for text in texts]:
                if not (isinstance(text.parent, nodes.inline) and BOUND in text.parent["classes"]):
                    _bind(text, _LETTERED)


def bind_names_in_titles(document: nodes.Element) -> None:
    """Wrap two names that a hyphen joins, and a number with its word, in the titles of ``document``.

    In print the template of Typst does so.
    """
    for title in list(document.findall(nodes.title)):
        for _, texts in pieces(title, ""):
            for text in texts:
                if BOUND not in text.parent["classes"]:
                    _bind(text, _JOINED, _is_of_names)


def _is_of_names(word: str) -> bool:
    first, _, second = word.partition("-")
    return first.isdecimal() or (first[0].isupper() and second[0].isupper())


def _bind(text: nodes.Text, pattern: re.Pattern[str], is_bound: Callable[[str], bool] = bool) -> None:
    """Wrap what the group of the ``pattern``, which is all of it, matches in ``text``, where ``is_bound`` is true of it."""
    parts: list[nodes.Node] = []
    for place, part in enumerate(pattern.split(text)):
        # Every second part is a match.
        is_match = place % 2 == 1
        parts.append(nodes.inline("", part, classes=[BOUND]) if is_match and is_bound(part) else nodes.Text(part))
    text.parent.replace(text, [node for node in parts if node.astext()])


def _is_marked(node: nodes.Node) -> bool:
    return isinstance(node, quantity | nodes.reference | page_link) and "press-number" in node["classes"]


class DivideWords(SphinxPostTransform):
    """Insert soft hyphens into long words of languages that no browser hyphenates, such as Kazakh.

    Cards have none, as they are narrow and short.
    """

    default_priority = 890

    def run(self, **kwargs: Any) -> None:
        """Hyphenate the text."""
        if not format_of(self.app.builder).is_for_browsers:
            return
        for block in prose(self.document):
            if has_ancestor(block, page_card):
                continue
            shortest = _SHORTEST_IN_TITLES if isinstance(block, nodes.title) else _SHORTEST
            for language, texts in pieces(block, self.config.language):
                if hyphenate := profile_of(language).hyphenate:
                    for text in [text for text in texts if not any(map(_is_marked, ancestors(text)))]:
                        text.parent.replace(text, nodes.Text(hyphenate(text, shortest)))
