"""Show below an entry of the reference list the state of the work's web page, whether a record of the work was found, and its citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from press.core.text import Translate
from press.data.addresses import Page, pages_known
from press.directives.bibliography.fields import is_unresolved
from press.directives.links import address_from, page_link
from press.directives.nodes import separated
from press.edition.context import EditionContext, format_of
from press.language.catalogues import get_translation
from press.language.dates import spell_iso

# The ids of the citations of a work, by document.
Citations = dict[str, list[str]]


def entry_foot(env: BuildEnvironment, builder: Builder, work: Any, translate: Translate) -> nodes.paragraph | None:
    """Return the paragraph below an entry: ``Found in public records. Cited in: Introduction [2], Discussion``; None if it is empty.

    The state of the work's web page comes first, where it is gone or has moved.
    """
    foot = nodes.paragraph(classes=["press-cited-in"])
    if state := state_of_page(page_of_work(builder.app, work.entry), env.config.language):
        foot += [nodes.Text("URL: "), *state, nodes.Text(". ")]
    links = separated([list(_links(env, builder, *cited)) for cited in citations_of(env, work.key).items()], ", ")
    start = " ".join(filter(None, [record_words(work.entry, translate), translate("Cited in:") if links else ""]))
    if not start and not state:
        return None
    foot += nodes.Text(f"{start} " if links else start)
    foot += links
    return foot


def page_of_work(app: Sphinx, entry: Entry) -> Page:
    """Return the record of a work's ``url``; an empty one where the work has a DOI, or the project no press."""
    context: EditionContext | None = getattr(app, "press", None)
    address = "" if entry.fields.get("doi") else entry.fields.get("url", "")
    return (pages_known(context.sources) if context else {}).get(address, Page(address))


def state_of_page(page: Page, language: str) -> list[nodes.Node]:
    """Return inline nodes that say that the page is gone or has moved, and a link to its archived copy; usually none."""
    translate, tried = get_translation(language), spell_iso(page.tried, language)
    parts: list[list[nodes.Node]] = []
    if page.is_gone:
        parts.append([nodes.Text(translate("not there when tried on {date}").format(date=tried))])
    elif page.has_moved:
        parts.append([nodes.Text(translate("led to another page when tried on {date}").format(date=tried))])
    if page.archived:
        copy = translate("archived copy")
        parts.append([nodes.reference(copy, copy, refuri=page.archived, internal=False)])
    return separated(parts, "; ")


def record_words(entry: Entry, translate: Translate) -> str:
    """Return the words that the work was found in public records; empty where it was not, as the reference itself says so."""
    return "" if is_unresolved(entry) else translate("Found in public records.")


def citations_of(env: BuildEnvironment, key: str) -> Citations:
    """Return the ids of the citations of the work ``key`` by document, in the order of the toctrees."""
    domain: Any = env.domains["cite"]
    order = {docname: number for number, docname in enumerate(_reading_order(env))}
    ids: Citations = {}
    for cited in sorted(domain.citation_refs, key=lambda ref: (order.get(ref.docname, len(order)), ref.docname)):
        if key in {target.key for target in cited.targets}:
            ids.setdefault(cited.docname, []).append(cited.citation_ref_id)
    return ids


def _reading_order(env: BuildEnvironment) -> Iterator[str]:
    relations = env.collect_relations()
    docname: str | None = env.config.root_doc
    while docname is not None:
        yield docname
        docname = relations.get(docname, [None, None, None])[2]


def _links(env: BuildEnvironment, builder: Builder, docname: str, ids: Sequence[str]) -> Iterator[nodes.Node]:
    """Yield a link to the first citation in a chapter, with its title, then a numbered link to each further one."""
    title, (first, *further) = env.titles[docname].astext(), ids
    yield make_refnode(builder, env.docname, docname, first, nodes.Text(title))
    for number, identifier in enumerate(further, start=2):
        yield nodes.Text("\u00a0")
        text = f"[{number}]"
        if format_of(builder).is_for_browsers:
            href = address_from(builder, env.docname, docname, identifier)
            # Both are its accessible name, as a number alone says nothing.
            yield page_link("", "", nodes.Text(text), href=href, label=f"{title} {text}")
        else:
            yield make_refnode(builder, env.docname, docname, identifier, nodes.Text(text))
