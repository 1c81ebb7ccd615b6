"""Render the pages that belong to no edition: the start page, and those shown in place of another."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from press.builders.first_pages import SENTENCES, picture_path, read_opening
from press.builders.html.assets import bundled, icon_name
from press.builders.html.head import hreflang_tags, meta_elements, page_address, picture_tags
from press.builders.html.policy import policy_tag
from press.citation.edition_works import edition_work
from press.citation.imprint import release_line
from press.citation.settings import CitationSettings, load_citation
from press.core.formats import SHARED, book_files
from press.core.resources import press_path
from press.core.settings import Edition, Settings
from press.directives.data_package import data_files
from press.language.catalogues import get_translation
from press.language.quantities import size_in_words
from press.language.typography import sentences

_FOLDER = "builders/html/templates"
_BETWEEN = " · "
# Hosts look for the first by its name; the service worker (press.site.join) shows the second.
NOT_FOUND, OFFLINE = "404.html", "offline.html"
MESSAGES = {
    NOT_FOUND: ("Page not found", "The address may be mistyped, or the page may have moved."),
    OFFLINE: ("You are offline", "This page is not on your device yet. Pages that you opened before can be read."),
}


def start_page(settings: Settings, site: Path) -> str:
    """Return the start page, which offers each edition in its own language, with the sizes of its files in ``site``."""
    icon, citation = icon_name(settings), load_citation(settings.root)
    editions = [_edition_values(settings, citation, edition, site) for edition in settings.editions]
    description = _BETWEEN.join(values["lead"] or values["subtitle"] or values["title"] for values in editions)
    title = _BETWEEN.join(edition.title for edition in settings.editions)
    language = settings.languages[0]
    home = page_address(settings, "", "index") if settings.base_url else ""
    tags = [
        ("description", description),
        ("og:title", title),
        ("og:type", "website"),
        ("og:description", description),
        ("og:url", home),
        *picture_tags(settings, f"{language}/{picture_path(settings, language)}", title),
    ]
    links = [f'<link rel="canonical" href="{escape(home)}">'] if home else []
    links += hreflang_tags(settings, "index", settings.languages)
    emblem = read_opening(settings, language).emblem
    shown = {
        "editions": editions,
        "icon": f"{SHARED}/{icon}" if icon else "",
        "tags": [Markup(tag) for tag in (*links, *meta_elements(tags))],
        "citation": citation,
    }
    shown["typefaces"] = bundled().typefaces_of(settings.languages, SHARED)
    style = bundled().first_style(emblem, SHARED, bundled().outside_style)
    return _page("root.html", _templates().get_template("root.js").render(), style, **shown)


def _edition_values(settings: Settings, citation: CitationSettings, edition: Edition, site: Path) -> dict[str, Any]:
    """Return the template values for an edition."""
    translate, book = get_translation(edition.language), edition_work(settings, edition.language, citation, None)
    draft = translate("This edition has not been released yet: anything in it may still change.")
    opening = read_opening(settings, edition.language)
    offered = [(file.place, file.path, file.format.kind) for file in book_files(settings, edition.language)]
    offered += [(path, path, kind) for path, kind, _ in data_files(settings, edition.language)]
    files = []
    for place, path, kind in offered:
        size = size_in_words((site / place).stat().st_size, edition.language) if (site / place).is_file() else ""
        files.append({"href": path, "kind": translate(kind), "size": size})
    return {
        "language": edition.language,
        "name": edition.name,
        "title": edition.title,
        "subtitle": edition.subtitle,
        "lead": " ".join(sentences(opening.lead, edition.language)[:SENTENCES]),
        "in_short": opening.emblem_text,
        "emblem": Markup(opening.emblem),
        "files": files,
        "release": release_line(book, translate) + ("" if book.commit else f". {draft}"),
        "read": translate("Read"),
        "remembered": translate("You read this edition last time"),
    }


def message_page(settings: Settings, name: str) -> str:
    """Return the page ``name``.

    It is served at any depth, so its links contain the path of the site, where that is known.
    """
    heading, text = MESSAGES[name]
    editions = []
    for edition in settings.editions:
        translate = get_translation(edition.language)
        texts = {"heading": heading, "text": text, "contents": "To the home page", "start": "All languages and files"}
        translated = {key: translate(english) for key, english in texts.items()}
        editions.append({"language": edition.language, "title": edition.title, **translated})
    path = urlsplit(settings.base_url).path.rstrip("/") + "/" if settings.base_url else ""
    script = "" if path else _templates().get_template("message.js").render(languages=settings.languages)
    style = bundled().first_style("", f"{path}{SHARED}", bundled().outside_style)
    return _page("message.html", script, style, editions=editions, root=path)


def _page(name: str, script: str, style: str, **values: Any) -> str:
    """Return the page from the template ``name`` with ``values``, and a ``script`` and a ``style`` of its own.

    Its policy allows these alone.
    """
    mode = bundled().first_script
    parts = {"mode": Markup(mode), "style": Markup(style), "script": Markup(script)}
    policy = policy_tag(filter(None, [mode, script]), [style])
    return _templates().get_template(name).render(policy=policy, **parts, **values)


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(press_path(_FOLDER))
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
