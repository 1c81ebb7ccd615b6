"""Set up author-year citations, reference lists and cards of works of sphinxcontrib-bibtex in the language of the edition."""

from __future__ import annotations

from functools import partial
from typing import Any

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex_docutils import Backend
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_plugin
from sphinxcontrib.bibtex.style.referencing import GroupReferenceStyle
from sphinxcontrib.bibtex.style.referencing.extra_empty import ExtraEmptyReferenceStyle

from press.citation.record import cited_work
from press.core.digests import fingerprint
from press.core.formats import LANGUAGE_CLASS
from press.core.text import Translate
from press.data.addresses import Page, pages_known
from press.directives.bibliography.citations import AuthorYear, entry_style
from press.directives.links import address_from, has_ancestor, may_open, page_card, page_link, setup_links
from press.directives.tables import separated
from press.edition.context import EditionContext, format_of
from press.edition.dependencies import pages_to_write
from press.language.catalogues import get_translation
from press.language.quantities import spell_iso
from press.language.registry import LANGUAGES

# The ids of the citations of a work, by document.
Citations = dict[str, list[str]]


def entry_foot(env: BuildEnvironment, builder: Builder, work: Any, translate: Translate) -> nodes.paragraph | None:
    """Return the paragraph below an entry: ``Found in public records. Cited in: Introduction [2], Discussion``; None if it is empty.

    The state of the work's web page comes first, where it is gone or has moved.
    """
    foot = nodes.paragraph(classes=["press-cited-in"])
    if state := state_of_page(page_of_work(builder.app, work.entry), env.config.language):
        foot += [nodes.Text("URL: "), *state, nodes.Text(". ")]
    links: list[list[nodes.Node]] = []
    for docname, (first, *further) in citations_of(env, work.key).items():
        title = env.titles[docname].astext()
        links.append([make_refnode(builder, env.docname, docname, first, nodes.Text(title))])
        for number, identifier in enumerate(further, start=2):
            text = f"[{number}]"
            link: nodes.Node = make_refnode(builder, env.docname, docname, identifier, nodes.Text(text))
            if format_of(builder).is_for_browsers:
                href = address_from(builder, env.docname, docname, identifier)
                # Both are its accessible name, as a number alone says nothing.
                link = page_link("", "", nodes.Text(text), href=href, label=f"{title} {text}")
            links[-1] += [nodes.Text("\u00a0"), link]
    start = " ".join(filter(None, [record_words(work.entry, translate), translate("Cited in:") if links else ""]))
    if not start and not state:
        return None
    foot += nodes.Text(f"{start} " if links else start)
    foot += separated(links, ", ")
    return foot


def words_of(app: Sphinx) -> Translate:
    """Return the translation of the book, or in a project without press that of press."""
    context: EditionContext | None = getattr(app, "press", None)
    return context.translate if context else get_translation(app.config.language)


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
    return "" if cited_work(entry).is_unresolved else translate("Found in public records.")


def citations_of(env: BuildEnvironment, key: str) -> Citations:
    """Return the ids of the citations of the work ``key`` by document, in the order of the toctrees."""
    domain: Any = env.domains["cite"]
    relations, order = env.collect_relations(), dict[str, int]()
    docname: str | None = env.config.root_doc
    while docname is not None:
        order[docname] = len(order)
        docname = relations.get(docname, [None, None, None])[2]
    ids: Citations = {}
    for cited in sorted(domain.citation_refs, key=lambda ref: (order.get(ref.docname, len(order)), ref.docname)):
        if key in {target.key for target in cited.targets}:
            ids.setdefault(cited.docname, []).append(cited.citation_ref_id)
    return ids


class OpenWorks(SphinxPostTransform):
    """Turn each citation into a link that opens the card of the work; each card is written once in a page."""

    # After citations are resolved to links (10).
    default_priority = 30

    def run(self, **kwargs: Any) -> None:
        """Replace the links and append the cards."""
        domain: Any = self.env.domains.get("cite")
        builder, here = self.app.builder, self.env.docname
        if domain is None or not format_of(builder).is_site:
            return
        works = {
            address_from(builder, here, work.bibliography_key.docname, work.citation_id): work
            for work in domain.citations
        }
        opened = {}
        for link in list(self.document.findall(nodes.reference)):
            href = link.get("refuri") or f"#{link.get('refid', '')}"
            if href in works and may_open(link) and not has_ancestor(link, page_card):
                opened[href] = works[href]
                link.replace_self(page_link("", "", *link.children, href=href, classes=["press-citation"]))
        translate = words_of(self.app)
        for work in opened.values():
            text = nodes.Text(translate("In the list of references"))
            to_list = make_refnode(builder, here, work.bibliography_key.docname, work.citation_id, text)
            record = record_words(work.entry, translate)
            words = [nodes.Text(f"{record} ")] if record else []
            foot = nodes.paragraph("", "", *words, to_list, classes=["press-card-foot"])
            reference = domain.backend.paragraph(work.formatted_entry)
            self.document += page_card("", reference, foot, key=work.citation_id, label=work.formatted_entry.label)


