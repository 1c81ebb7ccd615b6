"""Set up what press adds to each page of the site: theme, language switcher, contents, captions, downloads."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from press.builders.html.captions import setup_captions
from press.builders.html.contents import setup_contents
from press.builders.html.hreflang import setup_hreflang
from press.builders.html.language_switcher import setup_language_switcher
from press.builders.html.opener import setup_opener
from press.builders.html.theme import setup_theme
from press.core.outputs import WORKER
from press.edition.chapters import address, path_up
from press.edition.context import get_context


def setup_pages(app: Sphinx) -> None:
    """Set up the theme and the listeners that extend its template context."""
    setup_theme(app)
    app.connect("html-page-context", _describe_page)
    setup_language_switcher(app)
    setup_hreflang(app)
    setup_contents(app)
    setup_opener(app)
    setup_captions(app)


def _describe_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the translation function, the downloads and the address of the service worker to the template context."""
    edition = get_context(app)
    to_site = path_up(address(pagename, edition.settings)) + "../"
    if app.config.press_siblings:  # a page of a whole site
        worker = f'<meta name="press-worker" content="{to_site}{WORKER}">'
        context["metatags"] = f"{context.get('metatags', '')}\n{worker}"
        context["press_start"] = f"{to_site}index.html"
    context["press_translate"] = edition.translate
    context["press_downloads"] = [
        {**download, "href": to_site + download["path"]} for download in app.config.press_downloads
    ]
