"""Write a page at each address that has moved, which leads on without a script (setting ``press_redirects``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.builders.html.html_builder import EditionHTMLBuilder
from press.core.reading import line_in
from press.core.settings import CONFIG, REDIRECTS
from press.edition.chapters import address
from press.edition.context import get_context, warn


def setup_redirects(app: Sphinx) -> None:
    """Register the listener that adds the pages."""
    app.connect("html-collect-pages", redirect_pages)


def redirect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield address, context and template of each page.

    Warn of a target that is no page or section of the book, and of an address that is a page.
    """
    builder, settings = app.builder, get_context(app).settings
    if not isinstance(builder, EditionHTMLBuilder):
        return
    documents = {address(name, settings): name for name in app.env.found_docs}
    for page, target in app.config[REDIRECTS].items():
        name, mark, section = target.partition("#")
        fault = ""
        if page in documents or name not in documents:
            fault = f"'{page}' is a page" if page in documents else f"there is no page '{name}'"
        elif section and f'id="{section}"' not in Path(builder.get_outfilename(documents[name])).read_text("utf-8"):
            fault = f"the page '{name}' has no section '{section}'"
        if fault:
            place = f"{settings.root / CONFIG}:{line_in(settings.root / CONFIG, ('sphinx', 'config', REDIRECTS, page))}"
            warn(f"{REDIRECTS}: {fault}; correct the line, or remove it [press.redirects]", place, REDIRECTS)
            continue
        href = builder.get_relative_uri(page, documents[name]) + mark + section
        yield page, {"press_target": href, "press_title": app.env.titles[documents[name]].astext()}, "redirect.html"
