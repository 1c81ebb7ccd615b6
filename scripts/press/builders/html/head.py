"""Write the metadata in the head of each page for search engines (schema.org, JSON-LD), reference managers and social networks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any, NamedTuple

from babel.core import get_global
from docutils import nodes
from sphinx.application import Sphinx

from press.builders.html.languages import page_address
from press.builders.html.notes import noted
from press.builders.lead import lead_text, store_lead, without_marks
from press.builders.title_card import PICTURE, picture_path
from press.citation.press_citation import CitationSettings
from press.citation.record import BOOK, Work, plain_text
from press.citation.works import book_of, chapter_of, citation_of, dataset_of
from press.core.formats import FORMATS, PDF
from press.core.settings import Settings
from press.core.text import Json
from press.directives.components import in_brief
from press.edition.chapters import address
from press.edition.context import EditionContext, get_context
from press.language.registry import locale_of
from press.language.sentences import sentences

_DATA = "#data"


def linked_data(app: Sphinx, book: Work, description: str) -> str:
    """Return the JSON-LD script element for the first page of the edition; ``description`` is that of the page."""
    context, citation, dataset = get_context(app), citation_of(app), dataset_of(app)
    items = [edition_item(context, book, citation, description, has_data=dataset is not None)]
    items += [dataset_item(context, dataset, citation)] if dataset else []
    text = json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False, separators=(",", ":"))
    # Within a script only this sequence would end it, or begin a comment.
    escaped = text.replace("<", r"\u003c")
    return f'<script type="application/ld+json">{escaped}</script>'


def edition_item(
    context: EditionContext, book: Work, citation: CitationSettings, description: str, *, has_data: bool
) -> Json:
    """Return the edition as a ``Book``. The first language counts as the original; each names the others by the URL of their first page."""
    first, *others = (_home(context, language) for language in context.settings.languages)
    home = _home(context, context.language)
    item = {
        "@type": "Book",
        "@id": home,
        "name": book.text("title"),
        "alternativeHeadline": book.text("subtitle"),
        "description": description,
        "bookFormat": "https://schema.org/EBook",
        "workTranslation": [{"@id": other} for other in others] if home == first else [],
        "translationOfWork": {"@id": first} if home != first else None,
    }
    return _item(context, book, citation, item, {"hasPart": [{"@id": home + _DATA}] if has_data else []})


def dataset_item(context: EditionContext, dataset: Work, citation: CitationSettings) -> Json:
    """Return the data as a ``Dataset``, part of the edition. Search engines require a description, so the titles serve as one."""
    home = _home(context, context.language)
    item = {
        "@type": "Dataset",
        "@id": home + _DATA,
        "name": dataset.with_subtitle(),
        "description": f"{dataset.with_subtitle()} ({context.edition.title})",
        "isPartOf": {"@id": home},
    }
    form = {"encodingFormat": "text/csv", "conformsTo": "https://specs.frictionlessdata.io/data-package/"}
    return _item(context, dataset, citation, item, form)


def _item(context: EditionContext, work: Work, citation: CitationSettings, first: Json, second: Json) -> Json:
    """Return an item of its own properties, ``first`` and ``second``, and those of every work, as far as they are known."""
    # The work that the edition is based on is described by the book's own sentence.
    basis = citation.based_on.get(context.language)
    item = {
        **first,
        "isBasedOn": {"@type": "ScholarlyArticle", "description": basis} if basis else None,
        **second,
        "inLanguage": work.language,
        "datePublished": work.issued.isoformat() if work.issued else "",
        "version": work.text("version"),
        "url": work.text("url"),
        "license": citation.licence,
        "author": [
            {"@type": "Organization", "name": author.name}
            if author.name
            else {
                "@type": "Person",
                **({"familyName": author.family} if author.family else {}),
                **({"givenName": author.given} if author.given else {}),
            }
            for author in work.authors
        ],
        "publisher": {"@type": "Organization", "name": work.text("publisher")} if work.text("publisher") else None,
    }
    return {key: value for key, value in item.items() if value}


def _home(context: EditionContext, language: str) -> str:
    """Return the URL of the first page of an edition; a path relative to another first page where the site's address is unknown."""
    base = context.settings.base_url.rstrip("/")
    return f"{base}/{language}/index.html" if base else f"../{language}/index.html"


_SEPARATOR = "\n    "
_PLACES = (nodes.document, nodes.section, noted)
_DESCRIPTION = re.compile(r'<meta (?=[^>]*name="description")[^>]*content="(?P<words>[^"]*)"')


class Meta(NamedTuple):
    """A ``<meta>`` element: ``key`` is the attribute that holds its name."""

    name: str
    content: str
    key: str = "name"

    def __str__(self) -> str:
        return f'<meta {self.key}="{escape(self.name)}" content="{escape(self.content)}">' if self.content else ""


