"""Number sections, figures and tables from an index instead of whole doctrees, and adapt numbered references to the sentence.

Sphinx would unpickle the doctree of every document to number figures, even if one sentence has changed, and again for each numbered
reference. The index holds the nodes that it needs, in memory.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager

from docutils import nodes
from sphinx import addnodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from press.edition.per_document import PerDocument
from press.language.registry import profile_of

# After all other listeners that change a document when it is read.
_LAST = 999
_ENDED = re.compile(r"[.!?…][»“”\")\]]*$")
_SHORTENED = re.compile(r"(?<!\w)(\w+)\.$")


class numbering_index(nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A substitute for a document: the nodes on which numbers depend, also by their ``ids``; by any other id an empty node."""

    def __init__(self, ids: Iterable[str], *children: nodes.Element) -> None:
        super().__init__("", *children)
        self.ids: dict[str, nodes.Element] = dict.fromkeys(ids, nodes.Element())
        for node in self.findall():
            # A reference to the document would keep all of it in memory.
            node.document = None  # type: ignore[assignment]
            if isinstance(node, nodes.Element):
                self.ids |= dict.fromkeys(node["ids"], node)


_OUTLINES = PerDocument[numbering_index]("outlines")


@contextmanager
def _indexed(env: BuildEnvironment) -> Iterator[None]:
    """For the time of a ``with`` block, have ``env`` return the index of a document in place of its doctree."""
    outlines, whole = _OUTLINES.of(env), env.get_doctree
    vars(env)["get_doctree"] = lambda docname: outlines.get(docname) or whole(docname)
    try:
        yield
    finally:
        del vars(env)["get_doctree"]


def setup_numbering(app: Sphinx) -> None:
    """Connect the listener that stores the index, and replace Sphinx's listener and domain that number by doctrees."""
    app.add_domain(NumrefDomain, override=True)
    app.connect("doctree-read", _store_index, priority=_LAST)
    _OUTLINES.setup(app)
    for listener in list(app.events.listeners["env-get-updated"]):
        if isinstance(getattr(listener.handler, "__self__", None), TocTreeCollector):
            app.disconnect(listener.id)
    app.connect("env-get-updated", _number)


def _number(app: Sphinx, env: BuildEnvironment) -> list[str]:
    with _indexed(env):
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
        kept = child.copy()
        if not isinstance(child, nodes.section):
            kept += [part.deepcopy() for part in child.children if isinstance(part, nodes.caption | nodes.title)]
            # By this child Sphinx recognises a code block with a caption.
            kept += [nodes.literal_block() for part in child.children[-1:] if isinstance(part, nodes.literal_block)]
        kept += list(_outlined(child, env))
        yield kept


def _counts(node: nodes.Element, env: BuildEnvironment) -> bool:
    return isinstance(node, nodes.section | addnodes.toctree) or any(
        domain.get_enumerable_node_type(node) for domain in env.domains.values()
    )


class NumrefDomain(StandardDomain):
    """Sphinx's standard domain, with numbered references adapted to the sentence."""

    def _resolve_numref_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        with _indexed(env):
            found = super()._resolve_numref_xref(env, fromdocname, builder, typ, target, node, contnode)
        # An explicit title, as in {numref}`chart %s <fig>`, is left unchanged.
        if found is not None and not node["refexplicit"]:
            adapt_initial(found, node, env.config.language)
        return found


def adapt_initial(reference: nodes.Element, place: nodes.Node, language: str) -> None:
    """Write ``reference`` with a small initial where the language does so within a sentence; ``place`` is its node in the text."""
    profile = profile_of(language)
    if not profile.lowercase_numref or begins_sentence(place, profile.referring):
        return
    words = next(iter(reference.findall(nodes.Text)), None)
    if words is not None:
        words.parent.replace(words, nodes.Text(words[:1].lower() + words[1:]))


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
