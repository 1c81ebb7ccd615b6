"""Cite works and list them with sphinxcontrib-bibtex in the style of the edition; open works as cards.

``{cite:t}`` is "Naím (2013)" in a sentence, ``{cite:p}`` "(Naím, 2013)" in brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.database import Entry
from pybtex.plugin import PluginNotFound, find_plugin, register_plugin
from pybtex.richtext import BaseText, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import Node
from pybtex_docutils import Backend
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.domain import get_docnames
from sphinxcontrib.bibtex.plugin import find_plugin as find_reference_plugin
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_plugin
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import join, post_text, pre_text, reference

from press.citation.record import cited_work
from press.citation.settings import load_citation
from press.citation.styles import Style
from press.core.digests import fingerprint
from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.settings import sphinx_config
from press.core.text import Translate
from press.data.addresses import WebPage, page_at
from press.data.references import UNRESOLVED
from press.directives.link_nodes import address_from, may_open, page_link
from press.directives.table_nodes import separated
from press.edition.context import format_of, get_context, warn
from press.edition.dependencies import pages_to_write
from press.language.catalogues import get_translation
from press.language.quantities import spell_iso
from press.language.registry import LANGUAGES

# Roles of sphinxcontrib-bibtex: in brackets; all others but those that show a part of a citation alone stand in a sentence.
_PARENTHETICAL, _IN_BRACKETS = ("p", "ps", "alp", "alps"), ("p", "ps", "authorpar", "authorpars", "labelpar", "yearpar")
_PARTS = {"author": "names", "label": "label", "year": "mark"}
_REFERENCING = "sphinxcontrib.bibtex.style.referencing"


class MarkedEntry(FormattedEntry):  # type: ignore[misc]
    """An entry of a list of works with what cites it in a sentence: ``names`` and a ``mark``, such as its year."""

    def __init__(self, key: str, text: Text, label: str, names: str, mark: str) -> None:
        super().__init__(key, text, label)
        self.names, self.mark = names, mark


class ReferenceStyle(BaseReferenceStyle):
    """What cites works in the text, as sphinxcontrib-bibtex asks for it."""

    def __init__(self, style: Style) -> None:
        self.style = style.in_text

    def role_names(self) -> Iterable[str]:
        """Return the names of the roles that this style formats."""
        return [*_PARENTHETICAL, *_IN_BRACKETS, *_PARTS, "t", "empty"]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Return the template that joins the works of one citation."""
        works = join(sep="; " if role_name in _PARENTHETICAL else ", ")[children]
        return join["(", works, ")"] if role_name in _IN_BRACKETS else works

    def inner(self, role_name: str) -> Node:
        """Return the template of a single work, with what the author puts before and after it: ``{see}naim2013{p. 12}``."""
        if role_name == "empty":
            return join
        if alone := next((part for name, part in _PARTS.items() if name in role_name), None):
            return reference[_part(alone)]
        in_brackets = role_name in _PARENTHETICAL
        cited = reference[_part("label" if in_brackets else "mark")]
        cited = join(sep=" ")[pre_text, join(sep=", ")[cited, post_text]]
        if in_brackets:
            return cited
        return join(sep=" ")[_part("names"), join["(", cited, ")"]]


def labelled_lists(app: Sphinx) -> list[str]:
    """Return the documents with a list of works in a style that the book names, such as plain, whose labels cite: ``[1]``."""
    domain: Any = app.env.domains.get("cite")
    lists = domain.bibliographies.items() if domain else ()
    return [key.docname for key, value in lists if value.style != app.config.bibtex_reference_style]


def _part(name: str) -> Node:
    """Return the template of a part of a `MarkedEntry`."""
    return Node(name, lambda children, data: Text(getattr(data["formatted_entry"], name)))


