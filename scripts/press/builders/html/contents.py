"""Pass the table of contents of the book and the outline of the page to the templates."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

# A page that does not exist, so that no entry is marked as the current one.
_NO_PAGE = "press-no-page"
_LIST, _END_OF_ENTRY = "<ul>", "</li>"


class ContentsEntry(NamedTuple):
    """A chapter: its title as HTML, its address relative to the folder for which the contents are made, and the entries below it."""

    title: str
    address: str
    external: bool
    entries: list[ContentsEntry]

    @property
    def addresses(self) -> set[str]:
        """Return the addresses of all entries below this one."""
        return {one.address for one in self.entries}.union(*(one.addresses for one in self.entries))


class ContentsPart(NamedTuple):
    """A part of the book: its caption as HTML, which may be empty, and its chapters."""

    title: str
    entries: list[ContentsEntry]


def setup_contents(app: Sphinx) -> None:
    """Connect the listeners that pass the contents and the outline to the templates."""
    contents = Contents()
    app.connect("env-before-read-docs", contents.forget)
    app.connect("html-page-context", contents.offer)


class Contents:
    """The table of contents, generated once for all pages of a folder and cached for one run of Sphinx."""

    def __init__(self) -> None:
        self._parts: dict[str, list[ContentsPart]] = {}
        self._home = ""

    def forget(self, *arguments: Any) -> None:
        """Clear the cache, as titles may change."""
        self._parts.clear()
        self._home = ""

    def offer(self, app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
        """Add the contents, the current address in them, the first page's title and the outline to the template context of ``page``."""
        folder = posixpath.dirname(page)
        nowhere = posixpath.join(folder, _NO_PAGE)
        if folder not in self._parts:
            self._parts[folder] = list(_parts(app, nowhere))
        self._home = self._home or _html(app, app.env.titles[app.config.root_doc])
        context["press_contents"] = self._parts[folder]
        context["press_here"] = app.builder.get_relative_uri(nowhere, page)
        context["press_home"] = self._home
        context["press_outline"] = outline(context.get("toc", "")) if context.get("display_toc") else ""


def outline(toc: str) -> str:
    """Return the list below the page's title in ``toc``, the HTML list of all sections of a page."""
    start, end = toc.find(_LIST, len(_LIST)), toc.rfind(_END_OF_ENTRY)
    return toc[start:end] if start >= 0 else ""


def _parts(app: Sphinx, page: str) -> Iterator[ContentsPart]:
    """Yield the parts of the table of contents, with addresses relative to ``page``."""
    depth = int(app.config.html_theme_options.get("max_navbar_depth", 4))
    adapter = TocTree(app.env)
    tree = adapter.get_toctree_for(
        page, app.builder, collapse=False, includehidden=True, titles_only=True, maxdepth=depth
    )
    title = ""
    for child in tree.children if tree is not None else []:
        if isinstance(child, nodes.title):
            title = _html(app, child)
        elif isinstance(child, nodes.bullet_list):
            yield ContentsPart(title, _entries(app, child))
            title = ""


def _entries(app: Sphinx, chapters: nodes.bullet_list) -> list[ContentsEntry]:
    found = []
    for item in chapters.children:
        link = next(iter(item.findall(nodes.reference)))
        below = [child for child in item.children if isinstance(child, nodes.bullet_list)]
        entries = [entry for one in below for entry in _entries(app, one)]
        number = ".".join(map(str, link.get("secnumber") or ()))
        number = f"{number}{app.config.html_secnumber_suffix}" if number else ""
        address = link.get("refuri", "") + link.get("anchorname", "")
        found.append(ContentsEntry(escape(number) + _html(app, link), address, not link.get("internal"), entries))
    return found


def _html(app: Sphinx, node: nodes.Element) -> str:
    """Render the children of ``node`` as HTML."""
    words = nodes.generated("", "", *(child.deepcopy() for child in node.children))
    return str(app.builder.render_partial(words)["fragment"]).strip()  # type: ignore[attr-defined]
