"""Set the contents of the book, and the outline of the page, beside each page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

# A page that is not there, so that no entry leads to it.
_NO_PAGE = "press-no-page"
_LIST, _END_OF_ENTRY = "<ul>", "</li>"


class ContentsEntry(NamedTuple):
    """A chapter with those below it: its title as HTML, and its address from the folder that the contents are for."""

    title: str
    address: str
    external: bool
    entries: list[ContentsEntry]

    @property
    def addresses(self) -> set[str]:
        """The addresses of all that is below."""
        return {one.address for one in self.entries}.union(*(one.addresses for one in self.entries))


class ContentsPart(NamedTuple):
    """Chapters under a title, which may be empty."""

    title: str
    entries: list[ContentsEntry]


def setup_contents(app: Sphinx) -> None:
    """Register what gives the templates the contents and the outline."""
    contents = Contents()
    app.connect("env-before-read-docs", contents.forget)
    app.connect("html-page-context", contents.offer)


class Contents:
    """The contents as they stand beside pages, made once for all pages of a folder, for one run of Sphinx."""

    def __init__(self) -> None:
        self._made: dict[str, list[ContentsPart]] = {}
        self._home: list[str] = []

    def forget(self, *arguments: Any) -> None:
        """Forget what was made, as titles may change."""
        self._made.clear()
        self._home.clear()

    def offer(self, app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
        """Give the template of ``page`` the contents, the place of the page in them, the first page's title and the outline."""
        folder = posixpath.dirname(page)
        nowhere = posixpath.join(folder, _NO_PAGE)
        if folder not in self._made:
            self._made[folder] = list(_parts(app, nowhere))
        if not self._home:
            self._home.append(_html(app, app.env.titles[app.config.root_doc]))
        context["press_contents"] = self._made[folder]
        context["press_here"] = app.builder.get_relative_uri(nowhere, page)
        context["press_home"] = self._home[0]
        context["press_outline"] = outline(context.get("toc", "")) if context.get("display_toc") else ""


def outline(toc: str) -> str:
    """Return what is below the title in ``toc``, the list of all sections of a page as HTML."""
    start, end = toc.find(_LIST, len(_LIST)), toc.rfind(_END_OF_ENTRY)
    return toc[start:end] if start >= 0 else ""


def _parts(app: Sphinx, page: str) -> Iterator[ContentsPart]:
    """Yield the contents as they stand beside ``page``."""
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
    """Return the content of ``node`` as HTML."""
    words = nodes.generated("", "", *(child.deepcopy() for child in node.children))
    return str(app.builder.render_partial(words)["fragment"]).strip()  # type: ignore[attr-defined]
