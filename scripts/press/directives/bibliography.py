"""Cite works and list them with sphinxcontrib-bibtex in the style and the words of the edition's language: ``{cite:t}`` "Naím (2013)", ``{cite:p}`` "(Naím, 2013)"; open works as cards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.database import Entry
from pybtex.plugin import register_plugin
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
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_plugin
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import join, post_text, pre_text, reference

from press.citation.edition_works import STYLES
from press.citation.record import Work, and_others, cited_work, with_last
from press.core.caches import cached_per_build
from press.core.digests import fingerprint
from press.core.formats import LANGUAGE_CLASS
from press.core.text import Translate
from press.data.addresses import WebPage, pages_known
from press.data.references import UNRESOLVED
from press.directives.link_nodes import address_from, may_open, page_link
from press.directives.table_nodes import separated
from press.edition.context import format_of, get_context
from press.edition.dependencies import pages_to_write
from press.language.catalogues import get_translation
from press.language.quantities import spell_iso
from press.language.registry import LANGUAGES, profile_of
from press.language.scripts import merged, script_of_text

# Roles of sphinxcontrib-bibtex.
_PARENTHETICAL, _TEXTUAL = "p", "t"
_MOST_NAMED = 2
# Separates names and year in a label; no year contains it.
_LABEL_SEPARATOR = ", "


class AuthorYear(BaseReferenceStyle):
    """Author-year citations with the words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def role_names(self) -> Iterable[str]:
        """Return the names of the roles that this style formats."""
        return [_PARENTHETICAL, _TEXTUAL]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Return the template that joins the works of one citation."""
        return join(sep=", ")[children] if role_name == _TEXTUAL else join["(", join(sep="; ")[children], ")"]

    def inner(self, role_name: str) -> Node:
        """Return the template of a single work, with the author's own words before and after it: ``{see}naim2013{p. 12}``."""
        in_brackets = role_name == _PARENTHETICAL
        names = Node("names", self._names)(in_brackets=in_brackets)
        year = Node("year", lambda children, data: Text(_year_of(data["formatted_entry"].label)))
        cited = reference[join(sep=", ")[names, year] if in_brackets else year]
        cited = join(sep=" ")[pre_text, join(sep=", ")[cited, post_text]]
        return cited if in_brackets else join(sep=" ")[names, join["(", cited, ")"]]

    def _names(self, _children: list[Any], data: dict[str, Any], in_brackets: bool) -> BaseText:
        return Text(cited_names(cited_work(data["entry"]), self.language, in_brackets=in_brackets))


