"""Open a page: say which part of the book it is in, what can be done with it, and what it holds, its figures and tables by their captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.builders.lead import without_marks
from press.citation.record import plain_text
from press.language.sentences import sentences

_TEMPLATE = "opener.html"
# The title of a page, with a subtitle if it has one.
_TITLE = re.compile(r"</h1>(?:\s*<p class=\"subtitle\"[^>]*>.*?</p>)?", re.DOTALL)
# When everything is known that the tools show, and before the policy of the page is made.
_LAST = 940


class Exhibit(NamedTuple):
    """A figure or table of a page: its number in words, the address within the page, and the first sentence of the caption."""

    number: str
    href: str
    title: str


class Parts:
    """The parts of the book for one run of Sphinx: the caption of each by the documents below it.

    They are read when the first page is written: an environment keeps the tree that it is asked for here, and would be
    stored with it while it reads, so that the next run had the contents of this one.
    """

    def __init__(self) -> None:
        self._captions: dict[str, str] | None = None

    def forget(self, *arguments: Any) -> None:
        """Forget what was read, as contents may change."""
        self._captions = None

    def describe(self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
        """Give the templates the part of a page, and its figures and tables."""
        if self._captions is None:
            self._captions = captions(app.env)
        context["press_part"] = self._captions.get(pagename, "")
        context["press_exhibits"] = list(exhibits(doctree, app.env, pagename)) if doctree is not None else []


def setup_opener(app: Sphinx) -> None:
    """Register what tells the templates."""
    parts = Parts()
    app.connect("env-before-read-docs", parts.forget)
    app.connect("html-page-context", parts.describe)
    app.connect("html-page-context", _place_tools, priority=_LAST)


def _place_tools(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Put what can be done with a page behind its title."""
    body = context.get("body", "")
    if doctree is not None and (title := _TITLE.search(body)):
        tools = app.builder.templates.render(_TEMPLATE, context)
        context["body"] = f"{body[: title.end()]}\n{tools}{body[title.end() :]}"


def captions(env: BuildEnvironment) -> dict[str, str]:
    """Return the caption of the part in which each document stands, of those that have one."""
    return {
        docname: toctree["caption"]
        for toctree in env.master_doctree.findall(addnodes.toctree)
        if toctree.get("caption")
        for docname in _with_children(toctree["includefiles"], env.toctree_includes)
    }


def _with_children(docnames: Iterable[str], children: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield ``docnames`` and all that their own contents name, each once."""
    waiting, seen = list(docnames), set[str]()
    while waiting:
        docname = waiting.pop()
        if docname not in seen:
            seen.add(docname)
            yield docname
            waiting.extend(children.get(docname, ()))


def exhibits(doctree: nodes.document, env: BuildEnvironment, docname: str) -> Iterator[Exhibit]:
    """Yield the figures and tables of a page that have a caption to be named by, in their order."""
    for node in doctree.findall(lambda node: isinstance(node, nodes.figure | nodes.table)):
        assert isinstance(node, nodes.Element)
        caption = next((child for child in node.children if isinstance(child, nodes.caption | nodes.title)), None)
        words = sentences(plain_text(without_marks(caption)), env.config.language) if caption is not None else []
        if node["ids"] and words:
            yield Exhibit(_number(node, env, docname), f"#{node['ids'][0]}", words[0])


def _number(node: nodes.Element, env: BuildEnvironment, docname: str) -> str:
    """Return the number of a figure or table as its caption has it; empty where the book numbers none."""
    kind = env.domains["std"].get_enumerable_node_type(node) or ""
    number = env.toc_fignumbers.get(docname, {}).get(kind, {}).get(node["ids"][0])
    return env.config.numfig_format[kind] % ".".join(map(str, number)) if number else ""
