"""Write the metadata in the head of each page for search engines (schema.org, JSON-LD), reference managers and social networks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Any

from babel.core import get_global
from docutils import nodes
from sphinx.application import Sphinx

from press.builders.html.languages import page_address
from press.builders.html.notes import noted
from press.builders.lead import lead_text, store_lead, without_marks
from press.builders.title_card import PICTURE, picture_path
from press.citation.edition_works import CitationSettings, book_of, chapter_of, dataset_of, load_citation
from press.citation.record import BOOK, Work, plain_text
from press.core.formats import FORMATS, PDF
from press.core.settings import Settings
from press.core.text import Json
from press.directives.components import in_brief
from press.edition.chapters import address
from press.edition.context import EditionContext, get_context
from press.language.registry import locale_of
from press.language.sentences import sentences

# The name of a ``<meta>`` element and its content, which may be empty.
Tag = tuple[str, str]

_SEPARATOR = "\n    "
_PLACES = (nodes.document, nodes.section, noted)
_DESCRIPTION = re.compile(r'<meta (?=[^>]*name="description")[^>]*content="(?P<words>[^"]*)"')


def setup_head_tags(app: Sphinx) -> None:
    """Connect the listener that adds the tags to each page."""
    app.connect("html-page-context", _add_tags)


def _add_tags(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add description, authors, date and Open Graph to the head of a page; to that of the first page also the record of the edition."""
    if doctree is None:
        return
    edition = get_context(app)
    settings, language, title = edition.settings, edition.language, edition.edition.title
    work, licence = chapter_of(app, pagename) or book_of(app), load_citation(app.srcdir).licence
    given = _DESCRIPTION.search(context.get("metatags", ""))
    opening = lead_text(doctree) or lead_text(doctree, in_brief)
    own = opening or first_sentence(doctree, language) or edition.edition.subtitle
    description = unescape(given["words"]) if given else own
    tags = [
        # A page that describes itself in its front matter has the tag already.
        ("description", "" if given else description),
        ("og:title", work.text("title")),
        ("og:type", BOOK if work.kind == BOOK else "article"),
        ("og:description", description),
        ("author", ", ".join(author.sorted for author in work.authors)),
        ("date", work.date),
        ("og:site_name", title),
        *locale_tags(settings, language),
        *picture_tags(settings, f"{language}/{picture_path(edition)}", title),
        # The same address as in the canonical link.
        ("og:url", page_address(settings, language, address(pagename, settings)) if settings.base_url else ""),
    ]
    elements = [*meta_elements(tags), *([f'<link rel="license" href="{escape(licence)}">'] if licence else [])]
    if pagename == app.config.root_doc:
        store_lead(app, doctree)
        elements += [*meta_elements(_record(edition, work)), linked_data(app, work, description)]
    context["metatags"] = context.get("metatags", "") + _SEPARATOR + _SEPARATOR.join(elements)


def meta_elements(tags: Iterable[Tag]) -> list[str]:
    """Return a ``<meta>`` element for each of the ``tags`` that has a content; Open Graph has its names in another attribute."""
    return [
        f'<meta {"property" if name.startswith("og:") else "name"}="{escape(name)}" content="{escape(content)}">'
        for name, content in tags
        if content
    ]


def locale_tags(settings: Settings, language: str) -> list[Tag]:
    """Return ``og:locale`` of a page and of the book's other languages."""
    others = [territory_locale(other) for other in settings.languages if other != language]
    return [("og:locale", territory_locale(language)), *(("og:locale:alternate", other) for other in others)]


def picture_tags(settings: Settings, path: str, words: str) -> list[Tag]:
    """Return the tags of the image at ``path`` within the site; none without a base URL, as networks accept absolute addresses only."""
    if not settings.base_url:
        return []
    return [
        ("og:image", f"{settings.base_url.rstrip('/')}/{path}"),
        ("og:image:width", str(PICTURE.width)),
        ("og:image:height", str(PICTURE.height)),
        ("og:image:alt", words),
        ("twitter:card", "summary_large_image"),
    ]


