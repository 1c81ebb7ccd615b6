"""Render captions with Sphinx's numbers, so that the lists of figures and tables repeat their first sentence alone."""

from __future__ import annotations

import re

from docutils import nodes

from press.builders.typst.escape import call, markup
from press.builders.typst.translator import Translator

#: The end of a sentence: no abbreviation before it, nothing small after it.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?…](?=\s+[^\W\d_a-zа-яёәғқңөұүһі])")


def sphinx_number(node: nodes.Element, series: str, t: Translator) -> str:
    """Return the number that Sphinx has given to ``node`` in a ``series`` (``figure``, ``table``, ``code-block`` ...), such as ``2.1``; empty without one."""
    numbers = t.env.toc_fignumbers.get(t.docname, {}).get(series, {})
    return next((".".join(map(str, numbers[name])) for name in node["ids"] if name in numbers), "")


def number_of(node: nodes.Element, series: str, t: Translator) -> str:
    """Return the printed number, such as ``Figure 3``, the same as on the site; empty without numbering."""
    number = sphinx_number(node, series, t) if t.config.numfig else ""
    return (str(t.config.numfig_format.get(series, "%s")) % number).strip().rstrip(".") if number else ""


def caption_of(node: nodes.Element, title: nodes.Element | None, series: str, t: Translator) -> str | None:
    """Return a caption with its number as Typst content, what a list does not repeat of it as ``unlisted``; ``None`` if there is none."""
    if title is None:
        return None
    number = number_of(node, series, t)
    head, rest = split(title)
    with t.at(is_listed=True):
        listed = t.inline(head)
    return f"[{call('number', markup(number)) if number else ''}{call('headline', listed)}{call('unlisted', t.inline(rest)) if rest else ''}]"


def split(title: nodes.Element) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Split a caption into its first sentence without the full stop, and the rest with it."""
    for at, child in enumerate(title.children):
        if isinstance(child, nodes.Text) and (found := _SENTENCE.search(child)):
            head, rest = _cut(title, child, found.start())
            return [*title.children[:at], head], [rest, *title.children[at + 1 :]]
    last = title.children[-1] if title.children else None
    if isinstance(last, nodes.Text) and last.rstrip().endswith("."):
        head, rest = _cut(title, last, last.rindex("."))
        return [*title.children[:-1], head], [rest]
    return list(title.children), []


def _cut(title: nodes.Element, text: nodes.Text, place: int) -> tuple[nodes.Text, nodes.Text]:
    """Cut ``text`` at ``place``; both parts keep their parent, which determines their language."""
    head, rest = nodes.Text(str(text)[:place]), nodes.Text(str(text)[place:])
    head.parent = rest.parent = title
    return head, rest
