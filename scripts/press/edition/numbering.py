"""Number sections, figures and tables from an index, and set references to them as their sentence has them.

Sphinx would unpickle the doctree of every document to number figures, even if one sentence has changed, and again for
each numbered reference. The index holds the nodes that it needs, in memory.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.writers.html5 import HTML5Translator

from press.core.formats import LANGUAGE_CLASS
from press.edition.context import PerDocument
from press.edition.fallback import language_of_document
from press.edition.sphinx_internals import disconnect, doctrees_replaced
from press.language.captions import captions_as_at
from press.language.registry import profile_of

_ENDED = re.compile(r"[.!?…][»“”\")\]]*$")


_SHORTENED = re.compile(r"(?<!\w)(\w+)\.$")


class numbering_index(nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A substitute for a document: the nodes on which numbers depend, by their ``ids``; else an empty node."""

    def __init__(self, ids: Iterable[str], *children: nodes.Element) -> None:
        super().__init__("", *children)
        self.ids: dict[str, nodes.Element] = dict.fromkeys(ids, nodes.Element())
        for node in self.findall():
            # A reference to the document would keep all of it in memory.
            node.document = None  # type: ignore[assignment]
            if isinstance(node, nodes.Element):
                self.ids |= dict.fromkeys(node["ids"], node)


_OUTLINES = PerDocument[numbering_index]("outlines")


def setup_numbering(app: Sphinx) -> None:
    """Connect the listener that stores the index; replace the listener and the domain of Sphinx that read doctrees."""
    app.add_domain(NumrefDomain, override=True)
    # After all other listeners that change a document when it is read.
    app.connect("doctree-read", _store_index, priority=999)
    _OUTLINES.setup(app)
    disconnect(app, "env-get-updated", TocTreeCollector)
    app.connect("env-get-updated", _number)


def _number(app: Sphinx, env: BuildEnvironment) -> list[str]:
    with doctrees_replaced(env, _OUTLINES.of(env)):
        return TocTreeCollector().get_updated_docs(app, env)


def _store_index(app: Sphinx, doctree: nodes.document) -> None:
    _OUTLINES.of(app.env)[app.env.docname] = numbering_index(doctree.ids, *_outlined(doctree, app.env))


def _outlined(node: nodes.Element, env: BuildEnvironment) -> Iterator[nodes.Element]:
    """Yield copies of the nodes below ``node`` on which numbers depend, without those in between."""
    for child in node.children:
        if not isinstance(child, nodes.Element):
            continue
        if not _counts(child, env):
            yield from _outlined(child, env)
            continue
        copy = child.copy()
        if not isinstance(child, nodes.section):
            copy += [part.deepcopy() for part in child.children if isinstance(part, nodes.caption | nodes.title)]
            # By this child Sphinx recognises a code block with a caption.
            copy += [nodes.literal_block() for part in child.children[-1:] if isinstance(part, nodes.literal_block)]
        copy += list(_outlined(child, env))
        yield copy


def _counts(node: nodes.Element, env: BuildEnvironment) -> bool:
    is_numbered = any(domain.get_enumerable_node_type(node) for domain in env.domains.values())
    return is_numbered or isinstance(node, nodes.section | addnodes.toctree)


class CaptionsInTheirLanguage(HTML5Translator):
    """A translator to HTML that numbers captions in the language that is marked around them."""

    def add_fignumber(self, node: nodes.Element) -> None:
        """Add the number of a caption."""
        with captions_as_at(node, self.config):
            super().add_fignumber(node)


class NumrefDomain(StandardDomain):
    """Sphinx's standard domain, with numbered references adapted to the sentence, and titles marked as of their language."""

    def _resolve_ref_xref(self, env: BuildEnvironment, fromdocname: str, *others: Any) -> nodes.Element | None:
        *_, target, node, _content = others
        reference = super()._resolve_ref_xref(env, fromdocname, *others)
        language = language_of_document(env, self.labels.get(target, [fromdocname])[0])
        if reference is not None and not node["refexplicit"] and language != language_of_document(env, fromdocname):
            reference[:] = [nodes.inline("", "", *reference.children, classes=[f"{LANGUAGE_CLASS}{language}"])]
        return reference

    def _resolve_numref_xref(self, env: BuildEnvironment, *others: Any) -> nodes.Element | None:
        *_, node, _content = others
        with doctrees_replaced(env, _OUTLINES.of(env)), captions_as_at(node, env.config) as language:
            reference = super()._resolve_numref_xref(env, *others)
        # An explicit title, as in {numref}`chart %s <fig>`, is left unchanged.
        profile = profile_of(language)
        if reference is None or node.get("refexplicit") or not profile.lowercase_numref:
            return reference
        text = next(iter(reference.findall(nodes.Text)), None)
        if text is not None and not begins_sentence(node, profile.referring):
            text.parent.replace(text, nodes.Text(text[:1].lower() + text[1:]))
        return reference


def begins_sentence(place: nodes.Node, referring: Container[str]) -> bool:
    """Return whether ``place`` begins a sentence; a full stop after one of ``referring`` ("see") ends none.

    Any inline node before it counts as part of its sentence.
    """
    while isinstance(place.parent, nodes.TextElement):
        siblings = place.parent.children
        at = next(number for number, sibling in enumerate(siblings) if sibling is place)
        for before in reversed(siblings[:at]):
            if not isinstance(before, nodes.Text):
                return False
            if text := before.rstrip():
                shortened = _SHORTENED.search(text)
                return bool(_ENDED.search(text)) and not (shortened and shortened[1].lower() in referring)
        place = place.parent
    return True
