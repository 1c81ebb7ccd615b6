"""Write what the head of each page tells search engines, reference managers and networks; and the sitemap."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from press.builders.first_pages import PICTURE, lead_text, picture_path, store_opening, without_marks
from press.builders.html.notes import noted
from press.citation.edition_works import book_of, chapter_of, dataset_of
from press.citation.record import BOOK, Work, plain_text
from press.citation.settings import CitationSettings, load_citation
from press.core.formats import PAGES, book_files
from press.core.settings import Settings
from press.core.text import Json
from press.directives.components import in_brief
from press.directives.link_nodes import way_up
from press.edition.chapters import address
from press.edition.context import EditionContext, get_context
from press.edition.fallback import NOTICE, language_of_document, translated_into
from press.language.typography import sentences

# The name of a ``<meta>`` element and its content, which may be empty.
Tag = tuple[str, str]

_HOME = "index"
# In each page without a document, such as an index of modules.
NO_INDEX = '<meta name="robots" content="noindex">'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PLACES = (nodes.document, nodes.section, noted)


def add_head(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> None:
    """Set the links to other languages, and all that the head of a page tells.

    Keep a page without a document from being found.
    """
    edition = get_context(app)
    settings, language, page = edition.settings, edition.language, address(pagename, edition.settings)
    pages = siblings(edition, pagename, app.config.press_siblings, app.builder)
    own = language_of_document(app.env, pagename)
    # The original is not offered where it stands in, nor what stands in beside the original.
    others = {*translated_into(pagename, settings)} - {language, own} if doctree is not None else set()
    context["press_languages"] = pages
    context["press_beside"] = [sibling for sibling in pages if sibling["language"] in others]
    is_published = bool(settings.base_url) and app.builder.name == PAGES
    context["press_written_in"] = own if own != language else ""
    # Sphinx would join the site's address and the page without the folder of the edition.
    context["pageurl"] = page_address(settings, own, page) if is_published else None
    there = [tag for tag in app.config.press_siblings if is_published and tag in translated_into(pagename, settings)]
    tags = [NO_INDEX] if doctree is None or own != language else hreflang_tags(settings, page, there)
    if doctree is not None:
        tags += _description(app, pagename, context, doctree)
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def siblings(context: EditionContext, docname: str, languages: list[str], builder: Builder) -> list[dict[str, Any]]:
    """Return the page ``docname`` in each of the ``languages``.

    A chapter without a file there is replaced by the first page.
    """
    settings, here = context.settings, address(docname, context.settings)
    there, pages = translated_into(docname, settings), []
    for language in languages:
        missing = language not in there and not settings.fallback
        href = f"{way_up(builder, docname)}../{language}/{builder.get_target_uri(_HOME if missing else here)}"
        page = {"language": language, "name": settings.edition(language).name, "href": href}
        pages.append({**page, "current": language == context.language, "missing": missing})
    return pages


def page_address(settings: Settings, language: str, page: str) -> str:
    """Return the URL of ``page`` ("index", "notebooks/survey") on the published site.

    An empty language means the root page.
    """
    folder = f"{language}/" if language else ""
    return f"{settings.base_url.rstrip('/')}/{folder}{'' if page == _HOME else f'{page}.html'}"


def hreflang_tags(settings: Settings, page: str, languages: list[str]) -> list[str]:
    """Return the links to ``page`` in each of the ``languages``, and to the default; none without a base URL.

    The default is the root page, or the page in the first language.
    """
    if not (settings.base_url and languages):
        return []
    links = [*((language, language) for language in languages), ("x-default", "" if page == _HOME else languages[0])]
    addresses = [(tag, escape(page_address(settings, folder, page))) for tag, folder in links]
    return [f'<link rel="alternate" hreflang="{tag}" href="{href}">' for tag, href in addresses]


def write_sitemap(settings: Settings, site: Path) -> None:
    """Write a ``sitemap.xml`` (sitemaps.org) of every page of ``site``, if the site's address is known; pages name their translations."""
    if not settings.base_url:
        return
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_SITEMAP}">']
    for language in settings.languages:
        for path in sorted((site / language).rglob("*.html")):
            page = path.relative_to(site / language).with_suffix("").as_posix()
            if not page.startswith("_") and NO_INDEX not in path.read_text(encoding="utf-8"):
                lines.append(f"<url><loc>{escape(page_address(settings, language, page))}</loc></url>")
    (site / "sitemap.xml").write_text("\n".join([*lines, "</urlset>", ""]), encoding="utf-8")


