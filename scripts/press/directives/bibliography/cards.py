"""Show the whole reference of a cited work in a card, and the citations of a work in the reference list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from press.core.text import Translate
from press.directives.bibliography.fields import is_unresolved
from press.directives.bibliography.pages import page_of_work, state_of_page
from press.directives.links import address_from, may_open, page_card, page_link
from press.edition.context import format_of
from press.language.catalogues import get_translation

Places = dict[str, list[str]]


def standing(entry: Entry, translate: Translate) -> str:
    """Return the words that the work was found in public records; empty where it was not, as the reference itself says so."""
    return "" if is_unresolved(entry) else translate("Found in public records.")


def places_of(env: BuildEnvironment, key: str) -> Places:
    """Return the ids of the citations of the work ``key`` by document, in the order of the toctrees."""
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


def entry_foot(env: BuildEnvironment, builder: Builder, work: Any, translate: Translate) -> nodes.paragraph | None:
    """Return the paragraph below an entry: ``Found in public records. Cited in: Introduction [2], Discussion``; None if it is empty.

    The state of the work's web page comes first, where it is gone or has moved.
    """
    foot = nodes.paragraph(classes=["press-cited-in"])
    if state := state_of_page(page_of_work(builder.app, work.entry), env.config.language):
        foot += [nodes.Text("URL: "), *state, nodes.Text(". ")]
    found = standing(work.entry, translate)
    links = list(_links(env, builder, places_of(env, work.key)))
    start = " ".join(filter(None, [found, translate("Cited in:") if links else ""]))
    if not start and not state:
        return None
    foot += nodes.Text(f"{start} " if links else start)
    foot += links
    return foot


def _links(env: BuildEnvironment, builder: Builder, places: Places) -> Iterator[nodes.Node]:
    """Yield a link to the first citation in each chapter, with its title, then a numbered link to each further one."""
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
    """Return a link whose text is the second of ``words``; on pages both are its accessible name."""
    shown = nodes.Text(words[1])
    if not format_of(builder).is_for_browsers:
        return make_refnode(builder, env.docname, docname, identifier, shown)
    href = address_from(builder, env.docname, docname, identifier)
    return page_link("", "", shown, href=href, label=" ".join(words))


def setup_work_cards(app: Sphinx) -> None:
    """Register the post-transform that makes the cards."""
    app.add_post_transform(OpenWorks)


class OpenWorks(SphinxPostTransform):
    """Turn each citation into a link that opens the card of the work; each card is written once in a page."""

    # After citations are resolved to links (10).
    default_priority = 30

    def run(self, **kwargs: Any) -> None:
        """Replace the links and append the cards."""
        domain: Any = self.env.domains.get("cite")
        if domain is None or not format_of(self.app.builder).is_site:
            return
        works = {self._address(work): work for work in domain.citations}
        opened = {}
        for link in list(self.document.findall(nodes.reference)):
            href = link.get("refuri") or f"#{link.get('refid', '')}"
            if href in works and may_open(link.parent) and not _is_in_card(link):
                opened[href] = works[href]
                link.replace_self(page_link("", "", *link.children, href=href, classes=["press-citation"]))
        for work in opened.values():
            self.document += self._card(work, domain)

    def _address(self, work: Any) -> str:
        """Return the relative address of the entry of ``work`` from this page."""
        return address_from(self.app.builder, self.env.docname, work.bibliography_key.docname, work.citation_id)

    def _card(self, work: Any, domain: Any) -> page_card:
        translate = get_translation(self.config.language)
        listed = work.bibliography_key.docname
        text = nodes.Text(translate("In the list of references"))
        link = make_refnode(self.app.builder, self.env.docname, listed, work.citation_id, text)
        found = standing(work.entry, translate)
        foot = nodes.paragraph("", "", *([nodes.Text(f"{found} ")] if found else []), link, classes=["press-card-foot"])
        reference = domain.backend.paragraph(work.formatted_entry)
        return page_card("", reference, foot, key=work.citation_id, label=work.formatted_entry.label)


def _is_in_card(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, page_card):
            return True
    return False
