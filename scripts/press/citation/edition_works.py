"""Describe the edition, its chapters and its data as works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from pybtex.richtext import Text
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.citation.record import BOOK, CHAPTER, DATASET, People, Work, plain_text
from press.citation.settings import CitationSettings, load_citation
from press.core.project import last_change
from press.core.settings import Settings
from press.data.descriptor import DESCRIPTOR, DataPackage
from press.edition.chapters import address, english_titles
from press.edition.context import get_context
from press.edition.dependencies import pages_to_write
from press.edition.fallback import language_of_document
from press.language.profiles.en import ENGLISH


def edition_work(settings: Settings, language: str, citation: CitationSettings, issued: dt.date | None) -> Work:
    """Return the whole edition in ``language`` as a work."""
    edition = settings.edition(language)
    fields = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "date": issued.isoformat() if issued else "",
        "version": citation.version,
        "publisher": citation.publisher,
        "location": citation.place,
        "url": _web_address(settings, language, "index.html"),
    }
    if ENGLISH.tag in settings.languages and language != ENGLISH.tag:
        english = settings.edition(ENGLISH.tag)
        fields[f"title_{ENGLISH.tag}"] = ": ".join(filter(None, [english.title, english.subtitle]))
    known = {name: Text(value) for name, value in fields.items() if value}
    people = {"author": People(citation.authors)} if citation.authors else {}
    return Work(BOOK, f"{settings.slug}.{language}", known, language, people, settings.commit, citation.names)


def chapter_work(settings: Settings, book: Work, page: str, title: str, english: str = "") -> Work:
    """Return the chapter at ``page`` of the edition ``book`` as a work."""
    above = {f"book{name}": text for name, text in book.fields.items() if name.startswith(("title", "subtitle"))}
    name, url = f"{book.name}.chapter-{page.replace('/', '-')}", _web_address(settings, book.language, f"{page}.html")
    return _within(book, CHAPTER, name, title, english, above | {"url": Text(url)})


def dataset_work(book: Work, titles: Mapping[str, str], own_title: str) -> Work:
    """Return the data of the edition ``book`` as a work, titled in its language, or else by ``own_title`` or as the edition."""
    title, english = titles.get(book.language) or own_title or book.text("title"), titles.get(ENGLISH.tag, own_title)
    return _within(book, DATASET, f"{book.name}.dataset", title, "" if english == title else english, {})


def _within(book: Work, kind: str, name: str, title: str, english: str, more: dict[str, Text]) -> Work:
    """Return a part of the edition ``book`` with a title of its own."""
    shared = {name: text for name, text in book.fields.items() if not name.startswith(("title", "subtitle"))}
    titles = {"title": Text(title), f"title_{ENGLISH.tag}": Text("" if book.language == ENGLISH.tag else english)}
    fields = shared | {key: text for key, text in (titles | more).items() if text}
    return replace(book, kind=kind, name=name, fields=fields)


def _web_address(settings: Settings, language: str, page: str) -> str:
    return f"{settings.base_url.rstrip('/')}/{language}/{page}" if settings.base_url else ""


def dataset_title(package: DataPackage) -> str:
    """Return the title of the data package; empty where it has none."""
    return str(package.about.get("title", ""))


def book_of(app: Sphinx) -> Work:
    """Return the edition being built as a work."""
    return _edition(app, get_context(app).edition.language)


def _edition(app: Sphinx, language: str) -> Work:
    return edition_work(get_context(app).settings, language, load_citation(app.srcdir), last_change(app.srcdir))


def dataset_of(app: Sphinx) -> Work | None:
    """Return the data of the book as a work; None where it has no data package."""
    if not (app.srcdir / DESCRIPTOR).is_file():
        return None
    titles, own_title = load_citation(app.srcdir).dataset, dataset_title(get_context(app).sources.package)
    return dataset_work(book_of(app), titles, own_title)


def data_credits(app: Sphinx) -> dict[str, str]:
    """Return how the data of the book are to be cited, in the language of the edition; what is unknown is empty.

    The keys are ``title``, ``citation``, ``rights``, ``licence`` (an address), ``version``, ``date`` (ISO 8601) and ``commit``.
    """
    citation, data = load_citation(app.srcdir), dataset_of(app)
    assert data, "what is cited is a table of the data package"
    cited = {"title": data.text("title"), "citation": str(citation.style_of(data.language).cite(data))}
    cited |= {"rights": citation.rights(data.language), "licence": citation.licence}
    return cited | {name: data.text(name) for name in ("version", "date")} | {"commit": data.commit}


def chapter_of(app: Sphinx, docname: str) -> Work | None:
    """Return the chapter ``docname`` as a work; None for the first page, which is the book, and for pages without a document."""
    if docname == app.config.root_doc or docname not in app.env.found_docs:
        return None
    settings = get_context(app).settings
    page, title = address(docname, settings), app.env.titles.get(docname)
    english = english_titles(settings).get(page, "")
    book = _edition(app, language_of_document(app.env, docname))
    return chapter_work(settings, book, page, plain_text(title) if title else "", english)


def setup_edition_works(app: Sphinx) -> None:
    """Write pages anew when the title of their chapter changes in the English edition, whose text is not part of this one."""
    app.connect("env-get-updated", _follow_titles)


def _follow_titles(app: Sphinx, env: BuildEnvironment) -> list[str]:
    settings = get_context(app).settings
    now = {docname: english_titles(settings).get(address(docname, settings), "") for docname in env.found_docs}
    return pages_to_write(env, "its title in English", now)