def _description(app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document) -> list[str]:
    """Return description, authors, date and Open Graph of a page.

    The first page also has the record of the edition, which is stored as well.
    """
    edition = get_context(app)
    settings, language, title = edition.settings, edition.language, edition.edition.title
    work, licence = chapter_of(app, pagename) or book_of(app), load_citation(app.srcdir).licence
    opening = lead_text(doctree) or lead_text(doctree, in_brief)
    description = opening or first_sentence(doctree, language) or edition.edition.subtitle
    tags = [
        ("description", description),
        ("og:title", work.text("title")),
        ("og:type", BOOK if work.kind == BOOK else "article"),
        ("og:description", description),
        ("author", ", ".join(author.sorted for author in work.authors)),
        ("date", work.date),
        ("og:site_name", title),
        *picture_tags(settings, f"{language}/{picture_path(settings, language)}", title),
        # The same address as in the canonical link.
        ("og:url", context["pageurl"] or ""),
    ]
    elements = [*meta_elements(tags), *([f'<link rel="license" href="{escape(licence)}">'] if licence else [])]
    if pagename != app.config.root_doc:
        return elements
    store_opening(edition, doctree)
    papers = (file.path for file in book_files(settings, language) if file.format.is_paper and settings.base_url)
    # As Google Scholar and reference managers read it.
    record = [
        ("citation_title", work.with_subtitle()),
        *(("citation_author", author.sorted) for author in work.authors),
        ("citation_publication_date", work.date.replace("-", "/")),
        ("citation_language", work.language),
        ("citation_publisher", work.text("publisher")),
        ("citation_keywords", load_citation(app.srcdir).keywords.get(language, "")),
        *(("citation_pdf_url", f"{settings.base_url.rstrip('/')}/{path}") for path in papers),
    ]
    return [*elements, *meta_elements(record), linked_data(app, work, description)]


def meta_elements(tags: Iterable[Tag]) -> list[str]:
    """Return a ``<meta>`` element for each of the ``tags`` that has a content.

    Open Graph has its names in another attribute.
    """
    return [
        f'<meta {"property" if name.startswith("og:") else "name"}="{escape(name)}" content="{escape(content)}">'
        for name, content in tags
        if content
    ]


def picture_tags(settings: Settings, path: str, description: str) -> list[Tag]:
    """Return the tags of the image at ``path`` within the site.

    None without a base URL, as networks accept absolute addresses only.
    """
    if not settings.base_url:
        return []
    return [
        ("og:image", f"{settings.base_url.rstrip('/')}/{path}"),
        ("og:image:width", str(PICTURE.width)),
        ("og:image:height", str(PICTURE.height)),
        ("og:image:alt", description),
        ("twitter:card", "summary_large_image"),
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
            "keywords": citation.keywords.get(context.language),
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
    publisher = work.text("publisher")
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
        "author": authors,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
    }


def first_sentence(doctree: nodes.document, language: str) -> str:
    """Return the first sentence of the first paragraph of running text, without footnote references.

    Empty where there is none.
    """
    paragraphs = (node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, _PLACES))
    paragraph = next((node for node in paragraphs if plain_text(node) and NOTICE not in node["classes"]), None)
    return sentences(plain_text(without_marks(paragraph)), language)[0] if paragraph is not None else ""
