"""Render the page at the root of the site: the emblem of the book, and the editions, each with what it is about and its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from press.builders.html.assets import icon_name
from press.builders.html.head import Meta, description_tags, locale_tags, open_graph, picture_tags
from press.builders.html.languages import page_address, root_tags
from press.builders.lead import read_lead
from press.builders.title_card import book_picture_path, read_emblem
from press.citation.press_citation import load_citation
from press.citation.record import edition_work
from press.citation.works import release_line
from press.core.formats import SHARED, book_files
from press.core.settings import Edition, Settings
from press.directives.data_package import has_data, zip_name
from press.language.catalogues import get_notebook_translation
from press.language.quantities import size_in_words
from press.language.sentences import sentences
from press.site.templates import template, with_policy

_BETWEEN = " · "
# So much of a lead says what the book is about.
_SENTENCES = 2


def start_page(settings: Settings, site: Path) -> str:
    """Return the start page, which offers each edition in its own language, with the sizes of its files in ``site``."""
    name = icon_name(settings)
    icon = f"{SHARED}/{name}" if name else ""
    editions = [_edition_values(settings, edition, site) for edition in settings.editions]
    description = _BETWEEN.join(one["lead"] or one["subtitle"] or one["title"] for one in editions)
    tags = [*root_tags(settings), *map(str, _meta_tags(settings, description))]
    script = template("root.js").render()
    language, citation = settings.languages[0], load_citation(settings.root)
    book = edition_work(settings, language, citation, None)
    shown: dict[str, Any] = {
        "editions": editions,
        "icon": icon,
        "tags": [Markup(tag) for tag in tags],
        "citation": citation,
    }
    shown["release"] = release_line(book, get_notebook_translation(settings, language))
    if emblem := read_emblem(settings, language):
        shown["emblem"] = Markup(emblem.svg('aria-hidden="true"'))
    return with_policy("root.html", script, **shown)


def _edition_values(settings: Settings, edition: Edition, site: Path) -> dict[str, Any]:
    """Return the template values for an edition."""
    translate = get_notebook_translation(settings, edition.language)
    emblem = read_emblem(settings, edition.language)
    lead = sentences(read_lead(settings, edition.language), edition.language)
    files = [
        {"href": file.path, "kind": translate(file.format.kind)} for file in book_files(settings, edition.language)
    ]
    if has_data(settings):
        files.append({"href": f"{SHARED}/{zip_name(settings)}", "kind": translate("Data")})
    for file in files:
        path = site / file["href"]
        file["size"] = size_in_words(path.stat().st_size, edition.language) if path.is_file() else ""
    return {
        "language": edition.language,
        "name": edition.name,
        "title": edition.title,
        "subtitle": edition.subtitle,
        "lead": " ".join(lead[:_SENTENCES]),
        "emblem": emblem.title if emblem else "",
        "parts": [(Markup(svg), words) for svg, words in emblem.parts] if emblem else [],
        "files": files,
        "read": translate("Read"),
        "remembered": translate("You read this edition last time"),
    }


def _meta_tags(settings: Settings, description: str) -> Iterator[Meta]:
    """Yield the tags for search engines and social networks; addresses only if that of the site is known."""
    title = _BETWEEN.join(edition.title for edition in settings.editions)
    yield from description_tags(title, description, "website")
    yield from locale_tags(settings, settings.languages[0])
    if settings.base_url:
        yield from open_graph("url", page_address(settings, "", "index"))
    yield from picture_tags(settings, book_picture_path(settings), title)