def setup_head_tags(app: Sphinx) -> None:
    """Connect the listener that adds the tags to each page, and set up the social picture."""
    app.connect("html-page-context", _add_tags)


def _add_tags(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    if doctree is None:
        return
    edition = get_context(app)
    settings, language = edition.settings, edition.language
    work = chapter_of(app, pagename) or book_of(app)
    given = _DESCRIPTION.search(context.get("metatags", ""))
    opening = lead_text(doctree) or lead_text(doctree, in_brief)
    own = opening or first_sentence(doctree, language) or edition.edition.subtitle
    description = unescape(given["words"]) if given else own
    tags = list(map(str, page_tags(edition, work, description)))
    if settings.base_url:
        # The same address as in the canonical link.
        tags += map(str, open_graph("url", page_address(settings, language, address(pagename, settings))))
    # A page that describes itself in its front matter has the tag already.
    tags = tags[1:] if given else tags
    licence = citation_of(app).licence
    tags += [f'<link rel="license" href="{escape(licence)}">'] if licence else []
    if pagename == app.config.root_doc:
        store_lead(app, doctree)
        tags += [*map(str, record_tags(edition, work)), linked_data(app, work, description)]
    context["metatags"] = context.get("metatags", "") + _SEPARATOR + _SEPARATOR.join(filter(None, tags))


def page_tags(edition: EditionContext, work: Work, description: str) -> Iterator[Meta]:
    """Yield the tags of a page: description, authors as far as known, date and Open Graph."""
    yield from description_tags(work.text("title"), description, BOOK if work.kind == BOOK else "article")
    yield Meta("author", ", ".join(author_names(work)))
    yield Meta("date", work.issued.isoformat() if work.issued else "")
    yield from open_graph("site_name", edition.edition.title)
    yield from locale_tags(edition.settings, edition.language)
    yield from picture_tags(edition.settings, f"{edition.language}/{picture_path(edition)}", edition.edition.title)


def description_tags(title: str, description: str, kind: str) -> Iterator[Meta]:
    """Yield the title and description that search engines and networks show; ``kind`` is an ``og:type``."""
    yield Meta("description", description)
    yield from open_graph("title", title)
    yield from open_graph("type", kind)
    yield from open_graph("description", description)


def locale_tags(settings: Settings, language: str) -> Iterator[Meta]:
    """Yield ``og:locale`` of a page and of the book's other languages."""
    yield from open_graph("locale", territory_locale(language))
    others = (other for other in settings.languages if other != language)
    yield from open_graph("locale:alternate", *map(territory_locale, others))


def picture_tags(settings: Settings, path: str, words: str) -> Iterator[Meta]:
    """Yield the tags of the image at ``path`` within the site; nothing without a base URL, as networks accept absolute addresses only."""
    if not settings.base_url:
        return
    yield from open_graph("image", f"{settings.base_url.rstrip('/')}/{path}")
    yield from open_graph("image:width", str(PICTURE.width))
    yield from open_graph("image:height", str(PICTURE.height))
    yield from open_graph("image:alt", words)
    yield Meta("twitter:card", "summary_large_image")


def open_graph(name: str, *contents: str) -> Iterator[Meta]:
    """Yield one Open Graph property called ``name`` for each of the ``contents``."""
    yield from (Meta(f"og:{name}", content, key="property") for content in contents)


def record_tags(edition: EditionContext, work: Work) -> Iterator[Meta]:
    """Yield the bibliographic record of the edition as Google Scholar and Dublin Core tags; for the first page only."""
    day, base = work.issued, edition.settings.base_url.rstrip("/")
    yield Meta("citation_title", work.with_subtitle())
    yield from (Meta("citation_author", name) for name in author_names(work))
    yield Meta("citation_publication_date", day.strftime("%Y/%m/%d") if day else "")
    yield Meta("citation_language", work.language)
    yield Meta("citation_publisher", work.text("publisher"))
    yield Meta("citation_pdf_url", base and f"{base}/{FORMATS[PDF].path(edition.settings, edition.language)}")
    yield Meta("DC.title", work.with_subtitle())
    yield from (Meta("DC.creator", name) for name in author_names(work))
    yield Meta("DC.publisher", work.text("publisher"))
    yield Meta("DC.date", day.isoformat() if day else "")
    yield Meta("DC.language", work.language)
    yield Meta("DC.type", "Text")
    yield Meta("DC.format", "text/html")
    yield Meta("DC.identifier", work.text("url"))


def author_names(work: Work) -> list[str]:
    """Return the authors as they are sorted."""
    return [author.sorted for author in work.authors]


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
    if paragraph is None:
        return ""
    return sentences(plain_text(without_marks(paragraph)), language)[0]