def _record(edition: EditionContext, work: Work) -> list[Tag]:
    """Return the bibliographic record of the edition as the tags that Google Scholar and reference managers read."""
    base = edition.settings.base_url
    pdf = f"{base.rstrip('/')}/{FORMATS[PDF].path(edition.settings, edition.language)}"
    return [
        ("citation_title", work.with_subtitle()),
        *(("citation_author", author.sorted) for author in work.authors),
        ("citation_publication_date", work.date.replace("-", "/")),
        ("citation_language", work.language),
        ("citation_publisher", work.text("publisher")),
        ("citation_pdf_url", pdf if base else ""),
    ]


def linked_data(app: Sphinx, book: Work, description: str) -> str:
    """Return the JSON-LD script element for the first page: the edition, with the ``description`` of the page, and its data.

    The first language counts as the original. Each edition names the others by the URLs of their first pages, relative ones where the site's
    address is unknown.
    """
    context, citation, dataset = get_context(app), load_citation(app.srcdir), dataset_of(app)
    base = context.settings.base_url.rstrip("/") or ".."
    first, *others = (f"{base}/{language}/index.html" for language in context.settings.languages)
    home = f"{base}/{context.language}/index.html"
    # The work that the edition is based on is described by the book's own sentence.
    based_on = citation.based_on.get(context.language)
    basis = {"@type": "ScholarlyArticle", "description": based_on} if based_on else None
    items: list[Json] = [
        {
            "@type": "Book",
            "@id": home,
            "name": book.text("title"),
            "alternativeHeadline": book.text("subtitle"),
            "description": description,
            "bookFormat": "https://schema.org/EBook",
            "workTranslation": [{"@id": other} for other in others] if home == first else [],
            "translationOfWork": {"@id": first} if home != first else None,
            "isBasedOn": basis,
            "hasPart": [{"@id": f"{home}#data"}] if dataset else [],
            **_published(book, citation),
        }
    ]
    if dataset:
        title = dataset.with_subtitle()
        items.append(
            {
                "@type": "Dataset",
                "@id": f"{home}#data",
                "name": title,
                # Search engines require one.
                "description": f"{title} ({context.edition.title})",
                "isPartOf": {"@id": home},
                "isBasedOn": basis,
                "encodingFormat": "text/csv",
                "conformsTo": "https://specs.frictionlessdata.io/data-package/",
                **_published(dataset, citation),
            }
        )
    graph = [{name: value for name, value in item.items() if value} for item in items]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # Within a script only this sequence would end it, or begin a comment.
    escaped = text.replace("<", r"\u003c")
    return f'<script type="application/ld+json">{escaped}</script>'


def _published(work: Work, citation: CitationSettings) -> Json:
    """Return the properties of any work."""
    authors = [
        {"@type": "Organization", "name": author.name}
        if author.name
        else {"@type": "Person", "familyName": author.family, "givenName": author.given}
        for author in work.authors
    ]
    return {
        "inLanguage": work.language,
        "datePublished": work.date,
        "version": work.text("version"),
        "url": work.text("url"),
        "license": citation.licence,
        "author": [{name: value for name, value in author.items() if value} for author in authors],
        "publisher": {"@type": "Organization", "name": work.text("publisher")} if work.text("publisher") else None,
    }


def territory_locale(language: str) -> str:
    """Return the language with its likely territory by CLDR: ``kk_KZ``."""
    locale = locale_of(language)
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = str(get_global("likely_subtags").get(language, language)).split("_")
    return "_".join([likely[0], *(part for part in likely[1:] if len(part) == 2)])


def first_sentence(doctree: nodes.document, language: str) -> str:
    """Return the first sentence of the first paragraph of running text, without footnote references; empty where there is none."""
    paragraphs = (node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, _PLACES))
    paragraph = next((node for node in paragraphs if plain_text(node)), None)
    return sentences(plain_text(without_marks(paragraph)), language)[0] if paragraph is not None else ""
