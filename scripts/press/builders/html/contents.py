"""Set the contents of the book beside each page: made by the theme once for all pages of a folder, and marked for each of them.

The theme itself makes them for each page, though they have as many entries as the book has chapters.
"""

from __future__ import annotations

import copy
import posixpath
from functools import partial
from typing import Any

from bs4 import BeautifulSoup, Tag
from pydata_sphinx_theme.toctree import add_toctree_functions
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

CONTENTS = "press-contents.html"
# A page that is not there, so that no entry leads to it.
_NO_PAGE = "press-no-page"


def setup_contents(app: Sphinx) -> None:
    """Register what gives the template the contents."""
    contents = Contents()
    app.connect("env-before-read-docs", contents.forget)
    app.connect("html-page-context", contents.offer)


class Contents:
    """The contents as they stand beside pages, for one run of Sphinx."""

    def __init__(self) -> None:
        # By the folder of the page and what the template asks for; no entry is marked.
        self._made: dict[tuple[Any, ...], BeautifulSoup] = {}

    def forget(self, *arguments: Any) -> None:
        """Forget what was made, as titles may change."""
        self._made.clear()

    def offer(self, app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
        """Give the template of ``page`` what makes the contents beside it."""
        context["press_contents"] = partial(self._beside, app, page, context)

    def _beside(self, app: Sphinx, page: str, context: dict[str, Any], **options: Any) -> str:
        """Return the contents beside ``page``; the ``options`` are those of the theme's ``generate_toctree_html``."""
        folder = posixpath.dirname(page)
        nowhere, key = posixpath.join(folder, _NO_PAGE), (folder, *sorted(options.items()))
        if key not in self._made:
            self._made[key] = _unmarked(app, nowhere, options)
        own = copy.copy(self._made[key])
        entries = own.find_all("a", href=app.builder.get_relative_uri(nowhere, page))
        # Where only a part of the contents is shown, which one depends on the page; and the entry of the page may be left out.
        if options["collapse"] or not entries:
            return str(context["generate_toctree_html"](**options))
        for entry in entries:
            _mark(entry)
        return str(own)


def _unmarked(app: Sphinx, page: str, options: dict[str, Any]) -> BeautifulSoup:
    """Return the contents as the theme makes them for ``page``, which is none of the book's."""

    def toctree(**kwargs: Any) -> str:
        found = TocTree(app.env).get_toctree_for(page, app.builder, **kwargs)
        fragment: str = app.builder.render_partial(found)["fragment"]  # type: ignore[attr-defined]
        return fragment

    context: dict[str, Any] = {"toctree": toctree}
    add_toctree_functions(app, page, "", context, None)
    made: BeautifulSoup = context["generate_toctree_html"](**options)
    return made


def _mark(entry: Tag) -> None:
    """Mark ``entry``, and all around it, as the place of the reader."""
    entry["href"] = "#"
    _set_classes(entry, ["current", *_classes(entry)])
    for part in entry.parents:
        classes = _classes(part)
        if part.name == "li" and "toctree-l0" not in classes:
            _set_classes(part, [*classes[:1], "current", "active", *classes[1:]])
        elif part.name == "ul" and "list-caption" not in classes:
            _set_classes(part, ["current", *classes])
        if part.name == "li" and part.details:
            part.details["open"] = "" if "toctree-l0" in classes else "open"


def _classes(tag: Tag) -> list[str]:
    return list(tag.get_attribute_list("class")) if tag.has_attr("class") else []


def _set_classes(tag: Tag, classes: list[str]) -> None:
    tag["class"] = " ".join(classes)