# The name of our style in the configuration, and sphinxcontrib-bibtex's own defaults, which it replaces.
_OURS = "press"
_UNSET = {"bibtex_default_style": "alpha", "bibtex_reference_style": "label"}


def setup_bibliography(app: Sphinx) -> None:
    """Register the styles with their words in ``app.config.language``, and the transforms of reference lists.

    A book that sets ``bibtex_default_style`` or ``bibtex_reference_style`` itself keeps that style.
    """
    # The language of rich text is a tag to pybtex and a class to docutils, of one name.
    tags: dict[str, Any] = Backend.tags
    tags.update({f"{LANGUAGE_CLASS}{code}": partial(_in_language, code) for code in LANGUAGES})
    # Used at every citation: without this, pybtex would search the entry points of all installed packages each time.
    register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)
    setup_links(app)
    app.connect("config-inited", _choose_styles)
    app.connect("env-updated", _renew_lists)
    app.add_post_transform(PlainEntries)


def _in_language(code: str, source: str, text: str, *children: nodes.Node) -> nodes.inline:
    """Create an inline node of the language ``code``; pybtex's backend calls this in place of a docutils node class."""
    return nodes.inline(source, text, *children, classes=[f"{LANGUAGE_CLASS}{code}"])


def _choose_styles(app: Sphinx, config: Config) -> None:
    """Register the styles under names with the language in them, as several editions may be built in one process."""
    if "bibtex_default_style" not in config:
        return
    language = config.language
    # The PDF builder tells by this name that the style is author-year.
    names = {
        "bibtex_default_style": f"{_OURS}_{language}",
        "bibtex_reference_style": f"author_year_{_OURS}_{language}",
    }
    # Called where a class is expected.
    of_language: Any = partial(GroupReferenceStyle, styles=[AuthorYear(language), ExtraEmptyReferenceStyle()])
    register_plugin("pybtex.style.formatting", names["bibtex_default_style"], entry_style(language), force=True)
    register_reference_plugin(
        "sphinxcontrib.bibtex.style.referencing",
        names["bibtex_reference_style"],
        of_language,
        force=True,
    )
    for name, ours in names.items():
        if config[name] in (_UNSET[name], _OURS):
            config[name] = ours


def _renew_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents with a reference list, if citations or the state of web pages have changed, which the list shows."""
    domain: Any = env.domains.get("cite")
    if domain is None:
        return []
    works = domain.bibdata.data.entries.items()
    feet = {key: (citations_of(env, key), page_of_work(app, entry)) for key, entry in works}
    lists = {key.docname for key in domain.bibliographies}
    return pages_to_write(env, "citations", dict.fromkeys(lists, fingerprint([], repr(feet))))


class PlainEntries(SphinxPostTransform):
    """Remove the labels from a reference list on pages, where each entry begins with author and year.

    Entries become containers: docutils gives a citation a role that HTML allows only within lists.
    """

    # After sphinxcontrib-bibtex has resolved the bibliography nodes (5).
    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the citation nodes."""
        # Without sphinxcontrib-bibtex there is no such setting.
        style = getattr(self.config, "bibtex_reference_style", "")
        if not style.startswith(f"author_year_{_OURS}"):
            return
        domain: Any = self.env.domains["cite"]
        listed = (work for work in domain.citations if work.bibliography_key.docname == self.env.docname)
        works = {work.citation_id: work for work in listed}
        translate = words_of(self.app)
        for citation in list(self.document.findall(nodes.citation)):
            if citation.get("docname"):
                entry = nodes.container(ids=citation["ids"], classes=["press-reference"])
                entry += [child for child in citation.children if not isinstance(child, nodes.label)]
                work = works.get(citation["ids"][0])
                foot = entry_foot(self.env, self.app.builder, work, translate) if work else None
                entry += [foot] if foot else []
                citation.replace_self(entry)
