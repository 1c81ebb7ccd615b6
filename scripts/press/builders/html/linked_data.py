"""Describe the edition, its translations and its data as linked data (schema.org, JSON-LD)."""

from __future__ import annotations

import json

from sphinx.application import Sphinx

from press.citation.record import Work
from press.citation.settings import Author, CitationSettings
from press.citation.works import citation_of, dataset_of
from press.core.text import Json
from press.edition.context import EditionContext, get_context

_DATA = "#data"


def linked_data(app: Sphinx, book: Work, description: str) -> str:
    """Return the JSON-LD script element for the first page of the edition; ``description`` is that of the page."""
    context, citation = get_context(app), citation_of(app)
    dataset = dataset_of(app)
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
    first, *others = context.settings.languages
    translations = [{"@id": _page(context, language)} for language in others]
    item = {
        "@type": "Book",
        "@id": _page(context, context.language),
        "name": book.title.text,
        "alternativeHeadline": book.title.subtitle,
        "description": description,
        "bookFormat": "https://schema.org/EBook",
        "workTranslation": translations if context.language == first else [],
        "translationOfWork": {"@id": _page(context, first)} if context.language != first else None,
        "isBasedOn": _basis(citation, context.language),
        "hasPart": [{"@id": _page(context, context.language) + _DATA}] if has_data else [],
        **_common(book, citation),
    }
    return {key: value for key, value in item.items() if value}


def dataset_item(context: EditionContext, dataset: Work, citation: CitationSettings) -> Json:
    """Return the data as a ``Dataset``, part of the edition. Search engines require a description, so the titles serve as one."""
    home = _page(context, context.language)
    item = {
        "@type": "Dataset",
        "@id": home + _DATA,
        "name": dataset.title.full,
        "description": f"{dataset.title.full} ({context.edition.title})",
        "isPartOf": {"@id": home},
        "isBasedOn": _basis(citation, context.language),
        "encodingFormat": "text/csv",
        "conformsTo": "https://specs.frictionlessdata.io/data-package/",
        **_common(dataset, citation),
    }
    return {key: value for key, value in item.items() if value}


def _common(work: Work, citation: CitationSettings) -> Json:
    return {
        "inLanguage": work.language,
        "datePublished": work.issued.isoformat() if work.issued else "",
        "version": work.version,
        "url": work.address,
        "license": citation.licence,
        "author": [_author(author) for author in work.authors],
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else None,
    }


def _author(author: Author) -> Json:
    if author.name:
        return {"@type": "Organization", "name": author.name}
    names = {"familyName": author.family, "givenName": author.given}
    return {"@type": "Person", **{key: value for key, value in names.items() if value}}


def _basis(citation: CitationSettings, language: str) -> Json | None:
    """Return the work that the edition is based on, described by the book's own sentence; None where it has none."""
    description = citation.based_on.get(language)
    return {"@type": "ScholarlyArticle", "description": description} if description else None


def _page(context: EditionContext, language: str) -> str:
    """Return the URL of the first page of an edition; a path relative to another first page where the site's address is unknown."""
    base = context.settings.base_url.rstrip("/")
    return f"{base}/{language}/index.html" if base else f"../{language}/index.html"
