"""The contents of the book as reading devices show them: parts, chapters, sections, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder

from press.outlines import OutlinedEnvironment

# Levels of headings below a chapter that the contents name.
_DEPTH = 1


@dataclass(frozen=True)
class Entry:
    """A line of the contents: where it leads (``target``, empty for a part) and what stands below it."""

    title: str
    target: str = ""
    docname: str = ""
    below: list[Entry] = field(default_factory=list)


def contents(builder: Builder, excluded: list[str]) -> list[Entry]:
    """The entries of all documents that match none of the patterns ``excluded``; the root document comes first."""
    root = builder.config.root_doc
    first = _chapter(builder, root, [])
    return [first, *(entry for part in _parts(builder, root, excluded) for entry in part)]


def documents(entries: list[Entry]) -> Iterator[str]:
    """The documents in the order of reading."""
    for entry in entries:
        if entry.docname:
            yield entry.docname
        yield from documents(entry.below)


def _parts(builder: Builder, root: str, excluded: list[str]) -> Iterator[list[Entry]]:
    for toctree in OutlinedEnvironment(builder.env).get_doctree(root).findall(addnodes.toctree):
        chapters = _chapters(builder, toctree, excluded)
        caption = toctree.get("caption")
        yield [Entry(caption, below=chapters)] if caption and chapters else chapters


def _chapters(builder: Builder, toctree: nodes.Element, excluded: list[str]) -> list[Entry]:
    """The documents that ``toctree`` names; those below an excluded one take its place."""
    found = []
    for title, docname in toctree["entries"]:
        if docname not in builder.env.found_docs:
            continue
        trees = OutlinedEnvironment(builder.env).get_doctree(docname).findall(addnodes.toctree)
        below = [entry for tree in trees for entry in _chapters(builder, tree, excluded)]
        if any(fnmatchcase(docname, pattern) for pattern in excluded):
            found += below
        else:
            found.append(_chapter(builder, docname, below, title))
    return found


def _chapter(builder: Builder, docname: str, below: list[Entry], title: str | None = None) -> Entry:
    """A document with its sections and the documents ``below`` it."""
    uri = builder.get_target_uri(docname)
    lines = [item for item in builder.env.tocs[docname].children if isinstance(item, nodes.list_item)]
    sections = [entry for line in lines for entry in _sections(line, uri, _DEPTH)]
    return Entry(title or builder.env.titles[docname].astext(), uri, docname, [*sections, *below])


def _sections(item: nodes.Element, uri: str, depth: int) -> list[Entry]:
    if not depth:
        return []
    lines = [line for child in item.children if isinstance(child, nodes.bullet_list) for line in child.children]
    entries = []
    for line in lines:
        heading = next(iter(line.findall(nodes.reference)), None)
        if heading is not None and heading.get("anchorname"):
            below = _sections(line, uri, depth - 1)  # type: ignore[arg-type]
            entries.append(Entry(heading.astext(), uri + heading["anchorname"], below=below))
    return entries