class ListStyle(BaseStyle):  # type: ignore[misc]
    """The order, the labels and the entries of a list of works in one language, as pybtex asks for them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return ``entries`` in the order of the list."""
        return sorted(entries, key=lambda entry: place_in_list(cited_work(entry), self.language))

    def format_labels(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Return the labels of ``entries``."""
        return labels([*map(cited_work, entries)], self.language)

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return an entry with its text."""
        style = STYLES[profile_of(self.language).citation_style].cite
        return FormattedEntry(entry.key, style(cited_work(entry), self.language, _year_of(label)), label)


def _year_of(label: str) -> str:
    """Return the year in a label, with the letter that distinguishes works of one year."""
    return label.rpartition(_LABEL_SEPARATOR)[2]


def cited_names(work: Work, language: str, *, in_brackets: bool = False) -> str:
    """Return the names for a citation, textual or ``in_brackets``: surnames, or the first "et al."; without people, the site or title."""
    people = work.makers(language)
    surnames = [author.family for author in people.named]
    if not surnames:
        return work.body(language) or work.text(f"title_{language}", "title") or work.name
    if people.others or len(surnames) > _MOST_NAMED:
        return f"{surnames[0]} {and_others(surnames[0], language)}"
    style = STYLES[profile_of(language).citation_style]
    if in_brackets and not style.ampersand:
        return ", ".join(surnames)
    last = "&" if in_brackets else get_translation(language, "bibliography")("and")
    return with_last(surnames, last, serial=style.ampersand)


def labels(works: Sequence[Work], language: str) -> Iterator[str]:
    """Yield the labels of works in order, as in parenthetical citations: ``Bokayev & Issenova, 2022a``.

    The letter is added where names and year are equal.
    """
    undated = get_translation(language, "bibliography")("n.d.")
    pairs = [(cited_names(work, language, in_brackets=True), work.year or undated) for work in works]
    for place, (names, year) in enumerate(pairs):
        ending = ""
        if pairs.count((names, year)) > 1:
            first = "a" if script_of_text(names) == "LATIN" else "\N{CYRILLIC SMALL LETTER A}"
            letter = chr(ord(first) + pairs[:place].count((names, year)))
            ending = letter if year[-1:].isdigit() else f"-{letter}"
        yield f"{names}{_LABEL_SEPARATOR}{year}{ending}"


def place_in_list(work: Work, language: str) -> tuple[object, ...]:
    """Return the key that sorts works by author, then year, then title.

    Those in the script of ``language`` come first.
    """
    names = "  ".join(author.sorted for author in work.makers(language).named)
    name = names or cited_names(work, language)
    return (
        script_of_text(name) != script_of_text(profile_of(language).alphabet),
        alphabetical(name),
        work.year or "9999",
        alphabetical(work.text("title")),
        work.name,
    )


def alphabetical(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts ``text`` by the alphabets of all languages, Latin before Cyrillic, ignoring case and Latin accents."""
    letters = (letter for letter in text.casefold() if letter.isalnum() or letter.isspace())
    places = _places()
    known = (letter if letter in places else unicodedata.normalize("NFD", letter)[0] for letter in letters)
    return [(places.get(letter, 0), letter) for letter in known]


@cached_per_build
def _places() -> dict[str, int]:
    """Return the position of each letter in the alphabets of all languages merged; by code points, Kazakh letters would sort last."""
    letters = merged(profile.alphabet for profile in LANGUAGES.values())
    return {letter: place for place, letter in enumerate(letters, start=1)}


def setup_bibliography(app: Sphinx) -> None:
    """Choose the styles of the edition's language, and register the transforms of lists and cards of works."""
    # The language of rich text is a tag to pybtex and a class to docutils, of one name.
    tags: dict[str, Any] = Backend.tags
    tags.update({f"{LANGUAGE_CLASS}{code}": partial(_in_language, code) for code in LANGUAGES})
    # Used at every citation: without this, pybtex would search the entry points of all installed packages each time.
    register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)
    app.connect("config-inited", _choose_styles)
    app.connect("env-updated", _renew_lists)
    app.add_post_transform(PlainEntries)
    app.add_post_transform(OpenWorks)


def _in_language(code: str, source: str, text: str, *children: nodes.Node) -> nodes.inline:
    """Create an inline node of the language ``code``; pybtex's backend calls this in place of a docutils node class."""
    return nodes.inline(source, text, *children, classes=[f"{LANGUAGE_CLASS}{code}"])


def _choose_styles(app: Sphinx, config: Config) -> None:
    """Set the styles, under names with the language in them, as several editions may be built in one process."""
    language = config.language
    # The PDF builder tells by this name that the style is author-year.
    name = f"author_year_press_{language}"
    # Called where a class is expected.
    style: Any = partial(AuthorYear, language)
    register_plugin("pybtex.style.formatting", name, partial(ListStyle, language), force=True)
    register_reference_plugin("sphinxcontrib.bibtex.style.referencing", name, style, force=True)
    if "bibtex_default_style" in config:
        config.bibtex_default_style = config.bibtex_reference_style = name


def citations_of(env: BuildEnvironment, key: str) -> dict[str, list[str]]:
    """Return the ids of the citations of the work ``key`` by document, in the order of the toctrees."""
    domain: Any = env.domains["cite"]
    relations, order = env.collect_relations(), dict[str, int]()
    docname: str | None = env.config.root_doc
    while docname is not None:
        order[docname] = len(order)
        docname = relations.get(docname, [None, None, None])[2]
    ids: dict[str, list[str]] = {}
    for cited in sorted(domain.citation_refs, key=lambda ref: (order.get(ref.docname, len(order)), ref.docname)):
        if key in {target.key for target in cited.targets}:
            ids.setdefault(cited.docname, []).append(cited.citation_ref_id)
    return ids


def page_of_work(app: Sphinx, entry: Entry) -> WebPage:
    """Return the record of a work's ``url``; an empty one where the work has a DOI."""
    address = "" if entry.fields.get("doi") else entry.fields.get("url", "")
    return pages_known(get_context(app).sources).get(address, WebPage(address))


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
    is_told = any(UNRESOLVED in one.fields.get("keywords", "") for one in domain.bibdata.data.entries.values())
    return translate("Found in public records.") if is_told and not cited_work(entry).is_unresolved else ""


class PlainEntries(SphinxPostTransform):
    """Remove the labels from a list of works on pages, where each entry begins with author and year.

    Entries become containers: docutils gives a citation a role that HTML allows only within lists.
    """

    # After sphinxcontrib-bibtex has resolved the bibliography nodes (5).
    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the citation nodes."""
        domain: Any = self.env.domains.get("cite")
        listed = domain.citations if domain else ()
        works = {work.citation_id: work for work in listed if work.bibliography_key.docname == self.env.docname}
        for citation in list(self.document.findall(nodes.citation)):
            if work := works.get(citation["ids"][0]):
                entry = nodes.container(ids=citation["ids"], classes=["press-reference"])
                entry += [child for child in citation.children if not isinstance(child, nodes.label)]
                entry += self._foot(work, self.app.builder)
                citation.replace_self(entry)

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
        start = " ".join(
            filter(None, [record_words(env, work.entry, translate), translate("Cited in:") if links else ""])
        )
        foot += [nodes.Text(f"{start} " if links else start)] if start else []
        foot += separated(links, ", ")
        return [foot] if foot.children else []


class OpenWorks(SphinxPostTransform):
    """Turn each citation into a link that opens the entry of the work as a card."""

    # After citations are resolved to links (10).
    default_priority = 30

    def run(self, **kwargs: Any) -> None:
        """Replace the links."""
        domain: Any = self.env.domains.get("cite")
        builder, here = self.app.builder, self.env.docname
        if domain is None or not format_of(builder).is_site:
            return
        works = {
            address_from(builder, here, work.bibliography_key.docname, work.citation_id) for work in domain.citations
        }
        for link in list(self.document.findall(nodes.reference)):
            href = link.get("refuri") or f"#{link.get('refid', '')}"
            if href in works and may_open(link):
                link.replace_self(page_link("", "", *link.children, href=href, classes=["press-citation"]))