class ListStyle(BaseStyle):  # type: ignore[misc]
    """The order, the labels and the entries of a list of works in a style and one language, as pybtex asks for them."""

    def __init__(self, style: Style, language: str) -> None:
        self.style, self.language = style, language
        self.marks: dict[str, str] = {}

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return ``entries`` in the order of the list."""
        return sorted(entries, key=lambda entry: self.style.in_text.place_in_list(cited_work(entry), self.language))

    def format_labels(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Yield the labels of ``entries``, and note their marks."""
        works = [*map(cited_work, entries)]
        for work, mark in zip(works, self.style.in_text.marks(works, self.language), strict=True):
            self.marks[work.name] = mark
            yield self.style.in_text.label(work, self.language, mark)

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return an entry with its text."""
        work = cited_work(entry)
        names, mark = self.style.in_text.names(work, self.language), self.marks[work.name]
        return MarkedEntry(entry.key, self.style.cite(work, self.language, mark), label, names, mark)


def setup_bibliography(app: Sphinx) -> None:
    """Choose the styles of the edition's language, and register the transforms of lists and cards of works."""
    # The language of rich text is a tag to pybtex and a class to docutils, of one name.
    tags: dict[str, Any] = Backend.tags
    tags.update({f"{LANGUAGE_CLASS}{code}": partial(_in_language, code) for code in LANGUAGES})
    # Used at every citation: without this, pybtex would search the entry points of all installed packages each time.
    register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)
    app.connect("config-inited", _choose_styles)
    # Before sphinxcontrib-bibtex sorts works (500).
    app.connect("env-updated", _cite_as_listed, priority=400)
    app.connect("env-updated", _renew_lists)
    app.add_post_transform(ShowWorks)


def _in_language(code: str, source: str, text: str, *children: nodes.Node) -> nodes.inline:
    """Create an inline node of the language ``code``; pybtex's backend calls this in place of a docutils node class."""
    return nodes.inline(source, text, *children, classes=[f"{LANGUAGE_CLASS}{code}"])


def _choose_styles(app: Sphinx, config: Config) -> None:
    """Set the styles, under names with the language in them, as several editions may be built in one process."""
    language = config.language
    # The PDF builder tells by this name that the style is author-year.
    name = f"author_year_press_{language}"
    style = load_citation(app.srcdir).style_of(language)
    # Called where a class is expected.
    in_text: Any = partial(ReferenceStyle, style)
    register_plugin("pybtex.style.formatting", name, partial(ListStyle, style, language), force=True)
    register_reference_plugin(_REFERENCING, name, in_text, force=True)
    if "bibtex_default_style" in config:
        config.bibtex_reference_style = name
        config.bibtex_default_style = sphinx_config(Path(app.srcdir)).get("bibtex_default_style", name)


def _cite_as_listed(app: Sphinx, env: BuildEnvironment) -> None:
    """Cite as the book says, or by label, where a list of works has a style that the book names."""
    domain: Any = env.domains.get("cite")
    for key, value in domain.bibliographies.items() if domain else ():
        try:
            find_plugin("pybtex.style.formatting", value.style)
        except PluginNotFound:
            remedy = "correct it, such as plain, unsrt or alpha, or leave it out"
            error = PressError(
                f"no style of pybtex is called '{value.style}', as this list of works names it", remedy=remedy
            )
            warn(error, f"{env.doc2path(key.docname)}:{value.line}", "bibliography")
            domain.bibliographies[key] = value._replace(style=app.config.bibtex_reference_style)
    if labelled_lists(app):
        style = sphinx_config(Path(app.srcdir)).get("bibtex_reference_style", "label")
        domain.reference_style = find_reference_plugin(_REFERENCING, style)()


def citations_of(env: BuildEnvironment, key: str) -> dict[str, list[str]]:
    """Return the ids of the citations of the work ``key`` by document, in the order of the toctrees."""
    domain: Any = env.domains["cite"]
    order, ids = [*get_docnames(env)], dict[str, list[str]]()  # type: ignore[no-untyped-call]
    for cited in sorted(domain.citation_refs, key=lambda ref: order.index(ref.docname)):
        if key in {target.key for target in cited.targets}:
            ids.setdefault(cited.docname, []).append(cited.citation_ref_id)
    return ids


def page_of_work(app: Sphinx, entry: Entry) -> WebPage:
    """Return the record of a work's ``url``; an empty one where the work has a DOI."""
    address = "" if entry.fields.get("doi") else entry.fields.get("url", "")
    return page_at(get_context(app).sources, address)


