"""Describe the state of a cited web page, gone or moved, and link to its archived copy, by the table of addresses."""

from __future__ import annotations

from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx

from press.data.addresses import Page, pages_known
from press.edition.context import EditionContext
from press.language.catalogues import get_translation
from press.language.dates import spell_iso


def state_of_page(page: Page, language: str) -> list[nodes.Node]:
    """Return inline nodes that say that the page is gone or has moved, and a link to its archived copy; usually none."""
    translate, tried = get_translation(language), spell_iso(page.tried, language)
    parts: list[nodes.Node] = []
    if page.is_gone:
        parts.append(nodes.Text(translate("not there when tried on {date}").format(date=tried)))
    elif page.has_moved:
        parts.append(nodes.Text(translate("led to another page when tried on {date}").format(date=tried)))
    if page.archived:
        copy = translate("archived copy")
        parts += [nodes.Text("; ")] if parts else []
        parts.append(nodes.reference(copy, copy, refuri=page.archived, internal=False))
    return parts


def page_of_work(app: Sphinx, entry: Entry) -> Page:
    """Return the record of a work's ``url``; an empty one where the work has a DOI, or the project no press."""
    context: EditionContext | None = getattr(app, "press", None)
    address = "" if entry.fields.get("doi") else entry.fields.get("url", "")
    return (pages_known(context.sources) if context else {}).get(address, Page(address))
