"""Set Sphinx's own words and numbers in the language of an edition: its interface, and numbered references as their sentence has them.

A catalogue of press goes before that of Sphinx, which has no Kazakh. Sections, figures and tables are numbered from an index: Sphinx would
unpickle the doctree of every document to number figures, even if one sentence has changed, and again for each numbered reference. The index
holds the nodes that it needs, in memory.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from docutils import nodes
from docutils.utils import smartquotes
from sphinx import addnodes, package_dir
from sphinx import locale as sphinx_locale
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from press.edition.context import PerDocument
from press.language.catalogues import catalogue_path, read_catalogue
from press.language.registry import profile_of

# The gettext domain of Sphinx and its extensions.
SPHINX_DOMAIN = "sphinx"


def setup_interface(app: Sphinx) -> None:
    """Set the language of the interface to ``app.config.language``: the book's own words, then those of press, then those of Sphinx."""
    language, ours = app.config.language, Path(app.doctreedir, "press-locale")
    source = catalogue_path(language, SPHINX_DOMAIN)
    if source.is_file():
        target = ours / language / "LC_MESSAGES" / f"{SPHINX_DOMAIN}.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, read_catalogue(source))
    own = [str(Path(app.srcdir, folder)) for folder in app.config.locale_dirs]
    # Sphinx keeps its translators for the life of the process and only ever adds to them.
    sphinx_locale.translators.pop(("general", SPHINX_DOMAIN), None)
    folders = [*own, str(ours), str(Path(package_dir, "locale"))]
    app.translator, _ = sphinx_locale.init(folders, language, SPHINX_DOMAIN)
    if marks := profile_of(language).quotation_marks:
        smartquotes.smartchars.quotes[language] = "".join(marks)


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
    # After all other listeners that change a document when it is read.
    app.connect("doctree-read", _store_index, priority=999)
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

    def _resolve_numref_xref(self, env: BuildEnvironment, *others: Any) -> nodes.Element | None:
        *_, node, _content = others
        with _indexed(env):
            found = super()._resolve_numref_xref(env, *others)
        # An explicit title, as in {numref}`chart %s <fig>`, is left unchanged.
        profile = profile_of(env.config.language)
        if found is None or node["refexplicit"] or not profile.lowercase_numref:
            return found
        words = next(iter(found.findall(nodes.Text)), None)
        if words is not None and not begins_sentence(node, profile.referring):
            words.parent.replace(words, nodes.Text(words[:1].lower() + words[1:]))
        return found


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
