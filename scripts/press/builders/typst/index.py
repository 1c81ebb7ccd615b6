"""Print the index at the end of the book, with page numbers."""

from __future__ import annotations

from typing import Any

from sphinx.environment.adapters.indexentries import IndexEntries

from press.builders.typst.anchors import split_uri
from press.builders.typst.escape import array, call, markup, string
from press.builders.typst.translator import Translator


def entries(t: Translator) -> list[tuple[str, list[Any]]]:
    """Return Sphinx's index: letters, and under each its entries; empty if the book is to have no index."""
    if not t.config.typst_index:
        return []
    return [(letter, list(found)) for letter, found in IndexEntries(t.env).create_index(t.builder)]


def require_targets(found: list[tuple[str, list[Any]]], t: Translator) -> None:
    """Record the targets that the index refers to as linked to, so that their anchors are printed."""
    for _, group in found:
        for _, (links, subentries, _) in group:
            for uri in [uri for _, uri in links] + [uri for _, sub in subentries for _, uri in sub]:
                t.anchors.require(*split_uri(uri))


def index(found: list[tuple[str, list[Any]]], t: Translator) -> str:
    """Return the index as markup; empty if no entry is in the book."""
    groups = []
    for letter, group in found:
        lines = [line for entry in group for line in _entry(entry, t)]
        if lines:
            groups.append(call("index-letter", "\n".join(lines), letter=f"[{markup(letter)}]"))
    return f"#index-of-book({string(t.words('Index'))})[\n" + "\n".join(groups) + "\n]" if groups else ""


def _entry(entry: Any, t: Translator) -> list[str]:
    name, (links, subentries, _) = entry
    below = [line for sub_name, sub_links in subentries if (line := _line(sub_name, sub_links, t, 1))]
    own = _line(name, links, t, 0)
    if not own and below:
        own = call("index-entry", markup(name), depth="0", places="()")
    return [own, *below] if own else []


def _line(name: str, links: list[tuple[str, str]], t: Translator, depth: int) -> str:
    if not links:
        # Sphinx's "see also" entries have no target of their own.
        return call("index-entry", call("emph", markup(name)), depth=str(depth), places="()") if depth else ""
    labels = [t.anchors.label(*split_uri(uri)) for _, uri in links]
    places = [string(label) for label in labels if label in t.anchors.placed]
    if not places:
        return ""
    return call("index-entry", markup(name), depth=str(depth), places=array(places))