def _renew_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents with a list of works, if citations or the state of web pages have changed, which the list shows."""
    domain: Any = env.domains.get("cite")
    if domain is None:
        return []
    works = domain.bibdata.data.entries.items()
    feet = {key: (citations_of(env, key), page_of_work(app, entry)) for key, entry in works}
    lists = {key.docname for key in domain.bibliographies}
    return pages_to_write(env, "citations", dict.fromkeys(lists, fingerprint([], repr(feet))))


def state_of_page(page: WebPage, language: str) -> list[nodes.Node]:
    """Return inline nodes that say that the page is gone or has moved, and a link to its archived copy; usually none."""
    translate, tried = get_translation(language), spell_iso(page.tried, language)
    parts: list[list[nodes.Node]] = []
    if page.is_gone:
        parts.append([nodes.Text(translate("not there when tried on {date}").format(date=tried))])
    elif page.has_moved:
        parts.append([nodes.Text(translate("led to another page when tried on {date}").format(date=tried))])
    if page.archived:
        copy, day = translate("archived copy"), spell_iso(page.archived_on, language)
        link = nodes.reference(copy, copy, refuri=page.archived, internal=False)
        parts.append([link, nodes.Text(f" ({day})")] if day else [link])
    return separated(parts, "; ")


def record_words(env: BuildEnvironment, entry: Entry, translate: Translate) -> str:
    """Return the words that the work was found in public records; empty where it was not, as the reference itself says so.

    They are said only in a book that has works which were looked for in vain; another may have looked for none.
    """
    domain: Any = env.domains["cite"]
    entries = domain.bibdata.data.entries.values()
    is_said = any(UNRESOLVED in listed.fields.get("keywords", "") for listed in entries)
    return translate("Found in public records.") if is_said and not cited_work(entry).is_unresolved else ""


class ShowWorks(SphinxPostTransform):
    """Remove the labels from a list of works, where each entry begins with author and year; a style of pybtex keeps them.

    On pages, entries become containers: docutils gives a citation a role that HTML allows only within lists. On the site, citations
    become links that open the entry of the work as a card.
    """

    # After citations are resolved to links (10).
    default_priority = 30
    formats = ("html", "typst")

    def run(self, **kwargs: Any) -> None:
        """Replace the citation nodes, and the links to them."""
        domain: Any = self.env.domains.get("cite")
        if domain is None:
            return
        builder, here = self.app.builder, self.env.docname
        is_labelled = here in labelled_lists(self.app)
        works = {work.citation_id: work for work in domain.citations if work.bibliography_key.docname == here}
        for citation in list(self.document.findall(nodes.citation)):
            if builder.format == "typst":
                # Without it, the PDF prints the label.
                citation["docname"] = "" if is_labelled else citation.get("docname")
            elif work := works.get(citation["ids"][0]):
                entry = nodes.container(ids=citation["ids"], classes=["press-reference"])
                entry += [child for child in citation.children if not isinstance(child, nodes.label)]
                if is_labelled:
                    first: Any = entry[0]
                    first.insert(0, nodes.Text(f"[{citation.children[0].astext()}]\N{NO-BREAK SPACE}"))
                entry += self._foot(work, builder)
                citation.replace_self(entry)
        if format_of(builder).is_site:
            entries = {address_from(builder, here, w.bibliography_key.docname, w.citation_id) for w in domain.citations}
            for link in list(self.document.findall(nodes.reference)):
                href = link.get("refuri") or f"#{link.get('refid', '')}"
                if href in entries and may_open(link):
                    link.replace_self(page_link("", "", *link.children, href=href, classes=["press-citation"]))

    def _foot(self, work: Any, builder: Builder) -> list[nodes.Node]:
        """Return the paragraph below an entry, if it says anything: ``Found in public records. Cited in: Introduction [2], Discussion``.

        The state of the work's web page comes first, where it is gone or has moved.
        """
        env, translate = self.env, get_context(self.app).translate
        foot = nodes.paragraph(classes=["press-cited-in"])
        if state := state_of_page(page_of_work(self.app, work.entry), env.config.language):
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
        record = record_words(env, work.entry, translate)
        start = " ".join(filter(None, [record, translate("Cited in:") if links else ""]))
        foot += [nodes.Text(f"{start} " if links else start)] if start else []
        foot += separated(links, ", ")
        return [foot] if foot.children else []
