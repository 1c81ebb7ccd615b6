"""Pass the contents of the book and the outline of the page to the templates, open the page with its tools, and split captions.

What explains a figure or table in its caption is set lighter than its message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.builders.captions import split_caption
from press.builders.first_pages import without_marks
from press.citation.record import plain_text
from press.core.files import is_remote
from press.language.captions import captions_as_at
from press.language.typography import sentences


class ContentsEntry(NamedTuple):
    """A chapter, or a part of the book, which has only a title, if any, and entries.

    ``title`` is HTML; a chapter has a ``docname``, a page elsewhere a ``url``.
    """

    title: str
    docname: str
    url: str
    entries: list[ContentsEntry]

    @property
    def docnames(self) -> set[str]:
        """Return the documents of this entry and of all below it."""
        return {self.docname}.union(*(entry.docnames for entry in self.entries))


def contents_of(builder: StandaloneHTMLBuilder) -> dict[str, Any]:
    """Return what the templates of all pages are told of the contents: the parts of the book and the title of its first page.

    To be called when pages are written: the environment caches ``master_doctree``, and if that were read earlier, it would be pickled with
    the environment and the next run would have the contents of this one.
    """
    toctrees = list(builder.env.master_doctree.findall(addnodes.toctree))
    parts = [ContentsEntry(each.get("caption") or "", "", "", _entries(builder, each, ())) for each in toctrees]
    return {"press_contents": parts, "press_home": _html(builder, builder.env.titles[builder.config.root_doc])}


# A page has the contents of a larger book around it alone: all of them on each page would make a site that grows with the square.
_MOST_CHAPTERS = 60


def contents_around(parts: list[ContentsEntry], pagename: str) -> list[ContentsEntry]:
    """Return the contents that a page has: of a book of more than 60 chapters its part, and the first chapters of the others.

    A part of more than 60 chapters is several.
    """
    if sum(len(part.docnames) for part in parts) <= _MOST_CHAPTERS:
        return parts
    shown = []
    for part in parts:
        for begin in range(0, len(part.entries), _MOST_CHAPTERS):
            entries = part.entries[begin : begin + _MOST_CHAPTERS]
            if any(pagename in entry.docnames for entry in entries):
                # What is below other chapters is found on their pages.
                near = [entry if pagename in entry.docnames else entry._replace(entries=[]) for entry in entries]
                shown.append(part._replace(entries=near))
            else:
                title = escape(part.title) if part.title and not begin else f"{entries[0].title} …"
                shown.append(ContentsEntry("", "", "", [entries[0]._replace(title=title, entries=[])]))
    return shown


def _entries(builder: StandaloneHTMLBuilder, toctree: addnodes.toctree, above: tuple[str, ...]) -> list[ContentsEntry]:
    """Return the entries of a toctree with those below them.

    ``above`` are the documents that lead to it, which are not entered again.
    """
    env, entries = builder.env, []
    for title, name in toctree["entries"]:
        if is_remote(name):
            entries.append(ContentsEntry(escape(title or name), "", name, []))
        elif name in env.titles and name not in above:
            number = ".".join(map(str, env.toc_secnumbers.get(name, {}).get("") or ()))
            heading = escape(f"{number}{builder.config.html_secnumber_suffix}" if number else "")
            heading += escape(title) if title else _html(builder, env.titles[name])
            toctrees = env.tocs[name].findall(addnodes.toctree)
            below = [entry for inner in toctrees for entry in _entries(builder, inner, (*above, name))]
            entries.append(ContentsEntry(heading, name, "", below))
    return entries


def pass_by(entries: list[ContentsEntry], relations: dict[str, list[str | None]]) -> None:
    """Have a chapter and the next one lead to each other in ``relations``, past all that is below the chapter.

    ``relations`` has the documents above, before and after each document.
    """
    for entry in entries:
        pass_by(entry.entries, relations)
        if entry.entries and entry.docname:
            following = (relations[name][2] for name in entry.docnames - {""})
            after = next((name for name in following if name not in entry.docnames), None)
            relations[entry.docname][2] = after
            if after:
                relations[after][1] = entry.docname


def _html(builder: StandaloneHTMLBuilder, node: nodes.Element) -> str:
    """Render the children of ``node`` as HTML."""
    copy = nodes.generated("", "", *(child.deepcopy() for child in node.children))
    return str(builder.render_partial(copy)["fragment"]).strip()


# The title of a page, with a subtitle if it has one.
_TITLE = re.compile(r"</h1>(?:\s*<p class=\"subtitle\"[^>]*>.*?</p>)?", re.DOTALL)
# What a title quotes, which it divides only where a line does not hold it.
_QUOTED = re.compile("«[^«»<]+»|“[^“”<]+”|„[^„“<]+“")


def open_page(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> None:
    """Pass on the outline, the part and the exhibits of a page, and insert its makers and tools behind its title."""
    body, parts = context.get("body", ""), context["press_contents"]
    # Sphinx's list of sections begins with the title of the page; the sections are a list within it.
    toc = context.get("toc", "") if context.get("display_toc") else ""
    start = toc.find("<ul>", 1)
    context["press_outline"] = toc[start : toc.rfind("</li>")] if start > 0 else ""
    within = (part.title for part in parts for entry in part.entries if pagename in entry.docnames)
    context["press_part"] = next(within, "")
    if pagename != app.config.root_doc:
        context["press_contents"] = contents_around(parts, pagename)
    context["press_exhibits"] = list(exhibits(doctree, app.env, pagename)) if doctree is not None else []
    if doctree is not None and (title := _TITLE.search(body)):
        head = _QUOTED.sub(r'<span class="press-quoted">\g<0></span>', body[: title.start()])
        tools = app.builder.templates.render("opener.html", context)
        context["body"] = f"{head}{title[0]}\n{tools}{body[title.end() :]}"


def exhibits(doctree: nodes.document, env: BuildEnvironment, docname: str) -> Iterator[dict[str, str]]:
    """Yield the figures and tables of a page that have an id and a caption: number, address, first sentence of the caption."""
    for node in doctree.findall(lambda node: isinstance(node, nodes.figure | nodes.table)):
        assert isinstance(node, nodes.Element)
        caption = next((child for child in node.children if isinstance(child, nodes.caption | nodes.title)), None)
        message = sentences(plain_text(without_marks(caption)), env.config.language) if caption is not None else []
        if node["ids"] and message:
            # The number is as in its caption; empty where it has none.
            kind = env.domains["std"].get_enumerable_node_type(node) or ""
            number = ".".join(map(str, env.toc_fignumbers.get(docname, {}).get(kind, {}).get(node["ids"][0]) or ()))
            with captions_as_at(node, env.config):
                shown = env.config.numfig_format[kind] % number if number else ""
            yield {"number": shown, "href": f"#{node['ids'][0]}", "title": message[0]}


REST = "caption-rest"


class SplitCaptions(SphinxPostTransform):
    """Mark all but the first sentence of each caption, in HTML."""

    # After numbers and references in captions are resolved to text.
    default_priority = 950
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Split the captions of all figures and tables."""
        for caption in self.document.findall(lambda node: isinstance(node, nodes.caption | nodes.title)):
            assert isinstance(caption, nodes.TextElement)
            if isinstance(caption.parent, nodes.figure | nodes.table):
                first, rest = split_caption(caption, self.config.language)
                if rest:
                    caption.children = []
                    caption += [*first, nodes.inline("", "", *rest, classes=[REST])]
