"""Pass to the templates the contents of the book and the outline of the page, open it with its part, tools, figures and tables, and split captions.

The first sentence of a caption is the message of a figure or table, the rest explains it and is set lighter.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.builders.lead import without_marks
from press.citation.record import plain_text
from press.edition.context import format_of
from press.language.sentences import sentences

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
    """The table of contents, generated once for all pages of a folder, and the caption of the part of each document; for one run of Sphinx.

    They are read when the first page is written: the environment caches ``master_doctree``, and if that were read earlier, it would be
    pickled with the environment and the next run would have the contents of this one.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self, *arguments: Any) -> None:
        """Clear the cache, as titles and contents may change."""
        self._parts: dict[str, list[ContentsPart]] = {}
        self._captions: dict[str, str] = {}
        self._home = ""

    def offer(self, app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
        """Add the contents, the current address in them, the first page's title, the outline, part and exhibits to the template context of ``page``."""
        folder = posixpath.dirname(page)
        nowhere = posixpath.join(folder, _NO_PAGE)
        if folder not in self._parts:
            self._parts[folder] = list(_parts(app, nowhere))
        if not self._home:
            self._home = _html(app, app.env.titles[app.config.root_doc])
            self._captions = captions(app.env)
        context["press_contents"] = self._parts[folder]
        context["press_here"] = app.builder.get_relative_uri(nowhere, page)
        context["press_home"] = self._home
        context["press_outline"] = outline(context.get("toc", "")) if context.get("display_toc") else ""
        context["press_part"] = self._captions.get(page, "")
        context["press_exhibits"] = list(exhibits(doctree, app.env, page)) if doctree is not None else []


def captions(env: BuildEnvironment) -> dict[str, str]:
    """Return the caption of the part to which each document belongs, for parts that have one."""
    found: dict[str, str] = {}
    for toctree in env.master_doctree.findall(addnodes.toctree):
        waiting = list(toctree["includefiles"]) if toctree.get("caption") else []
        for docname in waiting:
            found[docname] = toctree["caption"]
            waiting += [below for below in env.toctree_includes.get(docname, ()) if below not in waiting]
    return found


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


_TEMPLATE = "opener.html"
# The title of a page, with a subtitle if it has one.
_TITLE = re.compile(r"</h1>(?:\s*<p class=\"subtitle\"[^>]*>.*?</p>)?", re.DOTALL)
# What a title quotes, which it divides only where a line does not hold it.
_QUOTED = re.compile("«[^«»<]+»|“[^“”<]+”|„[^„“<]+“")
# After all listeners that set what the tools show, and before the policy of the page is made (1000).
_LAST = 940


class Exhibit(NamedTuple):
    """A figure or table of a page: its formatted number, its ``href`` within the page, and the first sentence of its caption."""

    number: str
    href: str
    title: str


def setup_opener(app: Sphinx) -> None:
    """Connect the listener that inserts what opens a page."""
    app.connect("html-page-context", _place_tools, priority=_LAST)


def _place_tools(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Insert the line on who made a page, and the rendered tools, behind its title."""
    body = context.get("body", "")
    if doctree is not None and (title := _TITLE.search(body)):
        head = _QUOTED.sub(r'<span class="press-quoted">\g<0></span>', body[: title.start()])
        tools = app.builder.templates.render(_TEMPLATE, context)
        context["body"] = f"{head}{title[0]}\n{tools}{body[title.end() :]}"


def exhibits(doctree: nodes.document, env: BuildEnvironment, docname: str) -> Iterator[Exhibit]:
    """Yield the figures and tables of a page that have an id and a caption, in document order."""
    for node in doctree.findall(lambda node: isinstance(node, nodes.figure | nodes.table)):
        assert isinstance(node, nodes.Element)
        caption = next((child for child in node.children if isinstance(child, nodes.caption | nodes.title)), None)
        words = sentences(plain_text(without_marks(caption)), env.config.language) if caption is not None else []
        if node["ids"] and words:
            # The number is as in its caption; empty where it has none.
            kind = env.domains["std"].get_enumerable_node_type(node) or ""
            number = ".".join(map(str, env.toc_fignumbers.get(docname, {}).get(kind, {}).get(node["ids"][0]) or ()))
            yield Exhibit(env.config.numfig_format[kind] % number if number else "", f"#{node['ids'][0]}", words[0])


REST = "caption-rest"


class SplitCaptions(SphinxPostTransform):
    """Mark all but the first sentence of each caption, in HTML."""

    # After numbers and references in captions are resolved to text.
    default_priority = 950

    def run(self, **kwargs: Any) -> None:
        """Split the captions of all figures and tables."""
        if not format_of(self.app.builder).is_for_browsers:
            return
        for caption in self.document.findall(lambda node: isinstance(node, nodes.caption | nodes.title)):
            assert isinstance(caption, nodes.TextElement)
            if isinstance(caption.parent, nodes.figure | nodes.table):
                split_caption(caption, self.config.language)


def split_caption(caption: nodes.TextElement, language: str) -> None:
    """Wrap all but the first sentence of ``caption`` in an inline node; leave it whole where that sentence ends within an element."""
    text = caption.astext().replace("\n", " ")
    first, *others = sentences(text, language) or [""]
    if not others:
        return
    left = text.index(first) + len(first)
    before: list[nodes.Node] = []
    rest = nodes.inline(classes=[REST])
    for child in list(caption.children):
        words = child.astext()
        if left >= len(words):
            before.append(child)
        elif left <= 0:
            rest += child
        elif isinstance(child, nodes.Text):
            before.append(nodes.Text(words[:left]))
            rest += nodes.Text(words[left:])
        else:
            return
        left -= len(words)
    caption.children = []
    caption += [*before, rest]
