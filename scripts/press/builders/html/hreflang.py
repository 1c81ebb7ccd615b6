"""Addresses for search engines: which pages are one another's translations. Only where the site's own address is known."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.builders.html.language_switcher import siblings
from press.core.settings import Settings
from press.edition.chapters import address
from press.edition.context import get_context

DEFAULT = "x-default"
_HOME = "index"
# Made by Sphinx for readers who are there already.
UNLISTED = ("search", "genindex")
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def setup_hreflang(app: Sphinx) -> None:
    """Register what writes the addresses into the head of each page."""
    app.connect("html-page-context", _add_addresses)


def page_address(settings: Settings, language: str, page: str) -> str:
    """Where ``page`` ("index", "notebooks/survey") stands once the site is published; an empty language is the root page."""
    folder = f"{language}/" if language else ""
    return f"{settings.base_url.rstrip('/')}/{folder}{'' if page == _HOME else f'{page}.html'}"


def alternate_links(settings: Settings, page: str, languages: Iterable[str]) -> list[tuple[str, str]]:
    """The ``page`` in each of the ``languages`` and by default: the root page for the first page, else the first language."""
    offered = list(languages)
    default = "" if page == _HOME else offered[0]
    found = [(language, page_address(settings, language, page)) for language in offered]
    return [*found, (DEFAULT, page_address(settings, default, page))]


def hreflang_tags(settings: Settings, page: str, languages: Iterable[str]) -> list[str]:
    """The tags of the head that say so."""
    return [
        f'<link rel="alternate" hreflang="{language}" href="{escape(place)}">'
        for language, place in alternate_links(settings, page, languages)
    ]


def root_tags(settings: Settings) -> list[str]:
    """The tags of the page at the root, which leads to all editions; none where the address is unknown."""
    if not settings.base_url:
        return []
    canonical = f'<link rel="canonical" href="{escape(page_address(settings, "", _HOME))}">'
    return [canonical, *hreflang_tags(settings, _HOME, settings.languages)]


def write_sitemap(settings: Settings, site: Path) -> None:
    """Write ``sitemap.xml`` and a ``robots.txt`` that names it into ``site``; neither where the address is unknown."""
    if not settings.base_url:
        return
    (site / "sitemap.xml").write_text(sitemap(settings, site), encoding="utf-8")
    place = f"{settings.base_url.rstrip('/')}/sitemap.xml"
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {place}\n", encoding="utf-8")


def sitemap(settings: Settings, site: Path) -> str:
    """Every page of ``site`` with its translations, by the protocol of sitemaps.org."""
    entries = [
        _entry(settings, page, languages, own) for page, languages in _pages(settings, site) for own in languages
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n'
    return head + "".join(entries) + "</urlset>\n"


def _pages(settings: Settings, site: Path) -> list[tuple[str, list[str]]]:
    """The pages that readers look for, each with the languages in which it stands in ``site``."""
    found: dict[str, list[str]] = {}
    for language in settings.languages:
        for path in sorted((site / language).rglob("*.html")):
            page = path.relative_to(site / language).with_suffix("").as_posix()
            if page not in UNLISTED and not page.startswith("_"):
                found.setdefault(page, []).append(language)
    return sorted(found.items())


def _entry(settings: Settings, page: str, languages: list[str], own: str) -> str:
    links = "".join(
        f'  <xhtml:link rel="alternate" hreflang="{language}" href="{escape(place)}"/>\n'
        for language, place in alternate_links(settings, page, languages)
    )
    return f"<url>\n  <loc>{escape(page_address(settings, own, page))}</loc>\n{links}</url>\n"


def _add_addresses(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Say in the head what the page is called for good, and where it stands in other languages."""
    edition = get_context(app)
    # Sphinx would put the address of the site before the page and forget the edition.
    context["pageurl"] = None
    if not edition.settings.base_url:
        return
    page = address(pagename, edition.settings)
    context["pageurl"] = page_address(edition.settings, edition.language, page)
    there = [item.language for item in siblings(edition, pagename, app.config.press_siblings) if not item.missing]
    if page not in UNLISTED and there:
        tags = "\n".join(hreflang_tags(edition.settings, page, there))
        context["metatags"] = f"{context.get('metatags', '')}\n{tags}\n"
