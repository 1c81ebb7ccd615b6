"""What an entry of the reference list says beside the reference: whether the work was found, and where it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from pybtex.database import Entry
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from press.bibliography_entries import is_unresolved
from press.builders import makes_site
from press.cards import address_from, page_link
from press.words import Word

Places = dict[str, list[str]]


def standing(entry: Entry, word: Word) -> str:
    """That the work was found, where it was; the reference itself says so where it was not."""
    return "" if is_unresolved(entry) else word("Found in public records.")


def places_of(env: BuildEnvironment, key: str) -> Places:
    """Where the work ``key`` is cited: the ids of its citations by document, in the order of the book."""
    domain: Any = env.domains["cite"]
    order = {docname: number for number, docname in enumerate(_reading_order(env))}
    found: Places = {}
    for cited in sorted(domain.citation_refs, key=lambda ref: (order.get(ref.docname, len(order)), ref.docname)):
        if key in {target.key for target in cited.targets}:
            found.setdefault(cited.docname, []).append(cited.citation_ref_id)
    return found


def _reading_order(env: BuildEnvironment) -> Iterator[str]:
    relations = env.collect_relations()
    docname: str | None = env.config.root_doc
    while docname is not None:
        yield docname
        docname = relations.get(docname, [None, None, None])[2]


def entry_foot(env: BuildEnvironment, builder: Builder, work: Any, word: Word) -> nodes.paragraph | None:
    """The line below an entry: ``Found in public records. Cited in: Introduction [2], Discussion``."""
    foot = nodes.paragraph(classes=["press-cited-in"])
    found = standing(work.entry, word)
    links = list(_links(env, builder, places_of(env, work.key)))
    start = " ".join(filter(None, [found, word("Cited in:") if links else ""]))
    if not start:
        return None
    foot += nodes.Text(f"{start} " if links else start)
    foot += links
    return foot


def _links(env: BuildEnvironment, builder: Builder, places: Places) -> Iterator[nodes.Node]:
    """A link with the title of each chapter to the first place, then a number for each further one."""
    for position, (docname, ids) in enumerate(places.items()):
        if position:
            yield nodes.Text(", ")
        for number, identifier in enumerate(ids, start=1):
            title = env.titles[docname].astext()
            if number == 1:
                yield make_refnode(builder, env.docname, docname, identifier, nodes.Text(title))
            else:
                yield nodes.Text("\u00a0")
                yield _further(env, builder, docname, identifier, (title, f"[{number}]"))


def _further(
    env: BuildEnvironment, builder: Builder, docname: str, identifier: str, words: tuple[str, str]
) -> nodes.Node:
    """A link that shows the second of ``words`` alone, and on pages is called by both."""
    shown = nodes.Text(words[1])
    if not makes_site(builder):
        return make_refnode(builder, env.docname, docname, identifier, shown)
    href = address_from(builder, env.docname, docname, identifier)
    return page_link("", "", shown, href=href, label=" ".join(words))
